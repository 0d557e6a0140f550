"""Address of the advice on a report."""

from django.urls import path

from poaiss.reporting.advice import views

urlpatterns = [path("reports/<uuid:pk>/advice/", views.advice, name="advice")]
