"""The columns of the open data: one mapping a file, names and types of DuckDB; the codebook says what they mean."""

from poaiss.directory.enums import LANGUAGES

LABELS = {f"label_{language}": "VARCHAR" for language in LANGUAGES}
NAMES = {f"name_{language}": "VARCHAR" for language in LANGUAGES}
FORCES = ("firm", "conditional", "encouraged")

STATES = {
    "code": "VARCHAR",
    "slug": "VARCHAR",
    **NAMES,
    "kind": "VARCHAR",
    "regional_group": "VARCHAR",
    "ldc": "BOOLEAN",
    "lldc": "BOOLEAN",
    "sids": "BOOLEAN",
    "member_since": "DATE",
    "member_until": "DATE",
    "tile_column": "INTEGER",
    "tile_row": "INTEGER",
}
ROUNDS = {
    "year": "INTEGER",
    "edition": "VARCHAR",
    "form": "VARCHAR",
    "held": "BOOLEAN",
    "covers_from": "INTEGER",
    "covers_until": "INTEGER",
    "deadline": "DATE",
}
REPORTS = {
    "state": "VARCHAR",
    "round": "INTEGER",
    "edition": "VARCHAR",
    "form": "VARCHAR",
    "language": "VARCHAR",
    "number": "INTEGER",
    "sha256": "VARCHAR",
    "published_at": "TIMESTAMP",
}
QUESTIONS = {
    "key": "VARCHAR",
    "concept": "VARCHAR",
    "edition": "VARCHAR",
    "form": "VARCHAR",
    "number": "VARCHAR",
    "path": "VARCHAR",
    "section": "VARCHAR",
    "position": "INTEGER",
    "type": "VARCHAR",
    "kind": "VARCHAR",
    "is_yes_no": "BOOLEAN",
    "depends_on": "VARCHAR",
    "theme": "VARCHAR",
    "paragraphs": "VARCHAR",
    "indicator": "VARCHAR",
    **LABELS,
}
CHOICES = {"key": "VARCHAR", "concept": "VARCHAR", "name": "VARCHAR", "position": "INTEGER", **LABELS}
SECTIONS = {"edition": "VARCHAR", "section": "VARCHAR", "position": "INTEGER", **LABELS}
ANSWERS = {
    "state": "VARCHAR",
    "round": "INTEGER",
    "edition": "VARCHAR",
    "number": "VARCHAR",
    "concept": "VARCHAR",
    "path": "VARCHAR",
    "entry": "INTEGER",
    "kind": "VARCHAR",
    "value": "VARCHAR",
    "amount": "DOUBLE",
    "unchanged_since": "INTEGER",
    "remark": "VARCHAR",
    "language": "VARCHAR",
}
INDICATORS = {
    "name": "VARCHAR",
    "position": "INTEGER",
    "theme": "VARCHAR",
    "scheme_theme": "VARCHAR",
    "paragraph": "VARCHAR",
    "level": "VARCHAR",
    "force": "VARCHAR",
    "weight": "DOUBLE",
    "expression": "VARCHAR",
    **LABELS,
}
INDICATOR_TERMS = {
    "indicator": "VARCHAR",
    "clause": "INTEGER",
    "term": "INTEGER",
    "concept": "VARCHAR",
    "test": "VARCHAR",
    "argument": "VARCHAR",
}
SCHEMES = {
    "scheme": "VARCHAR",
    "theme": "VARCHAR",
    "position": "INTEGER",
    "maximum": "DOUBLE",
    "developing": "DOUBLE",
    **{f"{level}_{force}": "DOUBLE" for level in ("primary", "subsidiary") for force in FORCES},
    **LABELS,
    **{f"caution_{language}": "VARCHAR" for language in LANGUAGES},
}
LEFT_OUT = {"name": "VARCHAR", "theme": "VARCHAR", "code": "VARCHAR", "place": "VARCHAR"}
THEMES = {"code": "VARCHAR", "position": "INTEGER", **NAMES}
TOPICS = {"topic": "VARCHAR", "kind": "VARCHAR", "position": "INTEGER", **LABELS}
TOPIC_TERMS = {"topic": "VARCHAR", "kind": "VARCHAR", "language": "VARCHAR", "term": "VARCHAR"}
TOPIC_QUESTIONS = {"concept": "VARCHAR", "kind": "VARCHAR"}
PUBLISHED_TOTALS = {
    "key": "VARCHAR",
    "position": "INTEGER",
    "period": "VARCHAR",
    "value": "DOUBLE",
    "denominator": "DOUBLE",
    "unit": "VARCHAR",
    "counts": "VARCHAR",
    "reason": "VARCHAR",
    "source": "VARCHAR",
    "evidence": "VARCHAR",
    **LABELS,
}
EXCERPTS = {
    "state": "VARCHAR",
    "year": "INTEGER",
    "edition": "VARCHAR",
    "number": "VARCHAR",
    "concept": "VARCHAR",
    "kind": "VARCHAR",
    "value": "VARCHAR",
    "is_paraphrase": "BOOLEAN",
    "sources": "VARCHAR",
}
UNROCA_YEARS = {"state": "VARCHAR", "year": "INTEGER"}
SDG = {
    "release": "VARCHAR",
    "state": "VARCHAR",
    "year": "INTEGER",
    "value": "DOUBLE",
    "two_year_average": "BOOLEAN",
}
