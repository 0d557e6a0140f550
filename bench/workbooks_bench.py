"""A complete report as a workbook, and workbooks of many States taken in again: seconds, and ratios in the same run.

The States are real, their people and answers are made for the run, and everything is rolled back. REPORTS of them are
timed one by one; the time for 193 is that of all of them, scaled.
"""

import io
import os
import statistics
import time
import zipfile
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
EXPORT_SECONDS, IMPORT_SECONDS, ALL, REPORTS = 1.0, 120.0, 193, 24
LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")
OLD, NEW = "What was said before.", "What is said in the workbook."


def seconds(call: Callable[[], Any]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def texts(form: Any) -> dict[str, str]:
    """Return an answer to every question outside lists, and three entries in each list."""
    from poaiss.questionnaires.engine import Question

    def value(question: Any) -> str:
        if question.choices and question.choices.items:
            names = [choice.name for choice in question.choices.items]
            return "yes" if "yes" in names else " ".join(names[: 1 if question.type == "select_one" else 3])
        return {"integer": "2024", "decimal": "12.5", "date": "2024-03-31"}.get(question.type, OLD)

    found = {}
    lists = [path for path, item in form.items.items() if getattr(item, "repeats", False)]
    for path, item in form.items.items():
        if not isinstance(item, Question) or not item.asked or item.calculation or item.type in ("note", "file"):
            continue
        inside = next((each for each in lists if path.startswith(f"{each}/")), "")
        places = [f"{inside}[{at}]{path.removeprefix(inside)}" for at in (1, 2, 3)] if inside else [path]
        found |= dict.fromkeys(places, value(item))
    return found


def reports_of(states: list[Any], round: Any) -> list[tuple[Any, Any]]:
    """Return a complete draft of each State, with who drafted it."""
    from poaiss.access.rls import acting_as
    from poaiss.accounts.actor import actor_of
    from poaiss.accounts.enums import Role
    from poaiss.accounts.models import Membership, Person
    from poaiss.questionnaires.compiled import form_of
    from poaiss.reporting import actions

    given = {path: actions.Given(value) for path, value in texts(form_of(round.version)).items()}
    found = []
    for state in states:
        person = Person.objects.create_user(f"bench.{state.pk}@bench.example", name=f"Bench {state.pk}")
        Membership.objects.create(person=person, role=Role.CONTRIBUTOR, state=state)
        by = actor_of(person)
        with acting_as(by):
            report = actions.start_report(state=state, round=round, by=by, language="en")
            actions.answer(report=report, answers=given, by=by)
        found.append((report, by))
    return found


def changed(data: bytes) -> bytes:
    """Return a workbook in which every long text was written anew."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(part.filename, source.read(part).replace(OLD.encode(), NEW.encode()))
    return stream.getvalue()


def measure(reports: list[tuple[Any, Any]]) -> int:
    """Print what leaving and coming back cost."""
    from openpyxl import load_workbook

    from poaiss.access.rls import acting_as
    from poaiss.reporting.workbooks import export
    from poaiss.reporting.workbooks.importing import import_workbook

    report, by = reports[0]
    with acting_as(by):
        leaving = {code: seconds(lambda code=code: export(report, code)) for code in LANGUAGES}
        first = export(report, "en")
    peer = statistics.median(seconds(lambda: load_workbook(io.BytesIO(first), read_only=False)) for _ in range(3))
    times, counts = [], []
    for each, who in reports:
        with acting_as(who):
            data = changed(export(each, "en"))
        start = time.perf_counter()
        with acting_as(who):
            counts.append(import_workbook(data, by=who, report=each).counts())
        times.append(time.perf_counter() - start)
    whole, most = sum(times) / len(times) * ALL, max(leaving.values())
    assert all(each["conflicts"] == each["refused"] == 0 and each["merged"] > 100 for each in counts), counts[0]
    print(f"answers of a complete report   {counts[0]['merged'] + counts[0]['unchanged']:8}   bytes {len(first)}")
    print(f"export, the slowest language   {most:8.3f} s   {most / peer:5.2f} x openpyxl opening it   (target 1 s)")
    print(f"one workbook taken in          {statistics.median(times):8.3f} s   merged {counts[0]['merged']}")
    print(f"{ALL} of them                   {whole:8.1f} s   scaled from {len(times)} (target {IMPORT_SECONDS} s)")
    return 0 if most < EXPORT_SECONDS and whole < IMPORT_SECONDS else 1


def main() -> int:
    """Make reports of many States, measure, and leave nothing behind."""
    import django

    django.setup()
    from django.db import connections, transaction

    from poaiss.directory.models import State
    from poaiss.reporting.models import Round
    from poaiss.site import preparation

    preparation.prepare()
    with transaction.atomic():
        states = list(State.objects.filter(kind="member").order_by("pk")[:REPORTS])
        round = Round.objects.select_related("version").get(year=2026, exercise=False)
        status = measure(reports_of(states, round))
        transaction.set_rollback(True)
    connections.close_all()
    return status


if __name__ == "__main__":
    raise SystemExit(main())
