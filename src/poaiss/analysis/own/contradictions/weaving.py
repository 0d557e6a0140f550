"""Put the sentences of the rules into a module, so that gettext collects them; a test keeps the two in step.

``python -m poaiss.analysis.own.contradictions.weaving reference-data/contradictions.csv`` writes ``messages.py`` anew.
"""

import csv
import json
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("messages.py")
COLUMNS = ("message", "why", "mend")
HEAD = '''"""The sentences of the rules, for translation; made from reference-data/contradictions.csv."""

from django.utils.translation import gettext_noop as _

SENTENCES = (
'''


def woven(path: Path) -> str:
    """Return the module for the rules at PATH: each sentence once, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        found = [row[name] for row in csv.DictReader(file) for name in COLUMNS if row[name]]
    lines = [f"    _({json.dumps(each, ensure_ascii=False)}),\n" for each in dict.fromkeys(found)]
    return f"{HEAD}{''.join(lines)})\n"


if __name__ == "__main__":
    TARGET.write_text(woven(Path(sys.argv[1])), encoding="utf-8")
