"""Rules of the contacts: who may act. Seeing is stated in ``visibility``."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from poaiss.access.rules import Denied, rule
from poaiss.accounts.actor import Actor
from poaiss.accounts.enums import STATE_ROLES, Role
from poaiss.contacts.enums import NOTIFIED_KINDS, Capacity
from poaiss.contacts.models import Designation, Office, Term, Thread
from poaiss.directory.models import State

OFFICIALS = (*STATE_ROLES, Role.SECRETARIAT, Role.REGIONAL_CENTRE)
KEEPERS = (Role.POINT_OF_CONTACT, Role.MISSION, Role.STATE_ADMINISTRATOR)

NOT_MISSION = Denied(_("Only the permanent mission of the State may do this."))
NOT_SECRETARIAT = Denied(_("Only the Secretariat may do this."))
NOT_KEEPER = Denied(_("Only the office itself, the permanent mission or the administrator of the State may do this."))
NOT_ANSWERING = Denied(_("Only the holder, the deputies or the permanent mission may do this."))
NOT_OFFICIAL = Denied(_("Only officials of States, the Secretariat and regional centres may do this."))
OTHER_WORLD = Denied(_("Exercise States and real States are kept apart."))
IS_NOTIFIED = Denied(_("The holder of this office is notified by the permanent mission with a note verbale."))
NOT_MACHINE = Denied(_("This runs by itself, once a day."))


def exercise_of(office: Office) -> bool:
    """Return whether the office belongs to the exercise."""
    owner = office.state or office.organisation
    return owner.is_exercise if isinstance(owner, State) else bool(owner and owner.exercise)


def holds_for(actor: Actor, office: Office, *roles: Role) -> bool:
    """Return whether the actor holds one of ROLES for the State of the office, or serves its organisation."""
    if office.organisation_id:
        return actor.holds(Role.REGIONAL_CENTRE, organisation=office.organisation_id)
    return actor.holds(*roles, state=office.state_id or "-")


def current_terms(office: Office) -> list[Term]:
    """Return the terms of the office that have not ended, as far as the actor sees them."""
    prefetched = "terms" in getattr(office, "_prefetched_objects_cache", {})
    found = office.terms.all() if prefetched else office.terms.select_related("invitation")
    return [term for term in found if term.ended_on is None]


def is_in_office(actor: Actor, office: Office) -> bool:
    """Return whether the actor is holder or deputy of the office."""
    return actor.is_signed_in and any(term.account_id == actor.identifier for term in current_terms(office))


def answers_for(actor: Actor, office: Office) -> bool:
    """Return whether the actor answers for the office: in office, or standing in while nobody who can sign in is."""
    accounts = {term.account_id for term in current_terms(office)} - {""}
    return actor.identifier in accounts if accounts else holds_for(actor, office, Role.MISSION)


def serves_there(actor: Actor, office: Office) -> bool:
    """Return whether the actor serves in the very agency of the office."""
    return bool(office.agency_id) and str(office.agency_id) in actor.agencies


@rule("contacts.notify", _("notify the holder of an office with a note verbale"))
def may_notify(actor: Actor, state: State | None) -> Denied | None:
    """The permanent mission notifies (D5; outcome document ¶28c)."""
    held = actor.holds(Role.MISSION, state=state.code) if state else actor.holds(Role.MISSION)
    return None if held else NOT_MISSION


@rule("contacts.verify", _("verify or return a note verbale"))
def may_verify(actor: Actor, designation: Designation | None) -> Denied | None:
    """The Secretariat verifies authenticity and judges nothing else (D5)."""
    if not actor.holds(Role.SECRETARIAT):
        return NOT_SECRETARIAT
    if designation and designation.state.is_exercise != actor.exercise:
        return OTHER_WORLD
    return None


@rule("contacts.register", _("register a note verbale that was received on paper"))
def may_register(actor: Actor, state: State | None) -> Denied | None:
    """The Secretariat of the State's world registers what a mission sent it (D5; outcome document ¶28c)."""
    if not actor.holds(Role.SECRETARIAT):
        return NOT_SECRETARIAT
    return OTHER_WORLD if state and state.is_exercise != actor.exercise else None


@rule("contacts.read_designation", _("read a designation and its note verbale"))
def may_read_designation(actor: Actor, designation: Designation | None) -> Denied | None:
    """Officials of the State and the Secretariat; which rows is stated by visibility."""
    return None if actor.holds(*STATE_ROLES, Role.SECRETARIAT) else NOT_OFFICIAL


@rule("contacts.create_office", _("add an office"))
def may_create_office(actor: Actor, owner: Any) -> Denied | None:
    """A State adds its offices, an organisation its own (D1)."""
    if owner is None:
        return None if actor.holds(*KEEPERS, Role.REGIONAL_CENTRE) else NOT_KEEPER
    if isinstance(owner, State):
        return None if actor.holds(*KEEPERS, state=owner.code) else NOT_KEEPER
    return None if actor.holds(Role.REGIONAL_CENTRE, organisation=owner.code) else NOT_KEEPER


