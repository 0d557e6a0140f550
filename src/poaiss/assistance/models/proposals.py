"""Proposals: from a need to a project that can be funded and measured (N5, ¶22, ¶28i)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.assistance.enums import CostKind, ProposalStatus, SignOffAnswer
from poaiss.assistance.models.needs import Need
from poaiss.directory.models import Agency, State


class Proposal(models.Model):
    """A version of a project proposal for a need; seen by whoever sees the need, drafts by the State alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("need"))
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    version = models.PositiveSmallIntegerField(_("version"), default=1, help_text=_("Counts from 1 within a need."))
    status = models.TextField(_("status"), choices=ProposalStatus, default=ProposalStatus.DRAFT)
    title = models.TextField(_("title"), help_text=_("Of the project."))
    objective = models.TextField(_("objective"), blank=True, help_text=_("What will be different at the end."))
    currency = models.CharField(_("currency"), max_length=3, default="USD", help_text=_("ISO 4217."))
    starts = models.DateField(_("starts"), null=True, blank=True, help_text=_("First month of the project."))
    ends = models.DateField(_("ends"), null=True, blank=True, help_text=_("Last month of the project."))
    divisible = models.BooleanField(_("divisible"), default=False, help_text=_("Can be funded in part."))
    min_share = models.DecimalField(
        _("smallest share"),
        max_digits=4,
        decimal_places=3,
        default=1,
        help_text=_("Of the cost, 0 to 1: with less it cannot start."),
    )
    sustainment = models.TextField(
        _("sustainment"), blank=True, help_text=_("Who pays and maintains after the project: staff, fuel, spare parts.")
    )
    beneficiaries = models.TextField(_("beneficiaries"), blank=True, help_text=_("Who, how many women and men."))
    implementer = models.TextField(_("implementer"), blank=True, help_text=_("Who carries it out."))
    content = models.JSONField(_("content"), null=True, blank=True, help_text=_("Frozen with the sign-off."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, help_text=_("Digest over the frozen content."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("created by"))
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    revision = models.PositiveIntegerField(_("revision"), default=1, help_text=_("Grows with each change."))

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["need", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["need", "version"], name="assistance_proposal_version_once"),
            models.CheckConstraint(condition=Q(min_share__gte=0, min_share__lte=1), name="assistance_proposal_share"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lte=models.F("ends")),
                name="assistance_proposal_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Output(models.Model):
    """What the project delivers."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="outputs", verbose_name=_("proposal"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    text = models.TextField(_("output"), help_text=_("What is there at the end."))

    class Meta:
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        ordering = ["proposal", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class Activity(models.Model):
    """What is done for an output, when."""

    output = models.ForeignKey(Output, on_delete=models.CASCADE, related_name="activities", verbose_name=_("output"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    text = models.TextField(_("activity"), help_text=_("What is done."))
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["output", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class Indicator(models.Model):
    """How a goal is measured: from a baseline to a target by a date, and how it is verified."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="indicators", verbose_name=_("proposal")
    )
    output = models.ForeignKey(
        Output, on_delete=models.CASCADE, null=True, blank=True, related_name="indicators", verbose_name=_("output")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    text = models.TextField(_("indicator"), help_text=_("What is counted or measured."))
    unit = models.TextField(_("unit"), blank=True, help_text=_("weapons, people, per cent, days."))
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("date of the baseline"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(_("date of the target"), null=True, blank=True)
    verification = models.TextField(_("means of verification"), blank=True, help_text=_("How anyone can check it."))

    class Meta:
        verbose_name = _("indicator of a proposal")
        verbose_name_plural = _("indicators of proposals")
        ordering = ["proposal", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class BudgetLine(models.Model):
    """What an activity costs, in the currency of the proposal."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="budget_lines", verbose_name=_("proposal")
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="budget_lines", verbose_name=_("for")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    text = models.TextField(_("what for"), help_text=_("What is paid."))
    result = models.TextField(_("result"), blank=True, help_text=_("What it brings."))
    kind = models.TextField(_("kind"), choices=CostKind, default=CostKind.EQUIPMENT)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    own = models.BooleanField(_("own contribution"), default=False, help_text=_("Paid by the State itself."))

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["proposal", "position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="assistance_budget_not_negative")]

    def __str__(self) -> str:
        return self.text


class Risk(models.Model):
    """What may go wrong, and what is done about it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="risks", verbose_name=_("proposal"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    text = models.TextField(_("risk"))
    mitigation = models.TextField(_("what is done about it"), blank=True)

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["proposal", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class SignOff(models.Model):
    """What an agency said of a proposal; that of the national coordinating body signs it off (N7, ¶23)."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="sign_offs", verbose_name=_("proposal")
    )
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    answer = models.TextField(_("answer"), choices=SignOffAnswer)
    remark = models.TextField(_("remark"), blank=True)
    at = models.DateTimeField(_("time"), auto_now_add=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    name = models.TextField(_("name"), help_text=_("Name of the person at that time."))
    capacity = models.TextField(_("capacity"), help_text=_("Role in which the person acted."))

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["proposal", "at"]

    def __str__(self) -> str:
        return f"{self.answer} ({self.name})"
