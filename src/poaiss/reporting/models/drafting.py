"""How a report is written by several people: history of each answer, conflicts, sections, assignments, comments.

Nothing here is ever deleted. All tables are under row-level security: a State's drafters see them whole, an officer
of an agency sees what belongs to the sections assigned to the agency, the Secretariat none of it.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.enums import Marking
from poaiss.accounts.models import Person
from poaiss.directory.models import Agency, State
from poaiss.reporting.enums import AnswerKind, Provenance, Publication, Resolution
from poaiss.reporting.models.reports import NationalReport


class AnswerRevision(models.Model):
    """An answer as it stood after one change: the history that three-way merging and addenda rest on (R11, R29).

    The key counts upwards within a report, so that one number says how much of the history a file left with.
    """

    report = models.ForeignKey(
        NationalReport, on_delete=models.CASCADE, related_name="history", verbose_name=_("national report")
    )
    path = models.TextField(_("path"), help_text=_("Place in the form."))
    revision = models.PositiveIntegerField(_("revision"), help_text=_("Counts the changes of this answer, from 1."))
    value = models.JSONField(_("value"), default=str, blank=True, help_text=_("As given."))
    kind = models.TextField(_("kind"), choices=AnswerKind, help_text=_("What sort of answer or silence this is."))
    unchanged_since = models.PositiveSmallIntegerField(_("unchanged since"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    marking = models.TextField(_("marking"), choices=Marking, default=Marking.CLEAR)
    provenance = models.TextField(_("provenance"), choices=Provenance, default=Provenance.TYPED)
    at = models.DateTimeField(_("time"), help_text=_("When it was changed."))
    by = models.TextField(_("changed by"), blank=True, help_text=_("Identifier of the person."))
    by_name = models.TextField(_("name"), blank=True, help_text=_("Name of the person at that time."))

    class Meta:
        verbose_name = _("revision of an answer")
        verbose_name_plural = _("revisions of answers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "path", "revision"], name="reporting_answerrevision_once")
        ]

    def __str__(self) -> str:
        return f"{self.path} ({self.revision})"


class Conflict(models.Model):
    """Two people changed one answer: both texts stand here until somebody chooses, and afterwards too (R11)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(
        NationalReport, on_delete=models.CASCADE, related_name="conflicts", verbose_name=_("national report")
    )
    path = models.TextField(_("path"), help_text=_("Place in the form."))
    number = models.CharField(_("number"), max_length=40, blank=True, help_text=_("Number of the question."))
    base_revision = models.PositiveIntegerField(_("base"), help_text=_("Revision that the person had started from."))
    their_revision = models.PositiveIntegerField(_("theirs"), help_text=_("Revision that stood when it was found."))
    value = models.JSONField(_("value"), default=str, blank=True, help_text=_("What the person wanted to store."))
    kind = models.TextField(_("kind"), choices=AnswerKind)
    unchanged_since = models.PositiveSmallIntegerField(_("unchanged since"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    marking = models.TextField(_("marking"), choices=Marking, default=Marking.CLEAR)
    provenance = models.TextField(_("provenance"), choices=Provenance, default=Provenance.TYPED)
    at = models.DateTimeField(_("time"), help_text=_("When it was found."))
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    by_name = models.TextField(_("name"), blank=True, help_text=_("Name of the person at that time."))
    resolution = models.TextField(
        _("resolution"), choices=Resolution, blank=True, help_text=_("Empty: nobody has chosen yet.")
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resolved by")
    )

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["report", "path", "at"]
        indexes = [models.Index(fields=["report", "resolution"], name="reporting_conflict_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolution="", resolved_at__isnull=True, resolved_by__isnull=True)
                | (~Q(resolution="") & Q(resolved_at__isnull=False, resolved_by__isnull=False)),
                name="reporting_conflict_resolved_pair",
            )
        ]

    def __str__(self) -> str:
        return self.number or self.path


class SectionChoice(models.Model):
    """What the State chose for one section: public with the report, or for the Secretariat alone (R15)."""

    report = models.ForeignKey(
        NationalReport, on_delete=models.CASCADE, related_name="section_choices", verbose_name=_("national report")
    )
    section = models.TextField(_("section"), help_text=_("Name of the section in the form."))
    publication = models.TextField(_("publication"), choices=Publication, default=Publication.PUBLIC)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.TextField(_("changed by"), blank=True, help_text=_("Identifier of the person."))

    class Meta:
        verbose_name = _("choice for a section")
        verbose_name_plural = _("choices for sections")
        ordering = ["report", "section"]
        constraints = [models.UniqueConstraint(fields=["report", "section"], name="reporting_sectionchoice_once")]

    def __str__(self) -> str:
        return self.section


class Assignment(models.Model):
    """A section of a report entrusted to an agency; its officers see and answer that section alone (R8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(
        NationalReport, on_delete=models.CASCADE, related_name="assignments", verbose_name=_("national report")
    )
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    section = models.TextField(_("section"), help_text=_("Name of the section in the form."))
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="report_assignments", verbose_name=_("agency")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What is asked of the agency."))
    due = models.DateField(_("wanted by"), null=True, blank=True, help_text=_("A date within the State."))
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True, help_text=_("The agency said that it is done."))
    done_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("done by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, help_text=_("Taken back."))
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    class Meta:
        verbose_name = _("assignment of a section")
        verbose_name_plural = _("assignments of sections")
        ordering = ["report", "section", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section", "agency"],
                condition=Q(ended_at__isnull=True),
                name="reporting_assignment_once",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="reporting_assignment_done_pair",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="reporting_assignment_ended_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.section


class Comment(models.Model):
    """A remark among those who write a report, at a question or a section; never seen outside the State (R8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(
        NationalReport, on_delete=models.CASCADE, related_name="comments", verbose_name=_("national report")
    )
    section = models.TextField(_("section"), help_text=_("Name of the section in the form."))
    path = models.TextField(_("path"), blank=True, help_text=_("Place in the form; empty: the section as a whole."))
    text = models.TextField(_("text"), help_text=_("What the person wrote."))
    mentions = models.ManyToManyField(Person, related_name="+", blank=True, verbose_name=_("people mentioned"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="reporting_comment_text"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="reporting_comment_settled_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class AnswerTranslation(models.Model):
    """An unofficial translation of one answer into another UN language; the original stands beside it (R14)."""

    report = models.ForeignKey(
        NationalReport, on_delete=models.CASCADE, related_name="translations", verbose_name=_("national report")
    )
    path = models.TextField(_("path"), help_text=_("Place in the form."))
    language = models.CharField(_("language"), max_length=7, help_text=_("UN language of the translation."))
    text = models.TextField(_("text"), help_text=_("The translation."))
    original_sha256 = models.CharField(
        _("digest of the original"), max_length=64, help_text=_("Of the text translated; another text makes it stale.")
    )
    released = models.BooleanField(
        _("released"), default=False, help_text=_("Its original is published, so that everybody may read it.")
    )
    at = models.DateTimeField(_("time"), auto_now=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("translation of an answer")
        verbose_name_plural = _("translations of answers")
        ordering = ["report", "language", "path"]
        constraints = [
            models.UniqueConstraint(fields=["report", "path", "language"], name="reporting_answertranslation_once")
        ]

    def __str__(self) -> str:
        return f"{self.path} ({self.language})"
