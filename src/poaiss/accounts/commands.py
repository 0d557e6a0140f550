"""``poaiss demo-code``: the one-time code of an exercise person."""

import argparse

from django.conf import settings

from poaiss.common.errors import PoaissError


class NoCodeError(PoaissError):
    """There is no such exercise person, or it has no second factor."""

    code = "no-exercise-code"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``demo-code``."""
    command = commands.add_parser("demo-code", help="print the current one-time code of an exercise person")
    command.add_argument("email")
    command.set_defaults(run=run_code)


def run_code(arguments: argparse.Namespace) -> int:
    """Print the code; only people of the exercise have one here."""
    from poaiss.accounts.demo import current_code
    from poaiss.accounts.models import Person

    settings.DEMO = not settings.PRODUCTION
    person = Person.objects.filter(email=arguments.email.lower()).first()
    code = current_code(person) if person else ""
    if not code:
        raise NoCodeError("No exercise person has this address.", place=arguments.email, mend="Run: poaiss demo")
    print(code)
    return 0
