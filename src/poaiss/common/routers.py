"""Database routing: the owner migrates, the application reads and writes."""

from typing import Any


class OwnerMigrates:
    """Send every migration to the owner's login; queries stay with the application's."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Return whether DB may be migrated: only the owner's alias."""
        return db == "owner"

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        """Both aliases reach the same database."""
        return True
