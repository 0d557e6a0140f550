"""What each side states of a project: measurements, money, documents; nothing is overwritten (N16, N17)."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from poaiss.access.rules import check
from poaiss.accounts.actor import Actor
from poaiss.assistance.enums import MoneyKind
from poaiss.assistance.models import Measurement, Project, ProjectDocument, ProjectIndicator, Transaction
from poaiss.assistance.projects.actions import locked, log, opened, said
from poaiss.assistance.projects.errors import MeasurementUnfit, NotOwnSide, TransactionUnfit
from poaiss.assistance.projects.sides import own_side
from poaiss.assistance.resources.money import amount_problem, is_currency
from poaiss.common import files
from poaiss.common.clock import now, today
from poaiss.common.errors import Problem
from poaiss.reporting.attachments import received


@transaction.atomic
def measure(*, indicator: ProjectIndicator, on: dt.date, value: Decimal, by: Actor, remark: str = "") -> Measurement:
    """Keep a value of an indicator; a correction is a further measurement, the earlier one stays."""
    project = opened(indicator.project, by)
    if on > today():
        raise MeasurementUnfit(
            _("This day has not come yet."), place="on", mend=_("Give the day on which it was measured.")
        )
    made = Measurement.objects.create(
        indicator=indicator,
        on=on,
        value=value,
        remark=remark.strip(),
        side=own_side(by, project),
        person_id=UUID(by.identifier),
        name=by.name,
    )
    log(project, by, measurement=made.pk)
    return made


def money_problems(on: dt.date, amount: Decimal, currency: str) -> tuple[Problem, ...]:
    """Return what is wrong with a statement of money; a currency without a rate can be stated all the same."""
    found = [amount_problem(amount, "amount")]
    if not is_currency(currency):
        words = _("This is no currency of ISO 4217.")
        found.append(Problem("currency-unknown", words, _("Choose one."), "currency"))
    if on > today():
        words = _("This day has not come yet.")
        found.append(Problem("transaction-unfit", words, _("State what has happened."), "on"))
    return tuple(each for each in found if each)


@transaction.atomic
def state_money(
    *, project: Project, kind: MoneyKind, on: dt.date, amount: Decimal, currency: str, by: Actor, remark: str = ""
) -> Transaction:
    """Keep what one side states of money; the other side's statement stands beside it, untouched."""
    found = opened(project, by)
    if problems := money_problems(on, amount, currency):
        raise TransactionUnfit(_("The statement cannot be kept as it stands."), problems=problems)
    made = Transaction.objects.create(
        project=found,
        kind=kind,
        side=own_side(by, found),
        on=on,
        amount=amount,
        currency=currency,
        remark=remark.strip(),
        person_id=UUID(by.identifier),
    )
    log(found, by, transaction=made.pk, kind=str(kind))
    return made


@transaction.atomic
def strike_out(*, statement: Transaction, by: Actor) -> Transaction:
    """Strike out one's own side's statement that was entered by mistake; the row stays. Twice changes nothing."""
    project = locked(statement.project)
    check(by, "assistance.run_project", project)
    found = Transaction.objects.select_for_update().get(pk=statement.pk)
    if found.side != own_side(by, project):
        raise NotOwnSide(_("The other side stated this; only that side strikes it out."), mend=_("Ask the other side."))
    if found.ended_at is None:
        found.ended_at = now()
        found.save(update_fields=["ended_at"])
        log(project, by, struck_out=found.pk)
    return found


@transaction.atomic
def add_document(*, project: Project, title: str, name: str, stream: files.Readable, by: Actor) -> ProjectDocument:
    """Keep a document for both sides; its kind is judged by its bytes."""
    check(by, "assistance.run_project", project)
    found, words = locked(project), said(title, "title")
    kept = received(name, stream)
    made = ProjectDocument.objects.create(
        project=found,
        title=words,
        sha256=kept.kept.sha256,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.kept.size,
        side=own_side(by, found),
        added_by_id=UUID(by.identifier),
    )
    log(found, by, document=str(made.pk), sha256=made.sha256)
    return made
