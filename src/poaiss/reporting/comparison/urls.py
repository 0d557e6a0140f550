"""Addresses of the comparison of reports."""

from django.urls import path

from poaiss.reporting.comparison import views

urlpatterns = [
    path("reports/<uuid:pk>/changes/", views.changes, name="changes"),
    path("reports/published/<uuid:pk>/changes/", views.published_changes, name="published-changes"),
]
