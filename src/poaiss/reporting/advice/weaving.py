"""Put the sentences of the rules into a module, so that gettext collects them; a test keeps the two in step.

``python -m poaiss.reporting.advice.weaving reference-data/report_advice.csv`` writes ``messages.py`` anew.
"""

import csv
import json
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("messages.py")
HEAD = '''"""The sentences of the adviser, for translation; made from reference-data/report_advice.csv."""

from django.utils.translation import gettext_noop as _

SENTENCES = (
'''


def woven(path: Path) -> str:
    """Return the module for the rules at PATH: each sentence once, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        found = [row[name] for row in csv.DictReader(file) for name in ("message", "mend")]
    lines = [line(each) for each in dict.fromkeys(found)]
    return f"{HEAD}{''.join(lines)})\n"


def line(sentence: str) -> str:
    """Return a sentence as a line of Python; a long one is broken at a space."""
    whole = f"    _({json.dumps(sentence, ensure_ascii=False)}),\n"
    if len(whole) <= 121:
        return whole
    cut = sentence.rindex(" ", 0, 100) + 1
    first, second = (json.dumps(each, ensure_ascii=False) for each in (sentence[:cut], sentence[cut:]))
    return f"    _(\n        {first}\n        {second}\n    ),\n"


if __name__ == "__main__":
    TARGET.write_text(woven(Path(sys.argv[1])), encoding="utf-8")
