"""Addresses of the pages of devices, within those of reporting."""

from django.urls import path

from poaiss.reporting.openrosa import page_views as views

urlpatterns = [
    path("you/devices/", views.own_devices, name="devices"),
    path("you/devices/<uuid:pk>/revoke/", views.revoke, name="device-revoke"),
    path("reports/<uuid:pk>/devices/", views.device_forms, name="device-forms"),
    path("reports/devices/<uuid:pk>.xml", views.device_form, name="device-form"),
]
