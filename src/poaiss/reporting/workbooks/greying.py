"""Greying out the questions that do not apply after the answers in the workbook (conditional formatting)."""

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from poaiss.questionnaires import engine
from poaiss.reporting.workbooks.book import Book
from poaiss.reporting.workbooks.cells import labels_of
from poaiss.reporting.workbooks.conditions import Atom, atoms, chain
from poaiss.reporting.workbooks.layout import ANSWER, FIRST_ROW, INSTEAD
from poaiss.reporting.workbooks.plan import SEVERAL, Page

GREY = DifferentialStyle(fill=PatternFill("solid", bgColor="E4E4E4"), font=Font(color="8A8A8A"))
LONGEST = 200
"""Characters of a label that a formula is asked to compare."""


def grey_out(book: Book, page: Page) -> None:
    """Let the rows of a section turn grey while the answer above does not ask for them."""
    sheet = book.book[page.title]
    runs: list[tuple[str, int, int]] = []
    for number, row in enumerate(page.rows, start=FIRST_ROW):
        formula = formula_for(book, row.item, sheet.title)
        if formula and runs and runs[-1][0] == formula and runs[-1][2] == number - 1:
            runs[-1] = (formula, runs[-1][1], number)
        elif formula:
            runs.append((formula, number, number))
    last = get_column_letter(INSTEAD)
    for formula, first, end in runs:
        rule = Rule(type="expression", formula=[f"NOT({formula})"], dxf=GREY)
        sheet.conditional_formatting.add(f"B{first}:{last}{end}", rule)


def formula_for(book: Book, item: engine.Section | engine.Question, title: str) -> str:
    """Return the formula that holds while an item is asked; '' when it always is or when that is not simple."""
    parts = []
    for expression in chain(book.form, item):
        found = atoms(expression)
        one = [compared(book, each, title) for each in found or ()]
        if not one or "" in one:
            return ""
        parts.append(one[0] if len(one) == 1 else f"OR({','.join(one)})")
    if not parts:
        return ""
    return parts[0] if len(parts) == 1 else f"AND({','.join(dict.fromkeys(parts))})"


def compared(book: Book, each: Atom, title: str) -> str:
    """Return one comparison as a formula; '' when it cannot be made."""
    question = book.form.items.get(each.path)
    several = isinstance(question, engine.Question) and question.type in SEVERAL
    place = book.places.get((each.path, each.choice if several else ""))
    if place is None or not isinstance(question, engine.Question):
        return ""
    sheet = "" if place[0] == title else "'" + place[0].replace("'", "''") + "'!"
    cell = f"{sheet}${get_column_letter(ANSWER)}${place[1]}"
    if several or not each.choice:
        return f'{cell}<>""'
    label = labels_of(question, book.language).get(each.choice, "")
    return f'{cell}="{label.replace(chr(34), chr(34) * 2)}"' if 0 < len(label) <= LONGEST else ""
