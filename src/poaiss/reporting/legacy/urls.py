"""Addresses of earlier reports."""

from django.urls import path

from poaiss.reporting.legacy import views

ONE = "reports/earlier/<uuid:pk>"
urlpatterns = [
    path("reports/earlier/", views.archive, name="legacy"),
    path(f"{ONE}/", views.document, name="legacy-document"),
    path(f"{ONE}/file/", views.original, name="legacy-file"),
    path(f"{ONE}/facts/", views.facts, name="legacy-facts"),
    path(f"{ONE}/passages/<int:position>/", views.decide, name="legacy-decide"),
    path(f"{ONE}/add/", views.add, name="legacy-add"),
    path(f"{ONE}/finish/", views.finish, name="legacy-finish"),
    path(f"{ONE}/set-aside/", views.aside, name="legacy-aside"),
]
