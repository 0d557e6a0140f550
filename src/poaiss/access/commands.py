"""``poaiss access matrix``: who may do what."""

import argparse


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``access matrix``."""
    room = commands.add_parser("access", help="who may do what")
    verbs = room.add_subparsers(dest="verb", required=True, metavar="VERB")
    matrix = verbs.add_parser("matrix", help="print every rule against every role")
    matrix.set_defaults(run=run_matrix, needs_preparation=False)


def run_matrix(arguments: argparse.Namespace) -> int:
    """Print the permission matrix as Markdown."""
    from poaiss.access.matrix import matrix_page

    print(matrix_page(), end="")
    return 0
