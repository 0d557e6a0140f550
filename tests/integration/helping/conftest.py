"""The same browsers as for reports."""

from tests.integration.reporting.conftest import signed_in

__all__ = ["signed_in"]
