"""Who is told of what: people of an office, and words in the language of each."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils import translation

from poaiss.accounts.actions import notify
from poaiss.accounts.enums import Role
from poaiss.accounts.models import Membership, Person
from poaiss.contacts.enums import Capacity
from poaiss.contacts.models import Office, Term

Words = tuple[str, str, str]
"""Subject, text and page of a notice."""


def site_language(code: str) -> str:
    """Return the language of the site that serves a person's language CODE ('zh' is served in 'zh-hans')."""
    short = code.split("-")[0]
    return next((each for each, _name in settings.LANGUAGES if each.split("-")[0] == short), settings.LANGUAGE_CODE)


def tell(people: Iterable[Person], event: str, words: Callable[[], Words]) -> int:
    """Notify PEOPLE of EVENT, each once and in their own language; return how many."""
    found = {person.pk: person for person in people if person.is_active}
    for person in found.values():
        with translation.override(site_language(person.language)):
            subject, body, path = words()
            notify(person=person, event=event, subject=subject, body=body, path=path)
    return len(found)


def people_of(terms: Iterable[Term]) -> list[Person]:
    """Return the accounts behind TERMS."""
    return [person for term in terms if (person := term.signs_in_as)]


def terms_of(office: Office, *capacities: Capacity) -> list[Term]:
    """Return the terms in office, as far as the database's actor sees them."""
    found = office.terms.filter(ended_on__isnull=True, capacity__in=capacities or list(Capacity))
    return list(found.select_related("person", "invitation__accepted_by").order_by("-capacity", "position"))


def standing_in(office: Office) -> list[Person]:
    """Return the permanent mission's people, or the officers of the organisation, who stand in for the office."""
    scope = (
        {"role": Role.MISSION, "state": office.state_id}
        if office.state_id
        else {"role": Role.REGIONAL_CENTRE, "organisation": office.organisation_id}
    )
    members = Membership.objects.filter(ended_at__isnull=True, **scope).select_related("person").order_by("since")
    return [member.person for member in members]


def answering(office: Office) -> list[Person]:
    """Return whoever answers for the office: holder and deputies who can sign in, else who stands in (D10)."""
    return people_of(terms_of(office)) or standing_in(office)
