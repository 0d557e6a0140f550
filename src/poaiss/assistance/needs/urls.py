"""Addresses of needs, and the entry of the room."""

from django.urls import path

from poaiss.assistance.needs import file_views, order_views, talk_views, views
from poaiss.assistance.needs.checklist import views as checklist
from poaiss.assistance.needs.suggesting import views as suggesting

NEED = "assistance/needs/<uuid:pk>"
urlpatterns = [
    path("assistance/", views.index, name="index"),
    path("assistance/needs/", views.needs, name="needs"),
    path("assistance/needs/own/", views.own, name="needs-own"),
    path("assistance/needs/new/", views.new, name="need-new"),
    path("assistance/needs/letter/", views.letter, name="need-by-letter"),
    path("assistance/needs/follow-up/", talk_views.follow_up, name="needs-follow-up"),
    path("assistance/needs/suggestions/", suggesting.listing, name="need-suggestions"),
    path("assistance/needs/suggestions/<slug:key>/", suggesting.answer, name="need-suggestion"),
    path("assistance/needs/checklist/", checklist.overview, name="needs-checklist"),
    path("assistance/needs/checklist/<slug:code>/", checklist.area, name="needs-checklist-area"),
    path("assistance/needs/order/", order_views.order, name="needs-order"),
    path("assistance/needs/order/<uuid:pk>/decide/", order_views.decide, name="needs-order-decide"),
    path(f"{NEED}/", views.need, name="need"),
    path(f"{NEED}/edit/", views.edit, name="need-edit"),
    path(f"{NEED}/move/", views.move, name="need-move"),
    path(f"{NEED}/rank/", views.rank, name="need-rank"),
    path(f"{NEED}/letter/", file_views.put_letter, name="need-letter"),
    path(f"{NEED}/letter/file/", file_views.letter_file, name="need-letter-file"),
    path(f"{NEED}/annexes/", file_views.add_annex, name="annex-add"),
    path(f"{NEED}/annexes/<uuid:annex>/", file_views.annex, name="annex"),
    path(f"{NEED}/annexes/<uuid:annex>/take-away/", file_views.take_annex_away, name="annex-take-away"),
    path(f"{NEED}/dialogue/", talk_views.say, name="need-say"),
    path(f"{NEED}/roadmaps/", talk_views.propose, name="roadmap-propose"),
    path(f"{NEED}/roadmaps/<uuid:place>/agree/", talk_views.agree, name="roadmap-agree"),
    path(f"{NEED}/roadmaps/<uuid:place>/end/", talk_views.end, name="roadmap-end"),
]
