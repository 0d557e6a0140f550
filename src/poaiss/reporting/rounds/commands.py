"""``poaiss reports remind``: preview and send a reminder of a round from the command line."""

import argparse
import json
from typing import Any

from django.utils.translation import gettext as _


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``remind`` to the verbs of ``poaiss reports``."""
    verb = verbs.add_parser("remind", help="remind States of a round; one JSON line says whom it reaches")
    verb.add_argument("--round", required=True, help="such as 2026, or 2026-exercise")
    verb.add_argument("--scope", required=True, help="all, a regional group (african, grulac, ...), or a State's code")
    verb.add_argument("--by", required=True, metavar="EMAIL", help="the person of the Secretariat who sends it")
    verb.add_argument("--text", default="", help="own words, added as they are")
    verb.add_argument("--again", action="store_true", help="also to States reminded within the last 7 days")
    verb.add_argument("--dry-run", action="store_true", help="send nothing; say whom it would reach")
    verb.set_defaults(run=run_remind)


def run_remind(arguments: argparse.Namespace) -> int:
    """Print one JSON line: round, scope, sent, states, people, lately, without_people."""
    from poaiss.access.rls import acting_as
    from poaiss.access.rules import Refused
    from poaiss.reporting.rounds.errors import SenderUnknown

    actor = sender(arguments.by)
    try:
        with acting_as(actor):
            said = reminded(arguments, actor)
    except Refused as refused:
        raise SenderUnknown(str(refused), place=arguments.by, mend=_("Give the address of the Secretariat.")) from None
    print(json.dumps(said, ensure_ascii=False))
    return 0


def sender(email: str) -> Any:
    """Return who sends; the rule decides whether this person may."""
    from poaiss.accounts.actor import actor_of
    from poaiss.accounts.queries import person_with
    from poaiss.reporting.rounds.errors import SenderUnknown

    person = person_with(email)
    if person is None:
        raise SenderUnknown(_("Nobody has this address."), place=email, mend=_("Give the address of an account."))
    return actor_of(person)


def reminded(arguments: argparse.Namespace, actor: Any) -> dict[str, Any]:
    """Return whom the reminder reaches, sending it unless it is a dry run."""
    from poaiss.reporting.rounds import reminders
    from poaiss.reporting.rounds.errors import ScopeUnknown
    from poaiss.reporting.rounds.queries import round_at

    found = round_at(actor, arguments.round)
    if found is None:
        raise ScopeUnknown(_("There is no such round."), place=arguments.round, mend=_("Write its year."))
    given = {"found": found, "scope": arguments.scope, "by": actor, "again": arguments.again}
    plan = reminders.plan(**given)
    if not arguments.dry_run:
        reminders.remind(**given, text=arguments.text)
    return {
        "round": arguments.round,
        "scope": arguments.scope,
        "sent": not arguments.dry_run,
        "states": plan.states,
        "people": plan.people,
        "lately": sorted(plan.lately),
        "without_people": sorted(state.pk for state in plan.without_people),
    }
