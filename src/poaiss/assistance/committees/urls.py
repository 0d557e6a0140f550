"""Addresses of selection committees, within those of assistance."""

from django.urls import path

from poaiss.assistance.committees import views

ONE = "assistance/committees/<uuid:pk>"
urlpatterns = [
    path("assistance/committees/", views.selections, name="selections"),
    path("assistance/committees/call/<uuid:call>/", views.open_selection, name="selection-open"),
    path(f"{ONE}/", views.selection, name="selection"),
    path(f"{ONE}/close/", views.close, name="selection-close"),
    path(f"{ONE}/selection.csv", views.table, name="selection-table"),
    path(f"{ONE}/<uuid:match>/", views.application, name="application"),
    path(f"{ONE}/<uuid:match>/score/", views.score, name="application-score"),
    path(f"{ONE}/<uuid:match>/step-back/", views.step_back, name="application-step-back"),
    path(f"{ONE}/<uuid:match>/decide/", views.decide, name="application-decide"),
]
