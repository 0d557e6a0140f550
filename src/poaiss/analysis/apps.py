"""The room in Django's list of applications."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """Participation, published totals, SDG 16.4.2, aligned answers."""

    name = "poaiss.analysis"
    label = "analysis"
    verbose_name = "analysis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the rules of the room."""
        from poaiss.analysis.own import permissions  # noqa: F401
        from poaiss.analysis.practices import permissions as practices  # noqa: F401
        from poaiss.analysis.rounds import permissions as preview  # noqa: F401
