"""Addresses of the room."""

from django.urls import path

from poaiss.questionnaires import views

app_name = "questionnaires"
PLACE = "questionnaires/<slug:code>/<slug:edition>/<int:number>"
urlpatterns = [
    path("questionnaires/", views.listing, name="list"),
    path(f"{PLACE}/", views.version, name="version"),
    path(f"{PLACE}/form.xlsx", views.workbook, name="workbook"),
    path(f"{PLACE}/form.xml", views.xform, name="xform"),
]
