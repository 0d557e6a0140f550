"""Addresses of rounds, within those of reporting."""

from django.urls import path

from poaiss.reporting.rounds import views

urlpatterns = [
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/open/", views.open_round, name="round-open"),
    path("rounds/<slug:key>/", views.round, name="round"),
    path("rounds/<slug:key>/board.csv", views.board_table, name="round-board"),
    path("rounds/<slug:key>/date-due.ics", views.deadline, name="round-deadline"),
    path("rounds/<slug:key>/edit/", views.edit, name="round-edit"),
    path("rounds/<slug:key>/remind/", views.remind, name="round-remind"),
]
