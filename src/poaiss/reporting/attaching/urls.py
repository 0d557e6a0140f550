"""Addresses of files attached to a report."""

from django.urls import path

from poaiss.reporting.attaching import views

urlpatterns = [
    path("reports/<uuid:pk>/files/<path:path>/", views.attach, name="attach"),
    path("reports/<uuid:pk>/attachments/<uuid:attachment>/", views.attachment, name="attachment"),
    path("reports/<uuid:pk>/attachments/<uuid:attachment>/remove/", views.remove, name="detach"),
    path("reports/published/<uuid:pk>/files/<str:sha256>/", views.published, name="published-file"),
    path("reports/<uuid:pk>/contacts/", views.contacts, name="write-contacts"),
]
