"""The cast of the exercise: people who can sign in to the demonstration (S14)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.cache import cache

from poaiss.accounts.enums import (
    INSTALLATION_ROLES,
    ORGANISATION_ROLES,
    SECOND_FACTOR_ROLES,
    STATE_ROLES,
    Role,
)
from poaiss.accounts.models import Membership, Person
from poaiss.common.errors import PoaissError
from poaiss.directory.enums import AgencyKind
from poaiss.directory.loading import Row, rows
from poaiss.directory.models import Agency

PASSWORD = "exercise-2026-open-door"  # noqa: S105 printed by the demonstration, for invented people alone
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 the same
NAMED = ("ana", "bruno", "chidi", "dalia", "emeka", "farid", "grace", "hana", "idris")
"""The cast that the documentation speaks of, printed first."""
VETTED_KINDS = (AgencyKind.POLICE, AgencyKind.CUSTOMS, AgencyKind.BORDER, AgencyKind.JUDICIARY)


class NotOfTheExercise(PoaissError):
    """An invented person would take over somebody's account."""

    code = "not-of-the-exercise"


def people() -> list[Row]:
    """Return the rows of the people of the exercise."""
    return rows("exercise/people.csv")


def load_person(row: Row) -> Person:
    """Create or update one person of the exercise; an account that is not of the exercise is never touched."""
    if Person.objects.filter(email=row["email"].lower(), exercise=False).exists():
        raise NotOfTheExercise(
            "An account that is not of the exercise has this address.",
            place=row["email"],
            mend="Change the address in reference-data/exercise/people.csv.",
        )
    person, is_new = Person.objects.update_or_create(
        email=row["email"].lower(),
        defaults={
            "name": f"{row['given_name']} {row['family_name']}",
            "language": row["language"],
            "time_zone": row["time_zone"],
            "exercise": True,
            "is_active": True,
        },
    )
    if is_new or not person.check_password(PASSWORD):
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person


def load_membership(person: Person, row: Row) -> Membership:
    """Give the person the role of the row."""
    role = Role(row["role"])
    agency = Agency.objects.filter(key=row["agency"]).first() if row["agency"] and role in STATE_ROLES else None
    scope = {
        "state_id": row["state"] if role in STATE_ROLES else None,
        "agency": agency,
        "organisation_id": row["organisation"] if role in ORGANISATION_ROLES else None,
    }
    assert role in (*STATE_ROLES, *ORGANISATION_ROLES, *INSTALLATION_ROLES)  # noqa: S101 the enum is exhaustive
    vetted = role == Role.AGENCY_OFFICER and agency is not None and agency.kind in VETTED_KINDS
    found, _ = Membership.objects.get_or_create(
        person=person, role=role, ended_at=None, **scope, defaults={"vetted": vetted}
    )
    return found


def give_second_factor(person: Person) -> None:
    """Give the person the exercise's TOTP secret and recovery codes, once."""
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        return
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)


def load_demo() -> int:
    """Load the cast and return how many people; running it twice changes nothing."""
    found = people()
    for row in found:
        person = load_person(row)
        membership = load_membership(person, row)
        if membership.role in SECOND_FACTOR_ROLES:
            give_second_factor(person)
    return len(found)


def current_code(person: Person) -> str:
    """Return the one-time code that the demonstration shows; nothing elsewhere."""
    return code_of(person) if settings.DEMO else ""


def code_of(person: Person) -> str:
    """Return the current one-time code of an exercise person; nothing for anybody else, and never in production."""
    if settings.PRODUCTION or not person.exercise:
        return ""
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if found is None:
        return ""
    secret = decrypt(found.data["secret"])
    codes = [format_hotp_value(hotp_value(secret, counter)) for counter in yield_hotp_counters_from_time()]
    used = TOTP(found)._get_used_cache_key
    return next((code for code in codes[1:] + codes[:1] if not cache.get(used(code))), codes[-1])


def cast_lines() -> list[str]:
    """Return a line for each person: name, address, what the person does; the documented cast first."""
    found = sorted(people(), key=lambda row: (row["key"] not in NAMED, row["key"]))
    return [f"{row['given_name']:<9} {row['email']:<46} {row['story']}" for row in found]
