"""Matches of needs with resources, step by step (N10, N14)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.assistance.enums import MatchStatus, Side
from poaiss.assistance.models.needs import Need
from poaiss.assistance.models.proposals import Proposal
from poaiss.assistance.models.resources import Resource
from poaiss.directory.models import Organisation, State


class Match(models.Model):
    """A need and a resource that may meet; the side that proposes it sees it first, the other once contacted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="matches", verbose_name=_("need"))
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="matches", verbose_name=_("proposal")
    )
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="matches", verbose_name=_("resource"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("donor")
    )
    donor_state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("donor State")
    )
    proposed_by_side = models.TextField(_("proposed by"), choices=Side)
    status = models.TextField(_("status"), choices=MatchStatus, default=MatchStatus.PROPOSED)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    offered_by_side = models.TextField(
        _("amount offered by"),
        choices=Side,
        blank=True,
        default="",
        help_text=_("The other side agrees to it, or offers another."),
    )
    reasons = models.JSONField(_("reasons"), default=dict, blank=True, help_text=_("For and against, as found."))
    expires_on = models.DateField(_("expires"), null=True, blank=True, help_text=_("Unless somebody acts."))
    contacted_at = models.DateTimeField(
        _("contacted"), null=True, blank=True, help_text=_("Until then the other side does not see it.")
    )
    nudged_on = models.DateField(_("reminded"), null=True, blank=True, help_text=_("Last reminder before it expires."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["-created_at"]
        constraints = [
            # each side once: a refusal must not tell that the other side has proposed the same in private
            models.UniqueConstraint(fields=["need", "resource", "proposed_by_side"], name="assistance_match_once")
        ]

    def __str__(self) -> str:
        return f"{self.need_id} {self.resource_id}"


class MatchStep(models.Model):
    """A step of a match: who, when, and why where it was declined."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="steps", verbose_name=_("match"))
    before = models.TextField(_("before"), blank=True, choices=MatchStatus)
    after = models.TextField(_("after"), choices=MatchStatus)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("time"), auto_now_add=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.TextField(_("name"))
    capacity = models.TextField(_("capacity"))

    class Meta:
        verbose_name = _("step of a match")
        verbose_name_plural = _("steps of matches")
        ordering = ["match", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
