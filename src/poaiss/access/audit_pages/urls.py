"""Addresses of the audit log."""

from django.urls import path

from poaiss.access.audit_pages import views

app_name = "audit"
urlpatterns = [
    path("audit/", views.entries, name="entries"),
    path("audit/entries.csv", views.export, name="export"),
]
