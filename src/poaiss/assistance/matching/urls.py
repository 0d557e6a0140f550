"""Addresses of candidates and matches, within those of assistance."""

from django.urls import path

from poaiss.assistance.matching import views

urlpatterns = [
    path("assistance/needs/<uuid:pk>/offers/", views.resources_for_need, name="candidate-resources"),
    path("assistance/resources/<slug:slug>/needs/", views.needs_for_resource, name="candidate-needs"),
    path("assistance/matches/", views.matches, name="matches"),
    path("assistance/matches/propose/", views.propose, name="match-propose"),
    path("assistance/matches/<uuid:pk>/", views.match, name="match"),
    path("assistance/matches/<uuid:pk>/contact/", views.contact, name="match-contact"),
    path("assistance/matches/<uuid:pk>/answer/", views.answer, name="match-answer"),
    path("assistance/matches/<uuid:pk>/amount/", views.amount, name="match-amount"),
    path("assistance/matches/<uuid:pk>/start/", views.start, name="match-start"),
    path("assistance/matches/<uuid:pk>/close/", views.close, name="match-close"),
    path("assistance/matches/<uuid:pk>/decline/", views.decline, name="match-decline"),
    path("assistance/matches/<uuid:pk>/again/", views.again, name="match-again"),
]
