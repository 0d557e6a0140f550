"""Addresses of a State's own analysis."""

from django.urls import path

from poaiss.analysis.own import views

OWN = "analysis/own/<slug:slug>"
urlpatterns = [
    path("analysis/own/", views.index, name="own"),
    path(f"{OWN}/", views.profile_page, name="own-profile"),
    path(f"{OWN}/over-time/", views.time_page, name="own-time"),
    path(f"{OWN}/states-like-mine/", views.company_page, name="own-company"),
    path(f"{OWN}/contradictions/", views.contradictions_page, name="own-contradictions"),
    path(f"{OWN}/contradictions/<slug:key>/explain/", views.explain, name="own-explain"),
    path(f"{OWN}/transfers/", views.mirror_page, name="own-mirror"),
    path(f"{OWN}/transfers/consent/", views.consent, name="own-consent"),
    path(f"{OWN}/transfers/<slug:partner>/withdraw/", views.withdraw, name="own-withdraw"),
    path(f"{OWN}/score/", views.score_page, name="own-score"),
    path(f"{OWN}/score/switch/", views.switch, name="own-switch"),
    path(f"{OWN}/score/weights/", views.weights, name="own-weights"),
]
