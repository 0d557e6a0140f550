"""Help with a report: asked for, paired with a helper, let in, taken back, ended with what came of it (R21)."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.actions import grant, revoke
from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.audit.actions import record
from poaiss.common.clock import now, today
from poaiss.directory.models import Organisation, State
from poaiss.reporting.enums import HelpStatus
from poaiss.reporting.helping import telling
from poaiss.reporting.helping.errors import (
    EndDateUnfit,
    HelpAskedAlready,
    HelpEnded,
    HelperUnfit,
    HelpNotPaired,
    HelpWordsMissing,
    ReportNotBegun,
)
from poaiss.reporting.helping.queries import open_grants
from poaiss.reporting.models import HelpRequest, NationalReport, Round

LONGEST = dt.timedelta(days=366)
"""Access has an end; it can be given again."""


def locked(asked: HelpRequest) -> HelpRequest:
    """Return the request as it stands now, locked; one that has ended is refused."""
    rows = HelpRequest.objects.select_for_update(of=("self",))
    related = ("state", "round", "report", "helper_organisation", "helper_state", "grant", "asked_by")
    found = rows.select_related(*related).get(pk=asked.pk)
    if found.status == HelpStatus.ENDED:
        raise HelpEnded(_("This request has ended."), mend=_("Ask anew."))
    return found


def report_of(state: State, round: Round) -> NationalReport | None:
    """Return the State's report in a round, if it has begun one."""
    return NationalReport.objects.filter(state=state, round=round).first()


@transaction.atomic
def ask(*, state: State, round: Round, text: str, language: str, by: Actor) -> HelpRequest:
    """Ask for help with the report of a round; the Secretariat is told (outcome document of BMS4, paragraph 40)."""
    check(by, "reporting.ask_help", state)
    if not text.strip():
        raise HelpWordsMissing(_("Say what help is wanted."), place="text", mend=_("A sentence is enough."))
    State.objects.select_for_update().get(pk=state.pk)  # two who ask at once: one after the other
    if HelpRequest.objects.filter(state=state, round=round).exclude(status=HelpStatus.ENDED).exists():
        raise HelpAskedAlready(
            _("Help was asked for this report already."), place="round", mend=_("Open that request, or end it first.")
        )
    made = HelpRequest.objects.create(
        state=state,
        round=round,
        report=report_of(state, round),
        text=text.strip().replace("\r\n", "\n"),
        language=language,
        asked_by_id=UUID(by.identifier),
    )
    record("reporting.ask_help", by=by, on=made, state=state.pk)
    telling.asked(made)
    return made


@transaction.atomic
def pair(*, asked: HelpRequest, helper: Organisation | State, by: Actor) -> HelpRequest:
    """Propose a helper; the State decides whether to let it in. Another helper takes the place of the one before.

    Access given to the one before does not pass on: the State takes it back first.
    """
    asked = locked(asked)
    check(by, "reporting.pair_help", asked)
    if isinstance(helper, State):
        is_unfit = helper.pk == asked.state_id or helper.is_exercise != asked.state.is_exercise
    else:
        is_unfit = helper.exercise != asked.state.is_exercise
    if is_unfit:
        raise HelperUnfit(
            _("The helper is a regional body or another State, of the same world."),
            place="helper",
            mend=_("Choose another helper."),
        )
    if open_grants([asked]):
        raise HelperUnfit(
            _("The State has let the helper in already."), place="helper", mend=_("Ask the State to end that access.")
        )
    asked.helper_state = helper if isinstance(helper, State) else None
    asked.helper_organisation = helper if isinstance(helper, Organisation) else None
    asked.status, asked.paired_at, asked.paired_by_id = HelpStatus.PAIRED, now(), UUID(by.identifier)
    asked.grant, asked.may_draft = None, False
    asked.save()
    record("reporting.pair_help", by=by, on=asked, state=asked.state_id, details={"helper": helper.pk})
    telling.paired(asked)
    return asked


@transaction.atomic
def let_in(*, asked: HelpRequest, may_draft: bool, until: dt.date, purpose: str, by: Actor) -> HelpRequest:
    """Let the helper into the report until a day: to read and comment, or to write answers as well."""
    asked = locked(asked)
    check(by, "reporting.let_in", asked)
    helper = asked.helper_organisation or asked.helper_state
    if asked.status != HelpStatus.PAIRED or helper is None:
        raise HelpNotPaired(_("There is no helper yet."), mend=_("The Secretariat will propose one."))
    if not today() < until <= today() + LONGEST:
        raise EndDateUnfit(
            _("Access ends on a day to come, within a year."), place="until", mend=_("Choose another day.")
        )
    report = report_of(asked.state, asked.round)
    if report is None:
        raise ReportNotBegun(
            _("The report of this round has not been begun."), mend=_("Begin it first; then let the helper in.")
        )
    if asked.grant and asked.grant.revoked_at is None:
        revoke(grant=asked.grant, on=report, rule="reporting.let_in", by=by)
    expires_at = dt.datetime.combine(until, dt.time.max, tzinfo=dt.UTC)
    words = purpose.strip() or _("Help with the national report")
    rule = "reporting.let_in"
    given = grant(on=report, owner=asked.state, to=helper, rule=rule, by=by, purpose=words, expires_at=expires_at)
    asked.report, asked.grant, asked.may_draft = report, given, may_draft
    asked.save(update_fields=["report", "grant", "may_draft"])
    details = {"may_draft": may_draft, "until": until.isoformat()}
    record("reporting.let_in", by=by, on=asked, state=asked.state_id, details=details)
    telling.let_in(asked, until)
    return asked


@transaction.atomic
def take_back(*, asked: HelpRequest, by: Actor) -> HelpRequest:
    """End the helper's access at once; the request stays open. Doing so twice changes nothing."""
    asked = locked(asked)
    check(by, "reporting.let_in", asked)
    if close_access(asked, by):
        telling.taken_back(asked)
    return asked


def close_access(asked: HelpRequest, by: Actor) -> bool:
    """Revoke the grant of a request if there is one in force; return whether there was."""
    if asked.grant is None or asked.report is None or asked.grant.revoked_at is not None:
        return False
    revoke(grant=asked.grant, on=asked.report, rule="reporting.let_in", by=by)
    asked.may_draft = False
    asked.save(update_fields=["may_draft"])
    return True


@transaction.atomic
def end(*, asked: HelpRequest, outcome: str, by: Actor) -> HelpRequest:
    """End a request with what came of it, in the State's words; access that is still open ends with it."""
    asked = locked(asked)
    check(by, "reporting.ask_help", asked)
    if not outcome.strip():
        raise HelpWordsMissing(_("Say what came of it."), place="outcome", mend=_("A sentence is enough."))
    close_access(asked, by)
    asked.status, asked.ended_at, asked.ended_by_id = HelpStatus.ENDED, now(), UUID(by.identifier)
    asked.outcome = outcome.strip().replace("\r\n", "\n")
    asked.save(update_fields=["status", "ended_at", "ended_by", "outcome"])
    record("reporting.end_help", by=by, on=asked, state=asked.state_id)
    telling.ended(asked)
    return asked
