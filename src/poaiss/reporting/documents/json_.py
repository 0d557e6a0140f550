"""The JSON Schema of a report's content, as it is hashed, submitted and published."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

NAME = "national-report-1.json"
FILE = Path(__file__).parent / "schema" / NAME


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``poaiss.national-report/1``."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
