"""Questionnaires, their versions (hashed, frozen on first use) and an index of their questions."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.directory.enums import Evidence
from poaiss.questionnaires.enums import QuestionKind, VersionState


class Questionnaire(models.Model):
    """A questionnaire over all its editions, such as the report template of the PoA and the ITI."""

    code = models.SlugField(_("code"), max_length=80, primary_key=True, help_text=_("Stable code, such as poa-iti."))
    titles = models.JSONField(_("titles"), default=dict, help_text=_("Titles by language code."))

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.titles.get("en") or self.code)


class Version(models.Model):
    """One version of one edition: the sheets as they were loaded, the XForm made of them, and their digest.

    A version in use is frozen: the database refuses to change or remove it, and its questions. A change of the
    form is a new version; reports begun in the old one stay readable in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="versions", verbose_name=_("questionnaire")
    )
    edition = models.CharField(
        _("edition"), max_length=8, blank=True, help_text=_("Letter of the edition (A, B, C); empty: only one.")
    )
    number = models.PositiveIntegerField(_("number"), help_text=_("Counts the versions of an edition, from 1."))
    version = models.TextField(_("version"), blank=True, help_text=_("As the form names it."))
    form_id = models.TextField(_("form"), help_text=_("Identifier that offline tools know the form by."))
    titles = models.JSONField(_("titles"), default=dict, help_text=_("Titles by language code."))
    languages = models.JSONField(_("languages"), default=list, help_text=_("Languages that the form is written in."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, help_text=_("Digest of the content of the sheets."))
    sheets = models.JSONField(_("sheets"), help_text=_("The sheets of the XLSForm: headers and rows."))
    xform = models.TextField(_("XForm"), help_text=_("The form as offline tools fill it."))
    state = models.TextField(
        _("state"), choices=VersionState, default=VersionState.DRAFT, help_text=_("In use or not.")
    )
    loaded_at = models.DateTimeField(_("loaded"), auto_now=True)
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True, help_text=_("When it was first used."))

    class Meta:
        verbose_name = _("version of a questionnaire")
        verbose_name_plural = _("versions of questionnaires")
        ordering = ["questionnaire", "edition", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "edition", "number"], name="questionnaires_version_number"
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "edition"],
                condition=Q(state=VersionState.DRAFT),
                name="questionnaires_version_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT, frozen_at__isnull=True)
                | Q(state=VersionState.FROZEN, frozen_at__isnull=False),
                name="questionnaires_version_frozen_pair",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.questionnaire_id, self.edition, self.version) if part)

    @property
    def is_frozen(self) -> bool:
        """Whether the version is in use and can no longer change."""
        return self.state == VersionState.FROZEN


class Question(models.Model):
    """One numbered place of a version, for queries and for reading one edition beside another.

    Lists (repeats) and groups that carry a number have a row too; what an answer means stays with the form.
    """

    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="questions", verbose_name=_("version of a questionnaire")
    )
    position = models.PositiveIntegerField(_("position"), help_text=_("Order in the form."))
    number = models.TextField(_("number"), help_text=_("Number that people know the question by; else its path."))
    name = models.TextField(_("name"), help_text=_("Name in the form."))
    path = models.TextField(_("path"), help_text=_("Place in the form."))
    type = models.TextField(_("type"), help_text=_("Type of XLSForm, such as select_one."))
    kind = models.TextField(_("kind"), choices=QuestionKind, help_text=_("What the answer is."))
    section = models.CharField(_("section"), max_length=8, blank=True, help_text=_("Number of the section."))
    parent = models.TextField(_("within"), blank=True, help_text=_("Path of the numbered list or group around it."))
    depends_on = models.JSONField(
        _("depends on"), default=list, blank=True, help_text=_("Numbers of the questions whose answers open it.")
    )
    labels = models.JSONField(_("texts"), default=dict, help_text=_("The question by language code."))
    choices = models.JSONField(
        _("choices"), default=list, blank=True, help_text=_("Choices: name and labels by language code.")
    )
    implements = models.JSONField(_("implements"), default=list, blank=True, help_text=_("Paragraphs reported on."))
    evidence = models.TextField(_("evidence"), choices=Evidence, blank=True, help_text=_("How the question is known."))
    theme = models.TextField(_("theme"), blank=True, help_text=_("Code of the theme."))
    marking = models.TextField(_("marking"), blank=True, help_text=_("Marking of its answers by default (TLP 2.0)."))
    indicator = models.TextField(_("indicator"), blank=True, help_text=_("What the analysis reads it for."))
    same_as = models.JSONField(
        _("same as"), default=list, blank=True, help_text=_("The question in earlier editions, such as A:8.2.")
    )
    source = models.TextField(_("source"), blank=True, help_text=_("Where the question was seen."))

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "path"], name="questionnaires_question_path_once"),
            models.UniqueConstraint(fields=["version", "number"], name="questionnaires_question_number_once"),
        ]
        indexes = [models.Index(fields=["number"], name="questionnaires_question_num")]

    def __str__(self) -> str:
        return self.number

    @property
    def key(self) -> str:
        """Edition and number, such as C:4.1.2: how the question is named across editions."""
        return f"{self.version.edition}:{self.number}" if self.version.edition else self.number
