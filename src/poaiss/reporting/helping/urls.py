"""Addresses of help with a report, within those of reporting."""

from django.urls import path

from poaiss.reporting.helping import views

urlpatterns = [
    path("reports/help/", views.requests, name="help-list"),
    path("reports/help/ask/", views.ask, name="help-ask"),
    path("reports/help/<uuid:pk>/", views.detail, name="help"),
    path("reports/help/<uuid:pk>/pair/", views.pair, name="help-pair"),
    path("reports/help/<uuid:pk>/let-in/", views.let_in, name="help-let-in"),
    path("reports/help/<uuid:pk>/take-back/", views.take_back, name="help-take-back"),
    path("reports/help/<uuid:pk>/end/", views.end, name="help-end"),
]
