"""Addresses of projects, within those of assistance."""

from django.urls import path

from poaiss.assistance.projects import views

urlpatterns = [
    path("assistance/projects/", views.projects, name="projects"),
    path("assistance/projects/<uuid:pk>/", views.project, name="project"),
]
