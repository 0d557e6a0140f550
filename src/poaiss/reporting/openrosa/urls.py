"""Addresses of OpenRosa: without a language in front, because clients put their own names behind the server's."""

from django.urls import path

from poaiss.reporting.openrosa import views

app_name = "openrosa"
urlpatterns = [
    path("openrosa/formList", views.form_list, name="form-list"),
    path("openrosa/forms/<slug:form_id>.xml", views.form, name="form"),
    path("openrosa/submission", views.submission, name="submission"),
]
