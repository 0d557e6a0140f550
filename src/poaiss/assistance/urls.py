"""Addresses of cooperation and assistance; each part brings its own."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "assistance"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("poaiss.assistance.needs.urls")),
    path("", include("poaiss.assistance.releasing.urls")),
    path("", include("poaiss.assistance.projects.urls")),
    path("", include("poaiss.assistance.assessments.urls")),
    path("", include("poaiss.assistance.effects.urls")),
    path("", include("poaiss.assistance.resources.urls")),
    path("", include("poaiss.assistance.matching.urls")),
    path("", include("poaiss.assistance.committees.urls")),
]
