"""Addresses of the figures."""

from django.urls import path, re_path

from poaiss.analysis import views
from poaiss.analysis.own import urls as own
from poaiss.analysis.practices import urls as practices
from poaiss.analysis.rounds import urls as rounds

app_name = "analysis"
urlpatterns = [
    path("figures/", views.index, name="index"),
    path("figures/participation/", views.participation, name="participation"),
    re_path(
        r"^figures/participation\.(?P<suffix>csv|json)$", views.participation_download, name="participation-download"
    ),
    path("figures/sdg-16-4-2/", views.sdg, name="sdg"),
    re_path(r"^figures/sdg-16-4-2\.(?P<suffix>csv|json)$", views.sdg_download, name="sdg-download"),
    path("figures/answers-across-editions/", views.aligned, name="aligned"),
    *rounds.urlpatterns,
    *own.urlpatterns,
    *practices.urlpatterns,
]
