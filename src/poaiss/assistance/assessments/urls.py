"""Addresses of assessments, within those of projects."""

from django.urls import path

from poaiss.assistance.assessments import views

urlpatterns = [
    path("assistance/projects/<uuid:pk>/assessments/", views.assessments, name="assessments"),
    path("assistance/projects/<uuid:pk>/assessments/own/", views.write, name="assessment-write"),
    path("assistance/projects/<uuid:pk>/assessments/<uuid:assessment>/share/", views.share, name="assessment-share"),
    path(
        "assistance/projects/<uuid:pk>/assessments/<uuid:assessment>/consent/", views.consent, name="assessment-consent"
    ),
    path(
        "assistance/projects/<uuid:pk>/assessments/<uuid:assessment>/lessons/", views.lessons, name="assessment-lessons"
    ),
]
