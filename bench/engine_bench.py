"""Measure the questionnaire engine side by side with pyxform alone, on a form as large as the complete template.

Run ``python bench/engine_bench.py``: ratios in one run, so that the machine does not matter.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook as Spreadsheet
from pyxform.xls2xform import convert

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from poaiss.questionnaires.engine import Evaluation, check, compile_form, load

LANGUAGES = ("English (en)", "French (fr)", "Spanish (es)", "Arabic (ar)", "Chinese (zh)", "Russian (ru)")
SECTIONS, QUESTIONS = 10, 25
COMPILE_RATIO, EVALUATE_MILLISECONDS = 3.0, 30.0


def texts(column: str, text: str) -> dict[str, str]:
    return {f"{column}::{language}": f"{text} {language}" for language in LANGUAGES}


def question(section: int, number: int) -> dict[str, str]:
    """Return a row: yes or no, numbers, dates and narratives in turn, most of them depending on an earlier answer."""
    name, lead = f"q{section}_{number}", f"${{q{section}_0}}"
    row = {"name": name, "bind::poa:number": f"{section}.{number}", **texts("label", f"Question {section}.{number}")}
    if number == 0:
        return {**row, "type": "select_one answer", "required": "yes"}
    row["relevant"] = f"{lead} = 'yes'" if number % 2 else f"selected({lead}, 'yes') or ${{q0_0}} = 'developing'"
    kinds = (
        {"type": "select_one answer", "constraint": f". != 'developing' or {lead} != 'no'"},
        {"type": "integer", "constraint": ". >= 0 and . < 1000000", "required": f"{lead} = 'yes'"},
        {"type": "date", "constraint": ". <= today() and . > '1990-01-01'"},
        {"type": "text", "constraint": "string-length(.) < 4000", **texts("constraint_message", "Too long")},
        {
            "type": "select_multiple kind",
            "constraint": "count-selected(.) < 4 and not(selected(., 'none') and count-selected(.) > 1)",
        },
    )
    return {**row, **kinds[number % 5]}


def survey() -> list[dict[str, str]]:
    rows = []
    for section in range(SECTIONS):
        rows.append({"type": "begin_group", "name": f"s{section}", **texts("label", f"Section {section}")})
        rows += [question(section, number) for number in range(QUESTIONS)]
        rows.append({"type": "end_group"})
    rows.append({"type": "begin_repeat", "name": "laws", **texts("label", "Laws")})
    rows.append({"type": "text", "name": "title", **texts("label", "Title")})
    rows.append({"type": "integer", "name": "year", "constraint": ". > 1900", **texts("label", "Year")})
    rows.append({"type": "end_repeat"})
    rows.append({"type": "calculate", "name": "count", "calculation": "count(${laws})"})
    return rows


def choices() -> list[dict[str, str]]:
    lists = {"answer": ("yes", "no", "developing"), "kind": ("a", "b", "c", "d", "none")}
    return [{"list_name": name, "name": one, **texts("label", one)} for name, items in lists.items() for one in items]


def workbook() -> bytes:
    """Return the form as the bytes of an .xlsx."""
    book = Spreadsheet()
    del book["Sheet"]
    settings = [
        {"form_title": "Bench", "form_id": "bench", "version": "1", "namespaces": 'poa="https://example.org/poa"'}
    ]
    for name, rows in (("survey", survey()), ("choices", choices()), ("settings", settings)):
        sheet = book.create_sheet(name)
        headers = list(dict.fromkeys(key for row in rows for key in row))
        sheet.append(headers)
        for row in rows:
            sheet.append([row.get(header) for header in headers])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def answers() -> dict[str, str]:
    values = ("yes", "12", "2020-01-31", "A narrative answer.", "a b")
    filled = {
        f"s{section}/q{section}_{number}": values[number % 5] if number else "yes"
        for section in range(SECTIONS)
        for number in range(QUESTIONS)
    }
    filled.update(
        {
            f"laws[{index}]/{name}": value
            for index in range(1, 21)
            for name, value in (("title", "Act"), ("year", "2001"))
        }
    )
    return filled


def milliseconds(action: Callable[[], object], times: int = 7) -> float:
    """Return the median of several runs, the first left out."""
    action()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def template() -> None:
    """Measure the complete template itself: compiled from its sheets, and with every yes/no question answered yes."""
    folder = Path(__file__).resolve().parent.parent / "questionnaires" / "poa-iti-c"
    book = load(folder)
    alone = milliseconds(lambda: convert(book.as_definition()))
    compiled = milliseconds(lambda: compile_form(folder))
    form = compile_form(folder)
    filled = {
        q.path: "yes" for q in form.questions if any(c.name == "yes" for c in (q.choices.items if q.choices else ()))
    }
    evaluated = milliseconds(lambda: Evaluation(form, filled), 30)
    print(f"the complete template          {len(form.questions):8} questions, {len(filled)} answered yes")
    print(f"  pyxform alone                {alone:8.1f} ms")
    print(f"  compile and validate         {compiled:8.1f} ms   {compiled / alone:5.2f} x   (target {COMPILE_RATIO} x)")
    print(f"  evaluate                     {evaluated:8.2f} ms               (target {EVALUATE_MILLISECONDS} ms)")


def main() -> int:
    data, filled = workbook(), answers()
    alone = milliseconds(lambda: convert(io.BytesIO(data), file_type=".xlsx"))
    compiled = milliseconds(lambda: compile_form(data))
    checked = milliseconds(lambda: check(data))
    form = compile_form(data)
    program = form.program
    evaluated = milliseconds(lambda: Evaluation(form, filled), 30)
    evaluation = Evaluation(form, filled)
    problems = milliseconds(evaluation.problems, 30)
    turns = iter(range(1_000_000))
    changed = milliseconds(lambda: evaluation.set("s3/q3_0", ("no", "yes")[next(turns) % 2]), 50)
    leaf = milliseconds(lambda: evaluation.set("s3/q3_1", str(next(turns))), 50)
    assert not evaluation.problems(), evaluation.problems()[:3]
    print(f"questions                      {len(form.questions):8}   expressions {len(program.tasks)}")
    print(f"pyxform alone                  {alone:8.1f} ms")
    print(f"compile and validate           {compiled:8.1f} ms   {compiled / alone:5.2f} x   (target {COMPILE_RATIO} x)")
    print(f"check                          {checked:8.1f} ms   {checked / alone:5.2f} x   (target {COMPILE_RATIO} x)")
    print(f"evaluate a filled report       {evaluated:8.2f} ms               (target {EVALUATE_MILLISECONDS} ms)")
    print(f"list its problems              {problems:8.2f} ms   {problems / evaluated:5.2f} x evaluating")
    print(f"answer that opens a section    {changed:8.2f} ms   {changed / evaluated:5.3f} x evaluating")
    print(f"answer that nothing reads      {leaf:8.3f} ms   {leaf / evaluated:5.3f} x evaluating")
    template()
    return 0 if checked / alone < COMPILE_RATIO and evaluated + problems < EVALUATE_MILLISECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
