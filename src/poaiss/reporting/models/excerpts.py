"""Excerpts from secondary sources. They are not filings received here and never count as reports.

They are never published, hashed or counted as reports. What a compiler paraphrased stands as the compiler's note,
never as the State's words.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.directory.models import State
from poaiss.questionnaires.models import Question, Version
from poaiss.reporting.enums import AnswerKind, CorrectionStatus


class Excerpt(models.Model):
    """A fragment of a filed report as somebody else printed it, with everything that the file said about it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="excerpts", verbose_name=_("State")
    )
    state_given = models.TextField(_("State as given"), help_text=_("As the file names it."))
    report_year = models.PositiveSmallIntegerField(
        _("year of the report"), null=True, blank=True, help_text=_("Empty: the source does not show it.")
    )
    edition_given = models.TextField(_("edition as given"), help_text=_("As the file names it."))
    edition = models.CharField(
        _("edition"), max_length=8, blank=True, help_text=_("Letter of the edition; empty: a format without a form.")
    )
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="excerpts", verbose_name=_("template")
    )
    language = models.TextField(_("language"), blank=True, help_text=_("As the file names it."))
    sources = models.JSONField(_("sources"), default=list, help_text=_("Addresses of the pages it was taken from."))
    note = models.TextField(_("editor's note"), blank=True, help_text=_("Remark of the compiler, not of the State."))
    record = models.JSONField(_("record"), help_text=_("The whole record as the file had it."))
    digest = models.CharField(_("digest"), max_length=64, unique=True, help_text=_("Tells whether it is known."))
    identity = models.CharField(
        _("identity"), max_length=64, db_index=True, help_text=_("Same State, year, edition and sources.")
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    warnings = models.JSONField(_("warnings"), default=list, blank=True, help_text=_("Code and message of each."))
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)

    class Meta:
        verbose_name = _("excerpt")
        verbose_name_plural = _("excerpts")
        ordering = ["state_id", "report_year", "edition_given", "id"]

    def __str__(self) -> str:
        return f"{self.state_given} {self.report_year or '–'}, {self.edition_given}"


class ExcerptAnswer(models.Model):
    """One answer of an excerpt, verbatim; placed at a question of its edition, or kept and shown as it is."""

    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, related_name="answers", verbose_name=_("excerpt"))
    position = models.PositiveIntegerField(_("position"), help_text=_("Order in the file."))
    number = models.TextField(_("number"), help_text=_("Key in the file, as it stands there."))
    value = models.JSONField(_("value"), null=True, blank=True, help_text=_("Verbatim."))
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("question")
    )
    kind = models.TextField(_("kind"), choices=AnswerKind, blank=True, help_text=_("Kind of answer, where placed."))
    placed_value = models.JSONField(
        _("placed value"), null=True, blank=True, help_text=_("The answer in the terms of the form, where placed.")
    )
    is_paraphrase = models.BooleanField(
        _("paraphrase"), default=False, help_text=_("In the compiler's words, not in the State's.")
    )
    is_withheld = models.BooleanField(
        _("withheld"), default=False, help_text=_("Looks like personal data and is not shown to the public.")
    )
    warnings = models.JSONField(_("warnings"), default=list, blank=True, help_text=_("Code and message of each."))

    class Meta:
        verbose_name = _("answer of an excerpt")
        verbose_name_plural = _("answers of excerpts")
        ordering = ["excerpt", "position"]
        constraints = [
            models.UniqueConstraint(fields=["excerpt", "number"], name="reporting_excerptanswer_once"),
            models.CheckConstraint(
                condition=Q(question__isnull=True, kind="", placed_value__isnull=True)
                | (Q(question__isnull=False) & ~Q(kind="")),
                name="reporting_excerptanswer_placed_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_placed(self) -> bool:
        """Whether the answer stands at a question of its edition."""
        return self.question_id is not None


class CorrectionRequest(models.Model):
    """A State's request to correct an excerpt about it, and the Secretariat's reply."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    excerpt = models.ForeignKey(
        Excerpt, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("excerpt")
    )
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    number = models.TextField(_("number"), blank=True, help_text=_("Key of the answer concerned; empty: the whole."))
    text = models.TextField(_("request"), help_text=_("What is wrong, in the State's words."))
    status = models.TextField(
        _("status"), choices=CorrectionStatus, default=CorrectionStatus.OPEN, help_text=_("Where it stands.")
    )
    requested_at = models.DateTimeField(_("requested"), auto_now_add=True)
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("requested by"))
    reply = models.TextField(_("reply"), blank=True, help_text=_("Of the Secretariat."))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    class Meta:
        verbose_name = _("request for correction")
        verbose_name_plural = _("requests for correction")
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=CorrectionStatus.OPEN, answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(status=CorrectionStatus.OPEN) & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="reporting_correctionrequest_answered_pair",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="reporting_correctionrequest_text"),
        ]

    def __str__(self) -> str:
        return str(self.excerpt)
