"""Address of the translations of a report."""

from django.urls import path

from poaiss.reporting.translating import views

urlpatterns = [path("reports/<uuid:pk>/translation/<slug:language>/", views.translation, name="translation")]
