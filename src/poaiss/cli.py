"""``poaiss``: the console command for everything.

Each room brings its own commands in ``commands.py`` (``register(commands)``); this module only finds the
database, sets Django up and dispatches. Exit codes: 0 done, 1 the input or the check failed, 2 wrong usage.
"""

import argparse
import contextlib
import importlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

WITHOUT_DATABASE = {("doctor",), ("questionnaires", "check"), ("access", "matrix"), ("assistance", "allocate")}
ROOMS_WITH_COMMANDS = (
    "audit",
    "accounts",
    "access",
    "questionnaires",
    "contacts",
    "reporting",
    "analysis",
    "assistance",
    "site",
)


def data_folder() -> Path:
    """Return the one folder that holds all run-time state (``POAISS_DATA`` moves it)."""
    project = Path(__file__).resolve().parent.parent.parent
    return Path(os.environ.get("POAISS_DATA") or project / "var").resolve()


def asks_database(argv: Sequence[str]) -> bool:
    """Return whether a command line needs the database: help, checks of files and the doctor do not."""
    words = [word for word in argv if not word.startswith("-")]
    asks_help = not words or any(word in {"-h", "--help"} for word in argv)
    return not asks_help and tuple(words[:1]) not in WITHOUT_DATABASE and tuple(words[:2]) not in WITHOUT_DATABASE


@contextlib.contextmanager
def database(needed: bool) -> Iterator[None]:
    """Hold the embedded PostgreSQL while the block runs, unless DATABASE_URL names another or none is NEEDED."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    os.environ["POAISS_EMBEDDED"] = "1"
    if not needed:
        yield
        return
    from poaiss.common.embedded_postgres import EmbeddedPostgres

    with EmbeddedPostgres(data_folder() / "postgres").hold() as urls:
        os.environ |= {"DATABASE_URL": urls.app, "DATABASE_OWNER_URL": urls.owner}
        yield


def parser() -> argparse.ArgumentParser:
    """Build the parser from the rooms' commands."""
    top = argparse.ArgumentParser(prog="poaiss", description="Programme of Action Implementation Support System")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for room in ROOMS_WITH_COMMANDS:
        importlib.import_module(f"poaiss.{room}.commands").register(commands)
    return top


def run(argv: Sequence[str]) -> int:
    """Set Django up, parse and run one command; the database is held where it is needed."""
    import django

    django.setup()
    from django.db import connections

    from poaiss.common.errors import PoaissError

    arguments = parser().parse_args(argv)
    try:
        if asks_database(argv) and getattr(arguments, "needs_preparation", True):
            importlib.import_module("poaiss.site.preparation").prepare_once()
        return int(arguments.run(arguments) or 0)
    except PoaissError as error:
        for problem in error.problems:
            print(json.dumps(problem.as_dict(), ensure_ascii=False), file=sys.stderr)
        return 1
    finally:
        connections.close_all()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poaiss.settings")
    words = list(sys.argv[1:] if argv is None else argv)
    from poaiss.common.embedded_postgres import EmbeddedPostgresError
    from poaiss.common.processes import stop_signals_exit

    try:
        with stop_signals_exit(), database(asks_database(words)):
            return run(words)
    except EmbeddedPostgresError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
