"""Console commands of the room."""

import argparse


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the room's commands."""
    code = commands.add_parser("demo-code", help="print the current one-time code of a person of the exercise")
    code.add_argument("email", help="address of the person")
    code.set_defaults(run=demo_code)


def demo_code(arguments: argparse.Namespace) -> int:
    """Print the one-time code of an invented person; real people's codes are never shown."""
    from poaiss.accounts.demo import code_of
    from poaiss.accounts.errors import NotAnExercisePerson
    from poaiss.accounts.queries import person_with

    person = person_with(arguments.email)
    code = code_of(person) if person else ""
    if not code:
        raise NotAnExercisePerson(
            "No person of the exercise with a second factor has this address.",
            mend="`poaiss demo --no-serve` prints the people of the exercise.",
            place=arguments.email,
        )
    print(code)
    return 0