@rule("contacts.edit", _("edit the particulars of an office and who may see each"))
def may_edit(actor: Actor, office: Office | None) -> Denied | None:
    """The office itself, its agency, the mission, or the State's administrator (D3)."""
    if office is None:
        return None if actor.holds(*KEEPERS, Role.AGENCY_OFFICER, Role.REGIONAL_CENTRE) else NOT_KEEPER
    if holds_for(actor, office, *KEEPERS) or serves_there(actor, office) or is_in_office(actor, office):
        return None
    return NOT_KEEPER


@rule("contacts.confirm", _("confirm that the particulars of an office are right"))
def may_confirm(actor: Actor, office: Office | None) -> Denied | None:
    """Holder, deputy or mission (D4)."""
    if office is None:
        return None if actor.holds(*STATE_ROLES, Role.REGIONAL_CENTRE) else NOT_ANSWERING
    if holds_for(actor, office, Role.MISSION) or is_in_office(actor, office):
        return None
    return NOT_ANSWERING


@rule("contacts.see_freshness", _("see whether a confirmation is due"))
def may_see_freshness(actor: Actor, office: Office | None) -> Denied | None:
    """The State itself and the Secretariat; the public sees the last date alone (D4)."""
    if office is None:
        return None if actor.holds(*OFFICIALS) else NOT_OFFICIAL
    own = office.state_id in actor.states or office.organisation_id in actor.organisations
    secretariat = actor.holds(Role.SECRETARIAT) and exercise_of(office) == actor.exercise
    return None if own or secretariat else NOT_OFFICIAL


@rule("contacts.appoint", _("name and relieve deputies"))
def may_appoint(actor: Actor, office: Office | None) -> Denied | None:
    """The holder, the mission or the State's administrator names deputies (D2)."""
    roles = (Role.MISSION, Role.STATE_ADMINISTRATOR)
    if office is None:
        return None if actor.holds(*KEEPERS, Role.REGIONAL_CENTRE) else NOT_KEEPER
    holder = any(
        term.capacity == Capacity.HOLDER and term.account_id == actor.identifier for term in current_terms(office)
    )
    return None if holder or holds_for(actor, office, *roles) else NOT_KEEPER


@rule("contacts.record_holder", _("record the holder of an office that is not notified by note verbale"))
def may_record_holder(actor: Actor, office: Office | None) -> Denied | None:
    """Technical contacts, missions, regional bodies and hidden offices are recorded by their own State (D1)."""
    if office is None:
        return None if actor.holds(Role.MISSION, Role.STATE_ADMINISTRATOR, Role.REGIONAL_CENTRE) else NOT_KEEPER
    if office.kind in NOTIFIED_KINDS and not office.is_hidden:
        return IS_NOTIFIED
    return None if holds_for(actor, office, Role.MISSION, Role.STATE_ADMINISTRATOR) else NOT_KEEPER


@rule("contacts.take_over", _("let a deputy take over, and end it"))
def may_take_over(actor: Actor, office: Office | None) -> Denied | None:
    """The deputy, the holder or the mission (D2)."""
    return may_confirm(actor, office)


@rule("contacts.write", _("write to an office"))
def may_write(actor: Actor, office: Office | None) -> Denied | None:
    """Any official may write to an office of the same world (D10)."""
    if not actor.holds(*OFFICIALS):
        return NOT_OFFICIAL
    return OTHER_WORLD if office and exercise_of(office) != actor.exercise else None


@rule("contacts.read_messages", _("read messages to an office"))
def may_read_messages(actor: Actor, thread: Thread | None) -> Denied | None:
    """The writer, and whoever answers for the office (D10)."""
    if thread is None:
        return None if actor.holds(*OFFICIALS) else NOT_OFFICIAL
    if str(thread.started_by_id) == actor.identifier or answers_for(actor, thread.office):
        return None
    return NOT_ANSWERING


@rule("contacts.handover", _("read and write the handover pack of an office"))
def may_hand_over(actor: Actor, office: Office | None) -> Denied | None:
    """Whoever answers for the office (D11)."""
    if office is None:
        return None if actor.holds(*OFFICIALS) else NOT_ANSWERING
    return None if answers_for(actor, office) else NOT_ANSWERING


@rule("contacts.onboard", _("go through the first steps of an office"))
def may_onboard(actor: Actor, office: Office | None) -> Denied | None:
    """The holder and the deputies of the office (D8)."""
    if office is None:
        return None if actor.holds(*OFFICIALS) else NOT_ANSWERING
    return None if is_in_office(actor, office) else NOT_ANSWERING


@rule("contacts.share", _("show a particular to those named"))
def may_share(actor: Actor, office: Office | None) -> Denied | None:
    """The State decides to whom a hidden office or a particular is shown (D3)."""
    if office is None:
        return None if actor.holds(*KEEPERS, Role.REGIONAL_CENTRE) else NOT_KEEPER
    return None if holds_for(actor, office, *KEEPERS) else NOT_KEEPER


@rule("contacts.chase", _("remind of confirmations that are due and bring designations into force"))
def may_chase(actor: Actor, obj: Any) -> Denied | None:
    """The machine, once a day (D4)."""
    return None if actor.is_machine else NOT_MACHINE
