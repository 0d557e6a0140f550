"""Addresses of the room."""

from django.urls import path

from poaiss.reporting import views
from poaiss.reporting.advice import urls as advice
from poaiss.reporting.attaching import urls as attaching
from poaiss.reporting.comparison import urls as comparison
from poaiss.reporting.helping import urls as helping
from poaiss.reporting.legacy import urls as legacy
from poaiss.reporting.openrosa import page_urls as devices
from poaiss.reporting.question_help import urls as question_help
from poaiss.reporting.rounds import urls as rounds
from poaiss.reporting.translating import urls as translating
from poaiss.reporting.workbooks import urls as workbooks
from poaiss.reporting.writing import urls as writing

app_name = "reporting"
REPORT = "reports/<uuid:pk>"
urlpatterns = [
    path("states/<slug:slug>/reports/", views.state, name="state"),
    path("states/<slug:slug>/reports/undated/", views.undated, name="undated"),
    path("states/<slug:slug>/reports/<int:year>/", views.place, name="place"),
    path("excerpts/unattributed/", views.unattributed, name="unattributed"),
    path("excerpts/<uuid:pk>/correction/", views.correction, name="correction"),
    path("corrections/", views.correction_list, name="corrections"),
    path("corrections/<uuid:pk>/", views.correction_answer, name="correction-answer"),
    path("reports/", views.mine, name="mine"),
    path("reports/received/", views.received, name="received"),
    path("reports/start/", views.start, name="start"),
    path("reports/published/<uuid:pk>/", views.snapshot, name="snapshot"),
    path("reports/published/<uuid:pk>/content.json", views.snapshot_content, name="snapshot-content"),
    path("reports/published/<uuid:pk>/document.<slug:format>", views.published_document, name="published-document"),
    path("verify/", views.verify, name="verify"),
    path("schemas/national-report-1.json", views.schema, name="schema"),
    path(f"{REPORT}/", views.detail, name="detail"),
    path(f"{REPORT}/document.<slug:format>", views.document, name="document"),
    path(f"{REPORT}/receipt/", views.receipt, name="receipt"),
    path(f"{REPORT}/review/", views.review, name="review"),
    path(f"{REPORT}/publication/", views.publication, name="publication"),
    path(f"{REPORT}/complete/", views.complete, name="complete"),
    path(f"{REPORT}/reopen/", views.reopen, name="reopen"),
    path(f"{REPORT}/approve/", views.approve, name="approve"),
    path(f"{REPORT}/submit/", views.submit, name="submit"),
    path(f"{REPORT}/receive/", views.receive, name="receive"),
    path(f"{REPORT}/return/", views.send_back, name="return"),
    path(f"{REPORT}/publish/", views.publish, name="publish"),
    path(f"{REPORT}/amend/", views.amend, name="amend"),
    *attaching.urlpatterns,
    *writing.urlpatterns,
    *rounds.urlpatterns,
    *helping.urlpatterns,
    *devices.urlpatterns,
    *question_help.urlpatterns,
    *translating.urlpatterns,
    *comparison.urlpatterns,
    *advice.urlpatterns,
    *legacy.urlpatterns,
    *workbooks.urlpatterns,
]
