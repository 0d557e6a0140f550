"""Address of the help with a question."""

from django.urls import path

from poaiss.reporting.question_help import views

urlpatterns = [path("reports/<uuid:pk>/questions/<path:number>/help/", views.question_help, name="question-help")]
