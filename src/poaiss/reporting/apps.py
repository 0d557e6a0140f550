"""The room in Django's list of applications."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """National reports: import, drafting, submission, publication."""

    name = "poaiss.reporting"
    label = "reporting"
    verbose_name = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the rules of the room."""
        from poaiss.reporting import permissions  # noqa: F401
        from poaiss.reporting.advice import permissions as advice  # noqa: F401
        from poaiss.reporting.attaching import permissions as attaching  # noqa: F401
        from poaiss.reporting.helping import permissions as helping  # noqa: F401
        from poaiss.reporting.legacy import permissions as legacy  # noqa: F401
        from poaiss.reporting.openrosa import permissions as openrosa  # noqa: F401
        from poaiss.reporting.rounds import permissions as rounds  # noqa: F401
        from poaiss.reporting.translating import permissions as translating  # noqa: F401
