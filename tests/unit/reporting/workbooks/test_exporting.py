"""The workbook that leaves: what stands in it (R12)."""

import io
import time

import pytest
from openpyxl import load_workbook

from poaiss.access.rls import acting_as
from poaiss.accounts.enums import Role
from poaiss.reporting.workbooks import export
from tests.unit.reporting.people import LAWS, actor, answered, started

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R12")]


def test_try() -> None:
    report = answered(started())
    with acting_as(actor(Role.CONTRIBUTOR)):
        for language in ("en", "ar", "en"):
            start = time.perf_counter()
            data = export(report, language)
            print(language, time.perf_counter() - start, len(data))
            __import__("pathlib").Path(f"/tmp/wb-{language}.xlsx").write_bytes(data)
