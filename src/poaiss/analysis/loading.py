"""Loading the sourced series from reference data; idempotent."""

from decimal import Decimal

from django.db import transaction

from poaiss.analysis.models import CoveredState, Instrument, PublishedTotal, ReportYear, SdgObservation
from poaiss.directory.loading import ReferenceDataError, Row, flag, rows, upsert


def load_unroca() -> int:
    """Load the years reported to the UN Register of Conventional Arms; an unknown slug stops the load."""
    codes = {row["slug"]: row["code"] for row in rows("unroca_slugs.csv")}
    years = rows("unroca_report_years.csv")
    if unknown := sorted({row["country_slug"] for row in years} - set(codes)):
        raise ReferenceDataError(
            f"These names of the source have no State: {', '.join(unknown)}.",
            place="reference-data/unroca_slugs.csv",
            mend="Add a line for each: the source's slug and the State's code.",
        )
    CoveredState.objects.filter(instrument=Instrument.UNROCA).delete()
    CoveredState.objects.bulk_create(
        CoveredState(instrument=Instrument.UNROCA, state_id=code, slug=slug) for slug, code in codes.items()
    )
    ReportYear.objects.filter(instrument=Instrument.UNROCA).delete()
    pairs = sorted({(codes[row["country_slug"]], int(row["year"])) for row in years})
    ReportYear.objects.bulk_create(
        ReportYear(instrument=Instrument.UNROCA, state_id=code, year=year) for code, year in pairs
    )
    return len(pairs)


def total_of(position: int, row: Row) -> PublishedTotal:
    """Build a published total from a row."""
    return PublishedTotal(
        key=row["key"],
        position=position,
        period=row["period"],
        value=Decimal(row["value"]),
        denominator=Decimal(row["denominator"]) if row.get("denominator") else None,
        unit=row["unit"],
        counts=row["counts"],
        source=row["source"],
        evidence=row.get("evidence") or "seen",
        recomputable=": ".join(filter(None, (row.get("recomputable"), row.get("why")))),
    )


def observation_of(row: Row, times: int) -> SdgObservation:
    """Build an observation from a row."""
    average = row.get("two_year_average", "")
    return SdgObservation(
        release=row["release"],
        release_label=row.get("release_label", ""),
        state_id=row.get("iso3") or row["code"],
        year=int(row["year"]),
        value=Decimal(row["value"]),
        two_year_average=flag(average) if average else None,
        source_code=row.get("source_code", ""),
        times=times,
        note=row.get("note", ""),
    )


def load_sdg() -> int:
    """Load both releases side by side; a row listed twice with the same value is kept once, with its count."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows("sdg_16_4_2.csv"):
        found.setdefault((row["release"], row.get("iso3") or row["code"], row["year"]), []).append(row)
    for key, same in found.items():
        if len({Decimal(row["value"]) for row in same}) > 1:
            raise ReferenceDataError(
                f"{' '.join(key)} is listed twice with different values.",
                place="reference-data/sdg_16_4_2.csv",
                mend="Keep the two under different releases.",
            )
    SdgObservation.objects.all().delete()
    SdgObservation.objects.bulk_create(observation_of(same[0], len(same)) for same in found.values())
    return len(found)


@transaction.atomic
def load_series() -> dict[str, int]:
    """Load every series and return counts."""
    PublishedTotal.objects.all().delete()
    totals = [total_of(position, row) for position, row in enumerate(rows("published_totals.csv"), start=1)]
    return {"unroca": load_unroca(), "totals": upsert(PublishedTotal, totals), "sdg": load_sdg()}
