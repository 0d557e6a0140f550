"""Addresses of letting others see."""

from django.urls import path

from poaiss.assistance.releasing import views

urlpatterns = [
    path("assistance/releases/<slug:part>/<uuid:pk>/", views.releases, name="releases"),
    path("assistance/releases/<uuid:pk>/withdraw/", views.withdraw, name="release-withdraw"),
]
