"""Needs of States, their annexes, and for whom the State releases them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.assistance.enums import NeedOrigin, NeedStatus, Part, ReleasedTo
from poaiss.directory.models import Agency, Organisation, State


class Need(models.Model):
    """A need for assistance as its State puts it; seen by that State alone until it is released (N3, ¶21, ¶22)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="needs", verbose_name=_("State"))
    theme = models.TextField(_("theme"), help_text=_("Code of a theme of the Programme of Action."))
    title = models.TextField(_("title"), help_text=_("What is needed, in one line."))
    problem = models.TextField(_("problem"), blank=True, help_text=_("What is wrong now."))
    cause = models.TextField(_("cause"), blank=True, help_text=_("Why it is so."))
    evidence = models.TextField(_("evidence"), blank=True, help_text=_("How it is known."))
    already_done = models.TextField(_("already done"), blank=True, help_text=_("What the State has done itself."))
    own_contribution = models.TextField(
        _("own contribution"), blank=True, help_text=_("What the State gives: staff, rooms, money.")
    )
    plan_link = models.TextField(_("national plan"), blank=True, help_text=_("Where the national action plan says so."))
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible agency"),
    )
    linked = models.JSONField(_("linked problems"), default=list, blank=True, help_text=_("Codes (¶24)."))
    rank = models.PositiveSmallIntegerField(
        _("rank"), null=True, blank=True, help_text=_("The State's own order, 1 first; empty: not ranked.")
    )
    status = models.TextField(_("status"), choices=NeedStatus, default=NeedStatus.DRAFT, help_text=_("Where it is."))
    origin = models.TextField(_("origin"), choices=NeedOrigin, default=NeedOrigin.TYPED, help_text=_("Whence."))
    report_year = models.PositiveSmallIntegerField(_("round"), null=True, blank=True, help_text=_("Of the report."))
    report_number = models.CharField(_("question"), max_length=40, blank=True, help_text=_("In that report."))
    letter_sha256 = models.CharField(_("letter"), max_length=64, blank=True, help_text=_("Digest of the file."))
    letter_name = models.TextField(_("name of the letter"), blank=True, help_text=_("As it was given."))
    language = models.CharField(_("language"), max_length=7, default="en", help_text=_("UN language of the text."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("created by"))
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    revision = models.PositiveIntegerField(_("revision"), default=1, help_text=_("Grows with each change."))

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["state", "rank", "created_at"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="assistance_need_title")]

    def __str__(self) -> str:
        return f"{self.state_id} {str(self.pk)[:8]}"  # never the title: the audit log keeps this by value


class Annex(models.Model):
    """A file of a need with details for named readers alone: places of depots, security arrangements."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="annexes", verbose_name=_("need"))
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    title = models.TextField(_("title"), help_text=_("What the file is."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, help_text=_("Digest of the bytes."))
    name = models.TextField(_("name of the file"), help_text=_("As it was given."))
    media_type = models.TextField(_("kind of file"), help_text=_("As read from the bytes."))
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes."))
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("added by"))
    ended_at = models.DateTimeField(_("taken away"), null=True, blank=True)

    class Meta:
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")
        ordering = ["need", "added_at"]

    def __str__(self) -> str:
        return f"{self.state_id} {str(self.pk)[:8]}"  # never the title: the audit log keeps this by value


class Release(models.Model):
    """What a State lets others see, whom, since when; withdrawing ends it and keeps the row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    part = models.TextField(_("part"), choices=Part, help_text=_("What is released."))
    object_id = models.UUIDField(_("object"), help_text=_("Key of what is released."))
    to = models.TextField(_("to"), choices=ReleasedTo, help_text=_("For whom."))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    donor_state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("donor State")
    )
    released_at = models.DateTimeField(_("released"), auto_now_add=True)
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("released by"))
    ended_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawn by")
    )

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["released_at"]
        indexes = [models.Index(fields=["part", "object_id"], name="assistance_release_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to__in=[ReleasedTo.STATES, ReleasedTo.PUBLIC], organisation=None, donor_state=None)
                | (
                    Q(to__in=[ReleasedTo.FACILITATOR, ReleasedTo.DONOR])
                    & (
                        Q(organisation=None, donor_state__isnull=False)
                        | Q(organisation__isnull=False, donor_state=None)
                    )
                ),
                name="assistance_release_named",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="assistance_release_end_pair",
            ),
            models.UniqueConstraint(
                fields=["part", "object_id", "to", "organisation", "donor_state"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="assistance_release_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.object_id} {self.to}"


class DialogueMessage(models.Model):
    """A word in the dialogue about a need between its State and those who see it (¶28h)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="messages", verbose_name=_("need"))
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("with")
    )
    donor_state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("with the State")
    )
    text = models.TextField(_("text"), help_text=_("What was said."))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    name = models.TextField(_("name"), help_text=_("Name of the person at that time."))
    capacity = models.TextField(_("capacity"), help_text=_("Role in which the person wrote."))

    class Meta:
        verbose_name = _("message of a dialogue")
        verbose_name_plural = _("messages of dialogues")
        ordering = ["need", "at"]

    def __str__(self) -> str:
        return str(self.pk)[:8]


class Roadmap(models.Model):
    """A need handed over to a regional roadmap by its facilitator, with the State's consent (¶28g, j, k)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="roadmaps", verbose_name=_("need"))
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("facilitator")
    )
    roadmap = models.TextField(_("roadmap"), help_text=_("Name of the regional roadmap."))
    goal = models.TextField(_("goal"), blank=True, help_text=_("Goal of the roadmap that the need serves."))
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    agreed_at = models.DateTimeField(_("agreed by the State"), null=True, blank=True)
    agreed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agreed by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("place in a roadmap")
        verbose_name_plural = _("places in roadmaps")
        ordering = ["proposed_at"]

    def __str__(self) -> str:
        return str(self.pk)[:8]
