"""Addresses of good practices."""

from django.urls import path

from poaiss.analysis.practices import views

STATE = "analysis/practices/<slug:slug>"
urlpatterns = [
    path("analysis/practices/", views.index, name="practices-index"),
    path(f"{STATE}/", views.practices, name="practices"),
    path(f"{STATE}/<slug:key>/ask/", views.ask, name="practices-ask"),
    path(f"{STATE}/<slug:key>/give/", views.give, name="practices-give"),
    path(f"{STATE}/<slug:key>/decline/", views.decline, name="practices-decline"),
    path(f"{STATE}/<slug:key>/withdraw/", views.withdraw, name="practices-withdraw"),
]
