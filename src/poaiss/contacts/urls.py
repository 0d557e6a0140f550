"""Addresses of the room."""

from django.urls import path

from poaiss.contacts.views import designations, directory, messages, offices, support, terms

app_name = "contacts"
urlpatterns = [
    path("contacts/", directory.directory, name="directory"),
    path("contacts/export.csv", directory.export_table, name="export"),
    path("contacts/coverage/", directory.coverage, name="coverage"),
    path("contacts/note-verbale/", directory.note_verbale, name="note-verbale"),
    path("contacts/note-verbale.txt", directory.note_verbale_text, name="note-verbale-text"),
    path("contacts/states/<slug:slug>/", directory.state, name="state"),
    path("contacts/states/<slug:slug>/new/", offices.new, name="new"),
    path("contacts/offices/<uuid:pk>/", directory.office, name="office"),
    path("contacts/offices/<uuid:pk>.vcf", directory.vcard, name="vcard"),
    path("contacts/offices/<uuid:pk>/edit/", offices.edit, name="edit"),
    path("contacts/offices/<uuid:pk>/preview/", offices.preview, name="preview"),
    path("contacts/offices/<uuid:pk>/confirm/", offices.confirm, name="confirm"),
    path("contacts/offices/<uuid:pk>/share/", offices.share, name="share"),
    path("contacts/offices/<uuid:pk>/share/<uuid:grant>/stop/", offices.stop_sharing, name="stop-sharing"),
    path("contacts/offices/<uuid:pk>/deputies/new/", terms.appoint, name="appoint"),
    path("contacts/offices/<uuid:pk>/holder/", terms.record_holder, name="record-holder"),
    path("contacts/offices/<uuid:pk>/write/", messages.write, name="write"),
    path("contacts/offices/<uuid:pk>/handover/", support.handover, name="handover"),
    path("contacts/offices/<uuid:pk>/first-steps/", support.onboarding, name="onboarding"),
    path("contacts/offices/<uuid:pk>/peers/", support.peers, name="peers"),
    path("contacts/terms/<uuid:pk>/end/", terms.end, name="end-term"),
    path("contacts/terms/<uuid:pk>/take-over/", terms.take_over, name="take-over"),
    path("contacts/terms/<uuid:pk>/end-take-over/", terms.end_take_over, name="end-take-over"),
    path("contacts/confirm/<str:token>/", offices.confirm_link, name="confirm-link"),
    path("contacts/designations/", designations.listing, name="designations"),
    path("contacts/designations/new/", designations.notify, name="notify"),
    path("contacts/designations/<uuid:pk>/", designations.detail, name="designation"),
    path("contacts/designations/<uuid:pk>/note/", designations.note, name="note"),
    path("contacts/designations/<uuid:pk>/verify/", designations.verify, name="verify"),
    path("contacts/designations/<uuid:pk>/return/", designations.give_back, name="return"),
    path("contacts/designations/<uuid:pk>/withdraw/", designations.withdraw, name="withdraw"),
    path("contacts/designations/<uuid:pk>/again/", designations.again, name="again"),
    path("contacts/messages/", messages.inbox, name="inbox"),
    path("contacts/messages/<uuid:pk>/", messages.thread, name="thread"),
]
