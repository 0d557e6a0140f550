"""Entries of the library; the bytes lie in the store of ``poaiss.common.files`` under their digest."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.directory.models import State
from poaiss.library.enums import Kind, Shown


class Entry(models.Model):
    """A law, a plan or another text of a State, with the place that it came from; never deleted (R16, L1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="library", verbose_name=_("State"))
    kind = models.TextField(_("kind"), choices=Kind, default=Kind.OTHER, help_text=_("What the text is."))
    title = models.TextField(_("title"), help_text=_("In the language of the text."))
    title_language = models.CharField(_("language of the title"), max_length=7, blank=True, help_text=_("BCP 47."))
    title_english = models.TextField(_("title in English"), blank=True, help_text=_("As the State gave it."))
    adopted = models.PositiveSmallIntegerField(_("year of adoption"), null=True, blank=True)
    summary = models.TextField(_("summary"), blank=True, help_text=_("What it is about."))
    theme = models.TextField(_("theme"), blank=True, help_text=_("Code of a theme of the Programme of Action."))
    origin = models.TextField(_("origin"), unique=True, help_text=_("Room, kind and key of what it came from."))
    year = models.PositiveSmallIntegerField(_("round"), null=True, blank=True, help_text=_("Year of the report."))
    number = models.CharField(_("number"), max_length=40, blank=True, help_text=_("Number of the question."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, help_text=_("Digest of the bytes."))
    name = models.TextField(_("name of the file"), help_text=_("As it was given."))
    media_type = models.TextField(_("kind of file"), help_text=_("As read from the bytes."))
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes."))
    audience = models.TextField(_("audience"), choices=Shown, default=Shown.OWN, help_text=_("Who reads it."))
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("added by"))
    released_at = models.DateTimeField(_("released"), null=True, blank=True, help_text=_("When everybody could read."))
    ended_at = models.DateTimeField(_("taken out"), null=True, blank=True, help_text=_("Its origin no longer has it."))

    class Meta:
        verbose_name = _("entry of the library")
        verbose_name_plural = _("entries of the library")
        ordering = ["state", "-year", "title"]
        indexes = [models.Index(fields=["audience", "kind"], name="library_entry_shown")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="library_entry_title"),
            models.CheckConstraint(
                condition=~Q(audience=Shown.PUBLIC) | Q(released_at__isnull=False), name="library_entry_released"
            ),
        ]

    def __str__(self) -> str:
        return self.title
