"""Browsers for the pages of workbooks."""

from tests.integration.reporting.conftest import signed_in as signed_in  # the same people
