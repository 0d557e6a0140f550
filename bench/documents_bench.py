"""A complete report as PDF and Word, view building included: seconds, and ratios to the view and to an empty page."""

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
PDF_SECONDS = 1.5
LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")


def seconds(call: Callable[[], Any]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def empty_page() -> float:
    """Return the median time in which Typst sets a page with one word: what no document can be quicker than."""
    from poaiss.reporting.documents import fonts, pdf

    compiler = pdf.compiler(fonts.folder())
    pages = [f'#set document(title: [a])\n#set text(lang: "en")\nword {at}'.encode() for at in range(9)]
    return statistics.median(
        seconds(lambda page=page: compiler.compile(input=page, format="pdf", pdf_standards=["ua-1"])) for page in pages
    )


def measure(report: Any) -> int:
    """Print what each document of a report costs."""
    from poaiss.reporting import content
    from poaiss.reporting.documents import export
    from poaiss.reporting.documents.assembling import view_of

    lines = content.content(report, content.stored_answers(report), number=0, public=False)["answers"]
    given = sum(bool(line.get("value")) for line in lines)
    first = seconds(lambda: export(report, "pdf", "en"))  # fonts and template are read once in a process
    pdf = {language: seconds(lambda code=language: export(report, "pdf", code)) for language in LANGUAGES[1:]}
    view = statistics.median(seconds(lambda: view_of(report, language="en", final=False)) for _ in range(5))
    word = statistics.median(seconds(lambda code=code: export(report, "docx", code)) for code in LANGUAGES)
    instance = statistics.median(seconds(lambda: export(report, "xform", "en")) for _ in range(5))
    empty, most = empty_page(), max(first, *pdf.values())
    print(f"questions asked                {len(lines):8}   answered {given}")
    print(f"PDF, the first in a process    {first:8.3f} s   (target {PDF_SECONDS} s)")
    print(
        f"PDF, the slowest of the others {max(pdf.values()):8.3f} s   {max(pdf.values()) / empty:6.1f} x an empty page"
    )
    print(f"  of it, the view              {view:8.3f} s")
    print(f"Word                           {word:8.3f} s   {word / view:6.1f} x the view")
    print(f"OpenRosa instance              {instance:8.3f} s   {instance / view:6.1f} x the view")
    return 0 if most < PDF_SECONDS and given >= 250 else 1


def main() -> int:
    """Make a complete report of the exercise, measure, and leave nothing behind."""
    import django

    django.setup()
    from django.db import connections, transaction

    from poaiss.access.rls import acting_as
    from poaiss.accounts import demo as accounts_demo
    from poaiss.accounts.enums import Role
    from poaiss.directory.models import State
    from poaiss.reporting import demo
    from poaiss.reporting.models import NationalReport, Round
    from poaiss.site import preparation

    preparation.prepare()
    with transaction.atomic():
        accounts_demo.load_demo()
        state, round = State.objects.get(pk="XAV"), Round.objects.select_related("version").get(year=2026)
        demo.load_report(state, round, "complete")
        with acting_as(demo.actor_for(state, Role.CONTRIBUTOR)):
            reports = NationalReport.objects.select_related("state", "round", "version")
            status = measure(reports.get(state=state, round=round))
        transaction.set_rollback(True)
    connections.close_all()
    return status


if __name__ == "__main__":
    raise SystemExit(main())
