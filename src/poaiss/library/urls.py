"""Addresses of the room."""

from django.urls import path

from poaiss.library import views

app_name = "library"
urlpatterns = [
    path("library/", views.index, name="index"),
    path("library/own/", views.own, name="own"),
    path("library/<uuid:pk>/", views.entry, name="entry"),
    path("library/<uuid:pk>/file/", views.file, name="file"),
]
