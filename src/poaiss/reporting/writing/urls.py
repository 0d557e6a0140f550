"""Addresses of writing a report."""

from django.urls import path

from poaiss.reporting.writing import views

REPORT = "reports/<uuid:pk>"
urlpatterns = [
    path(f"{REPORT}/sections/<slug:name>/", views.section, name="section"),
    path(f"{REPORT}/sections/<slug:name>/publication/", views.section_publication, name="section-publication"),
    path(f"{REPORT}/sections/<slug:name>/comments/", views.comments, name="comments"),
    path(f"{REPORT}/answer/", views.autosave, name="autosave"),
    path(f"{REPORT}/conflicts/", views.conflicts, name="conflicts"),
    path(f"{REPORT}/conflicts/<uuid:conflict>/", views.resolve, name="resolve"),
    path(f"{REPORT}/comments/<uuid:comment>/", views.settle, name="settle"),
    path(f"{REPORT}/assignments/", views.assignments, name="assignments"),
    path(f"{REPORT}/assignments/<uuid:assignment>/take-back/", views.take_back, name="take-back"),
    path(f"{REPORT}/assignments/<uuid:assignment>/done/", views.done, name="assignment-done"),
]
