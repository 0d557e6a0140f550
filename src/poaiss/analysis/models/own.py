"""What a State keeps for its own analysis: the score, explanations, consents; and what it declared to the Register.

All four tables are under row-level security: only those who work on the State's report see them.
"""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.directory.models import State


class ScoreChoice(models.Model):
    """Whether a State wants to see its score, and with which weights (A5); off until it says so.

    "Measuring progress" is contested (BMS4, 49(x)): the score is the State's own and is shown to nobody else.
    """

    state = models.OneToOneField(
        State, on_delete=models.PROTECT, primary_key=True, related_name="+", verbose_name=_("State")
    )
    is_on = models.BooleanField(_("on"), default=False, help_text=_("Whether the State wants to see its score."))
    weights = models.JSONField(
        _("weights"), default=dict, blank=True, help_text=_("Weights that differ from the published ones.")
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("changed by"))

    class Meta:
        verbose_name = _("choice about the score")
        verbose_name_plural = _("choices about the score")
        ordering = ["state"]

    def __str__(self) -> str:
        return self.state_id


class Explanation(models.Model):
    """What a State says about answers of its own that do not seem to agree (A9); the last one counts.

    It belongs to what stood there: when an answer changes, so does the fingerprint, and the question is asked anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    rule = models.SlugField(_("rule"), max_length=60, help_text=_("Code of the rule that spoke."))
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("Round of the later report."))
    path = models.TextField(_("place"), help_text=_("Place in the form of the later report."))
    fingerprint = models.CharField(_("fingerprint"), max_length=64, help_text=_("SHA-256 over what stood there."))
    text = models.TextField(_("explanation"), help_text=_("In the State's words."))
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by"))

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        ordering = ["-written_at"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="analysis_explanation_says_something")]
        indexes = [models.Index(fields=["state", "rule", "year"], name="analysis_explanation_place")]

    def __str__(self) -> str:
        return f"{self.rule} {self.year}"


class MirrorConsent(models.Model):
    """A State lets another one see, beside its own, what it declared about transfers between the two (A9).

    Nothing is compared until both agree; either may withdraw at any time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    partner = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("other State"))
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("given by"))
    ended_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, help_text=_("Empty: in force."))
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawn by")
    )

    class Meta:
        verbose_name = _("consent to compare transfers")
        verbose_name_plural = _("consents to compare transfers")
        ordering = ["state", "partner", "-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["state", "partner"], condition=Q(ended_at__isnull=True), name="analysis_mirrorconsent_one_open"
            ),
            models.CheckConstraint(condition=~Q(state=F("partner")), name="analysis_mirrorconsent_two_states"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="analysis_mirrorconsent_ended_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state_id} {self.partner_id}"


class Direction(models.TextChoices):
    """Which way the arms went, seen from the State that declares."""

    EXPORT = "export", _("export")
    IMPORT = "import", _("import")


class TransferDeclaration(models.Model):
    """What a State declared about transfers to or from another State in a year, in the Register's shape.

    The Register of Conventional Arms takes small arms and light weapons as background information. Its declarations
    are not available here: rows are invented and belong to exercise States alone, which the database enforces.
    """

    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("declared by"))
    partner = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("other State"))
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(1992)],
        help_text=_("Year of the transfer; the Register began in 1992."),
    )
    direction = models.TextField(_("direction"), choices=Direction, help_text=_("Seen from the declaring State."))
    category = models.SlugField(_("category"), max_length=40, help_text=_("Category of small arms or light weapons."))
    items = models.PositiveIntegerField(_("items"), help_text=_("Number of items."))
    remark = models.TextField(_("remark"), blank=True, help_text=_("As declared."))

    class Meta:
        verbose_name = _("declaration of a transfer")
        verbose_name_plural = _("declarations of transfers")
        ordering = ["state", "partner", "year", "direction", "category"]
        constraints = [
            models.UniqueConstraint(
                fields=["state", "partner", "year", "direction", "category"], name="analysis_transfer_once"
            ),
            models.CheckConstraint(condition=~Q(state=F("partner")), name="analysis_transfer_two_states"),
        ]

    def __str__(self) -> str:
        return f"{self.state_id} {self.partner_id} {self.year}"
