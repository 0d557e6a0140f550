"""Scoring methods as data: points by level and force, and the published maximum of each theme (A5).

The one that comes with the system is the published method of the PoA Implementation Monitor: a research method, not
endorsed by the United Nations. Weights can be adjusted; a file with another row is another method.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from poaiss.analysis.indicators.reading import FOLDER, FORCES, LEVELS, Indicator, Indicators
from poaiss.common.errors import PoaissError, Problem, Severity
from poaiss.directory.enums import LANGUAGES
from poaiss.directory.loading import Row, rows

Labels = Mapping[str, str]
POAIM = "poaim"
"""The published method of the PoA Implementation Monitor (2012)."""


class UnknownScheme(PoaissError):
    """No scoring method has this name."""

    code = "scheme-unknown"


class UnknownWeight(PoaissError):
    """A weight is given to something that has none, or is below zero."""

    code = "scheme-weight"


@dataclass(frozen=True, slots=True)
class SchemeTheme:
    """A theme of a scoring method, with the maximum that its source states."""

    name: str
    position: int
    maximum: Decimal
    labels: Labels = field(hash=False)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scoring method: points by level and force, and the share of them for what is in development."""

    name: str
    labels: Labels = field(hash=False)
    cautions: Labels = field(hash=False)
    points: Mapping[tuple[str, str], Decimal] = field(hash=False)
    developing: Decimal
    total: Decimal
    themes: tuple[SchemeTheme, ...]
    weights: Mapping[str, Decimal] = field(hash=False, default_factory=dict)

    def points_of(self, indicator: Indicator) -> Decimal:
        """Return the most points of an indicator: as adjusted, else as its row says, else by level and force."""
        own = self.weights.get(indicator.name, indicator.weight)
        return self.points[indicator.level, indicator.force] if own is None else own

    def covers(self, indicator: Indicator) -> bool:
        """Return whether the method scores an indicator."""
        return indicator.scheme_theme in {theme.name for theme in self.themes}

    def adjusted(
        self,
        *,
        points: Mapping[tuple[str, str], Decimal] | None = None,
        weights: Mapping[str, Decimal] | None = None,
        developing: Decimal | None = None,
    ) -> "Scheme":
        """Return the method with other points by level and force, by name of an indicator, or for development."""
        share = self.developing if developing is None else developing
        others = {**self.points, **(points or {})}
        own = {**self.weights, **(weights or {})}
        sound = all(each.is_finite() and each >= 0 for each in (share, *others.values(), *own.values()))
        if set(others) - set(self.points) or not sound or share > 1:
            reason = _("Weights stand for a level and a force or for an indicator, and are at least 0.")
            mend = _("The share for what is in development lies between 0 and 1.")
            raise UnknownWeight(reason, place=self.name, mend=mend)
        return replace(self, points=others, weights=own, developing=share)


def schemes() -> dict[str, Scheme]:
    """Return the scoring methods of the reference data by name."""
    themes = defaultdict[str, list[SchemeTheme]](list)
    for row in rows(f"{FOLDER}/scheme_themes.csv"):
        found = SchemeTheme(row["name"], int(row["position"]), Decimal(row["maximum"]), labels(row, "label"))
        themes[row["scheme"]].append(found)
    return {row["name"]: scheme_of(row, themes[row["name"]]) for row in rows(f"{FOLDER}/schemes.csv")}


def scheme_named(name: str = POAIM) -> Scheme:
    """Return one scoring method."""
    found = schemes()
    if name not in found:
        reason = _("There is no scoring method %(name)s.") % {"name": name}
        raise UnknownScheme(reason, mend=_("Write one of: %(names)s.") % {"names": ", ".join(found)})
    return found[name]


def scheme_of(row: Row, themes: Iterable[SchemeTheme]) -> Scheme:
    """Build a scoring method from its row."""
    return Scheme(
        name=row["name"],
        labels=labels(row, "label"),
        cautions=labels(row, "caution"),
        points={(level, force): Decimal(row[f"{level}_{force}"]) for level in LEVELS for force in FORCES},
        developing=Decimal(row["developing"]),
        total=Decimal(row["total"]),
        themes=tuple(sorted(themes, key=lambda theme: theme.position)),
    )


def labels(row: Row, prefix: str) -> dict[str, str]:
    """Return a text of a row in six languages."""
    return {code: row[f"{prefix}_{code}"] for code in LANGUAGES}


def sums(indicators: Indicators, scheme: Scheme) -> dict[str, Decimal]:
    """Return what the indicators of each theme of a method give at most."""
    found = {theme.name: Decimal(0) for theme in scheme.themes}
    for indicator in filter(scheme.covers, indicators):
        found[indicator.scheme_theme] += scheme.points_of(indicator)
    return found


def differences(indicators: Indicators, scheme: Scheme) -> tuple[Problem, ...]:
    """Return a warning for each theme whose indicators do not give the published maximum."""
    found = sums(indicators, scheme)
    return tuple(
        Problem(
            "scheme-maximum",
            _("The indicators of this theme give %(points)s points at most; the published maximum is %(maximum)s.")
            % {"points": f"{float(found[theme.name]):g}", "maximum": f"{float(theme.maximum):g}"},
            _("Correct level, force or weight of its indicators, or take an indicator out of the method."),
            f"{scheme.name}, {theme.name}",
            Severity.WARNING,
        )
        for theme in scheme.themes
        if found[theme.name] != theme.maximum
    )


def rows_of_schemes(found: Iterable[Scheme]) -> list[dict[str, Any]]:
    """Return the rows of ``schemes.parquet``: one a method and theme."""
    return [
        {
            "scheme": scheme.name,
            "theme": theme.name,
            "position": theme.position,
            "maximum": float(theme.maximum),
            "developing": float(scheme.developing),
            **{f"{level}_{force}": float(points) for (level, force), points in scheme.points.items()},
            **{f"label_{code}": text for code, text in theme.labels.items()},
            **{f"caution_{code}": text for code, text in scheme.cautions.items()},
        }
        for scheme in found
        for theme in scheme.themes
    ]
