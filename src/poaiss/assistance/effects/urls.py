"""Addresses of the effect of projects."""

from django.urls import path

from poaiss.assistance.effects import views

urlpatterns = [
    path("assistance/projects/<uuid:pk>/effect/", views.effect, name="effect"),
    path("assistance/projects/<uuid:pk>/effect/show/", views.show, name="effect-show"),
]
