"""Addresses of projects, within those of assistance."""

from django.urls import path

from poaiss.assistance.projects import part_views, views

urlpatterns = [
    path("assistance/projects/", views.projects, name="projects"),
    path("assistance/projects/enter/", views.enter, name="project-enter"),
    path("assistance/projects/<uuid:pk>/", views.project, name="project"),
    path("assistance/projects/<uuid:pk>/change/", views.change, name="project-change"),
    path("assistance/projects/<uuid:pk>/move/", views.move, name="project-move"),
    path("assistance/projects/<uuid:pk>/milestones/", part_views.milestone, name="project-milestone"),
    path("assistance/projects/<uuid:pk>/milestones/<int:milestone>/", part_views.reached, name="project-reached"),
    path("assistance/projects/<uuid:pk>/indicators/", part_views.indicator, name="project-indicator"),
    path("assistance/projects/<uuid:pk>/indicators/<int:indicator>/", part_views.measure, name="project-measure"),
    path("assistance/projects/<uuid:pk>/money/", part_views.money, name="project-money"),
    path(
        "assistance/projects/<uuid:pk>/money/<int:statement>/strike-out/",
        part_views.strike_out,
        name="project-strike-out",
    ),
    path("assistance/projects/<uuid:pk>/documents/", part_views.document, name="project-document"),
    path(
        "assistance/projects/<uuid:pk>/documents/<uuid:document>/",
        part_views.document_file,
        name="project-document-file",
    ),
]
