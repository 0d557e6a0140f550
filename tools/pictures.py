"""Copy the pictures that the tutorials show from what the browser tests have just taken."""

import re
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TAKEN = PROJECT / "var" / "screenshots"
TUTORIALS = PROJECT / "docs" / "tutorials"
LIMIT = 1_000_000


def wanted() -> set[str]:
    """Return the names of the pictures that a tutorial shows."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(TUTORIALS.glob("*.md")))
    return {name for text in texts for name in re.findall(r"\(pictures/([\w-]+\.png)\)", text)}


def main() -> int:
    """Copy each picture; exit 1 when one was not taken or is too large."""
    folder = TUTORIALS / "pictures"
    folder.mkdir(exist_ok=True)
    missing = sorted(name for name in wanted() if not (TAKEN / name).exists())
    for name in sorted(wanted() - set(missing)):
        if (TAKEN / name).stat().st_size > LIMIT:
            missing.append(f"{name} (too large)")
            continue
        shutil.copyfile(TAKEN / name, folder / name)
    if missing:
        print(f"Not taken: {', '.join(missing)}. Run the browser tests first.", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
