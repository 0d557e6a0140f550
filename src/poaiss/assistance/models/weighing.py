"""How a State comes to its needs: its checklist, its answers to suggestions, the order that it decided on.

All of it is seen by that State alone; nothing of it is ever released.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.assistance.enums import PriorityMethod, SuggestionAnswer
from poaiss.assistance.models.needs import Need
from poaiss.directory.models import State
from poaiss.questionnaires.models import Version


class Checklist(models.Model):
    """A State's answers to one version of the checklist of needs (¶21); the whole is one record with a revision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", verbose_name=_("version"))
    answers = models.JSONField(_("answers"), default=dict, help_text=_("Texts by the path of the question."))
    revision = models.PositiveIntegerField(_("revision"), default=0, help_text=_("Grows with each change."))
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("changed by"))

    class Meta:
        verbose_name = _("checklist of needs")
        verbose_name_plural = _("checklists of needs")
        constraints = [models.UniqueConstraint(fields=["state", "version"], name="assistance_checklist_once")]

    def __str__(self) -> str:
        return str(self.state_id)


class SuggestionDecision(models.Model):
    """What a State answered to one suggested need; a row is never changed, the last of its key counts (¶20)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    key = models.CharField(_("key"), max_length=64, help_text=_("Which suggestion: rule, report and place."))
    fingerprint = models.CharField(_("fingerprint"), max_length=64, help_text=_("Of the answers that it rested on."))
    answer = models.TextField(_("answer"), choices=SuggestionAnswer, help_text=_("What the State said."))
    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("need")
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("answer to a suggestion")
        verbose_name_plural = _("answers to suggestions")
        ordering = ["at"]
        indexes = [models.Index(fields=["state", "key"], name="assistance_suggestion_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=SuggestionAnswer.TAKEN, need__isnull=False)
                | (~Q(answer=SuggestionAnswer.TAKEN) & Q(need__isnull=True)),
                name="assistance_suggestion_taken_pair",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state_id} {self.answer}"


class Prioritisation(models.Model):
    """How a State weighed its needs, what order came out, and who decided on it in which capacity (N4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    method = models.TextField(_("method"), choices=PriorityMethod, help_text=_("How they were weighed."))
    judgements = models.JSONField(_("judgements"), default=dict, help_text=_("As they were given."))
    order = models.JSONField(_("order"), default=list, help_text=_("Keys of the needs, the first one first."))
    note = models.TextField(_("reasons"), blank=True, help_text=_("Who took part, and why so."))
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    name = models.TextField(_("name"), blank=True, help_text=_("Name of who decided, at that time."))
    capacity = models.TextField(_("capacity"), blank=True, help_text=_("Role in which it was decided."))

    class Meta:
        verbose_name = _("order of needs")
        verbose_name_plural = _("orders of needs")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="assistance_prioritisation_decided_pair",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state_id} {self.method}"
