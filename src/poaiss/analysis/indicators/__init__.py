"""Indicators as data: each a named expression over answers, with its paragraph, theme and weight (A5).

``reference-data/indicators`` holds them; a faulty one is reported and left out, and the rest of the analysis stands.
"""

from poaiss.analysis.indicators.reading import (
    Indicator,
    Indicators,
    Vocabulary,
    load,
    own_path,
    questions_known,
    rows_of,
    vocabulary,
)
from poaiss.analysis.indicators.schemes import Scheme, rows_of_schemes, scheme_named, schemes

__all__ = [
    "Indicator",
    "Indicators",
    "Scheme",
    "Vocabulary",
    "load",
    "own_path",
    "questions_known",
    "rows_of",
    "rows_of_schemes",
    "scheme_named",
    "schemes",
    "vocabulary",
]
