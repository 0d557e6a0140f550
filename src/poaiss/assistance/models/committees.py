"""Selection committees: criteria, scores, conflicts of interest, the record of the decision (N24)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.assistance.enums import Score
from poaiss.assistance.models.matches import Match
from poaiss.assistance.models.resources import Call
from poaiss.directory.models import Organisation


class Selection(models.Model):
    """A selection among the applications to a call, by a committee of the resource's organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="selection", verbose_name=_("call"))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("of"))
    criteria = models.JSONField(_("criteria"), default=list, help_text=_("Name, words and weight of each."))
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    record = models.TextField(_("record of the decision"), blank=True)

    class Meta:
        verbose_name = _("selection")
        verbose_name_plural = _("selections")
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return str(self.call)


class Conflict(models.Model):
    """A member of the committee who steps back from an application, and why."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="conflicts", verbose_name=_("of"))
    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+", verbose_name=_("application"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("member"))
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [
            models.UniqueConstraint(fields=["selection", "match", "person"], name="assistance_conflict_once")
        ]

    def __str__(self) -> str:
        return self.reason[:60]


class Scoring(models.Model):
    """What a member thinks of an application under one criterion; a later one replaces it and the row says when."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="scorings", verbose_name=_("of"))
    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+", verbose_name=_("application"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("member"))
    criterion = models.TextField(_("criterion"))
    score = models.TextField(_("score"), choices=Score)
    remark = models.TextField(_("remark"), blank=True)
    at = models.DateTimeField(_("time"), auto_now=True)

    class Meta:
        verbose_name = _("scoring")
        verbose_name_plural = _("scorings")
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "match", "person", "criterion"], name="assistance_scoring_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.score}"


class Decision(models.Model):
    """What the committee decided on an application, with its reason."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("of"))
    match = models.OneToOneField(
        Match, on_delete=models.PROTECT, related_name="decision", verbose_name=_("application")
    )
    selected = models.BooleanField(_("selected"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return self.reason[:60]
