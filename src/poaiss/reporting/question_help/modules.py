"""Modules of the Modular Small-arms-control Implementation Compendium (MOSAIC) by theme, from the reference data."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from poaiss.directory.enums import Evidence
from poaiss.directory.loading import rows

FILE = "mosaic_modules.csv"


@dataclass(frozen=True, slots=True)
class Module:
    """A module whose number and title a source shows; the themes it is of use for are ours."""

    code: str
    title: str
    themes: frozenset[str]
    link: str
    evidence: str
    source: str

    @property
    def how_sure(self) -> str:
        """The grade of the module in the reader's language."""
        return str(Evidence(self.evidence).label)


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    """Return every module on file, in the order of the file."""
    return tuple(
        Module(
            code=row["code"],
            title=row["title"],
            themes=frozenset(each.strip() for each in row["themes"].split(";") if each.strip()),
            link=row["link"],
            evidence=row["evidence"],
            source=row["source"],
        )
        for row in rows(FILE)
    )


def modules_for(themes: Iterable[str]) -> list[Module]:
    """Return the modules of use for any of THEMES; none where no source shows one."""
    wanted = set(themes)
    return [each for each in modules() if each.themes & wanted]
