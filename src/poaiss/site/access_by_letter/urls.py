"""Addresses of access by letter."""

from django.urls import path

from poaiss.site.access_by_letter import views

app_name = "letters"
urlpatterns = [
    path("access/", views.how, name="how"),
    path("access/letter/", views.letter, name="letter"),
    path("access/states/", views.states, name="list"),
    path("access/states/new/", views.admit, name="admit"),
]
