"""Addresses of the workbook."""

from django.urls import path

from poaiss.reporting.workbooks import views

WORKBOOK = "reports/<uuid:pk>/workbook"
urlpatterns = [
    path(f"{WORKBOOK}/", views.workbook, name="workbook"),
    path(f"{WORKBOOK}/<slug:language>.xlsx", views.download, name="workbook-download"),
    path(f"{WORKBOOK}/take-in/", views.take_in, name="workbook-take-in"),
]
