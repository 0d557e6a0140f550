"""Translations: which cells lack which language."""

from collections.abc import Iterator
from typing import NamedTuple

from .headers import MEDIA, TRANSLATABLE, Header, header_of
from .languages import UNDETERMINED, language_code
from .sheets import Sheet, Workbook


class MissingTranslation(NamedTuple):
    """A text that a form has in one language but not in another."""

    language: str
    sheet: str
    row: int
    column: str
    name: str

    def as_dict(self) -> dict[str, str | int]:
        """Return the missing translation as JSON has it."""
        return dict(self._asdict())


def languages_of(workbook: Workbook) -> dict[str, str]:
    """Return the languages of a form, code to the name that the form writes, in the order of its columns."""
    found: dict[str, str] = {}
    for name in ("survey", "choices"):
        for header in workbook.sheet(name).headers:
            meaning = header_of(header)
            if meaning.language and meaning.code != UNDETERMINED:
                found.setdefault(meaning.code, meaning.language)
    default = workbook.settings.get("default_language", "")
    if default and language_code(default) not in found and language_code(default) != UNDETERMINED:
        found = {language_code(default): default, **found}
    return found


def missing_translations(workbook: Workbook) -> list[MissingTranslation]:
    """Return every cell that lacks a language of the form.

    A column without a language counts as the default language. A picture or sound needs no translation as long as
    it is given once, without a language.
    """
    languages = languages_of(workbook)
    if len(languages) < 2:
        return []
    default = language_code(workbook.settings.get("default_language", ""))
    return [
        missing for name in ("survey", "choices") for missing in _missing_in(workbook.sheet(name), languages, default)
    ]


def _missing_in(sheet: Sheet, languages: dict[str, str], default: str) -> Iterator[MissingTranslation]:
    meanings = {header: header_of(header) for header in sheet.headers}
    for number, row in sheet.numbered():
        texts: dict[str, set[str]] = {}
        for header in row:
            meaning = meanings.get(header, Header(""))
            if meaning.column in TRANSLATABLE:
                texts.setdefault(meaning.column, set()).add(meaning.code)
        for column, codes in texts.items():
            yield from _missing_cells(sheet, number, row, column, codes, languages, default)


def _missing_cells(
    sheet: Sheet,
    number: int,
    row: dict[str, str],
    column: str,
    codes: set[str],
    languages: dict[str, str],
    default: str,
) -> Iterator[MissingTranslation]:
    if UNDETERMINED in codes and column in MEDIA:
        return
    if UNDETERMINED in codes:
        codes = codes | ({default} if default in languages else {next(iter(languages))})
    for code, language in languages.items():
        if code not in codes:
            yield MissingTranslation(
                code, sheet.name, number, f"{column}::{language}", sheet.cell(row, "name", "value")
            )
