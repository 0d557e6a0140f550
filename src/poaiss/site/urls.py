"""Addresses of the front rooms."""

from django.conf import settings
from django.urls import path

from poaiss.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("workspace/", views.workspace, name="workspace"),
    path("search/", views.search, name="search"),
    path("help/", views.help_page, name="help"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("glossary/", views.glossary, name="glossary"),
    path("paragraphs/", views.paragraphs, name="paragraphs"),
    path("calendar/", views.calendar, name="calendar"),
    path("states/", views.states, name="states"),
    path("states/<slug:slug>/", views.state, name="state"),
]

if settings.DEBUG:  # for whoever works on the components
    urlpatterns.append(path("components/", views.components, name="components"))
