"""Addresses: language first, then the room."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from poaiss.site import views as site

urlpatterns = [
    path("", site.front_door, name="front-door"),
    path("healthz", site.healthz, name="healthz"),
    path("robots.txt", site.robots, name="robots"),
    path("", include("poaiss.reporting.openrosa.urls")),
    *i18n_patterns(
        path("account/", include("allauth.urls")),
        path("", include("poaiss.site.people.urls")),
        path("", include("poaiss.access.audit_pages.urls")),
        path("", include("poaiss.site.access_by_letter.urls")),
        path("", include("poaiss.contacts.urls")),
        path("", include("poaiss.questionnaires.urls")),
        path("", include("poaiss.library.urls")),
        path("", include("poaiss.reporting.urls")),
        path("", include("poaiss.analysis.urls")),
        path("", include("poaiss.assistance.urls")),
        path("", include("poaiss.site.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "poaiss.site.errors.bad_request"
handler403 = "poaiss.site.errors.refused"
handler404 = "poaiss.site.errors.not_found"
handler500 = "poaiss.site.errors.failure"
