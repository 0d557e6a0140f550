"""Projects: milestones, indicators over time, money of both sides, documents, assessments (N16-N18)."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.assistance.enums import AssessmentStatus, MoneyKind, ProjectStatus, Side
from poaiss.assistance.models.matches import Match
from poaiss.directory.models import Organisation, State
from poaiss.questionnaires.models import Version


class Project(models.Model):
    """A project that runs: from a match, or from an IATI activity that was brought in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    match = models.OneToOneField(
        Match, on_delete=models.PROTECT, null=True, blank=True, related_name="project", verbose_name=_("match")
    )
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="projects", verbose_name=_("State"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("donor")
    )
    donor_state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("donor State")
    )
    donor_name = models.TextField(_("donor's name"), help_text=_("Who gives, as named in public."))
    implementer = models.TextField(_("implementer"), blank=True)
    title = models.TextField(_("title"))
    description = models.TextField(_("description"), blank=True)
    theme = models.TextField(_("theme"), help_text=_("Code of a theme of the Programme of Action."))
    currency = models.CharField(_("currency"), max_length=3, default="USD", help_text=_("ISO 4217."))
    budget = models.DecimalField(_("budget"), max_digits=14, decimal_places=2, null=True, blank=True)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    status = models.TextField(_("status"), choices=ProjectStatus, default=ProjectStatus.PIPELINE)
    iati_identifier = models.TextField(_("IATI identifier"), blank=True, help_text=_("Of an activity brought in."))
    iati_digest = models.CharField(_("digest of the activity"), max_length=64, blank=True)
    exercise = models.BooleanField(_("exercise"), default=False)
    recipient_shows_effect = models.BooleanField(
        _("recipient shows the effect"), default=False, help_text=_("Others read the estimate if both sides agree.")
    )
    donor_shows_effect = models.BooleanField(_("donor shows the effect"), default=False)
    source = models.TextField(_("source"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["state", "-starts", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lte=F("ends")),
                name="assistance_project_period",
            ),
            models.UniqueConstraint(
                fields=["iati_identifier"], condition=~Q(iati_identifier=""), name="assistance_project_iati_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """Something that is to be reached by a day."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("project"))
    text = models.TextField(_("milestone"))
    due_on = models.DateField(_("due"))
    reached_on = models.DateField(_("reached"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["project", "due_on"]

    def __str__(self) -> str:
        return self.text


class ProjectIndicator(models.Model):
    """An indicator of a running project, taken over from its proposal."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="indicators", verbose_name=_("project"))
    text = models.TextField(_("indicator"))
    unit = models.TextField(_("unit"), blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("date of the baseline"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(_("date of the target"), null=True, blank=True)
    verification = models.TextField(_("means of verification"), blank=True)

    class Meta:
        verbose_name = _("indicator of a project")
        verbose_name_plural = _("indicators of projects")
        ordering = ["project", "pk"]

    def __str__(self) -> str:
        return self.text


class Measurement(models.Model):
    """A value of an indicator on a day, with who measured it; never changed, a correction is a further one."""

    indicator = models.ForeignKey(
        ProjectIndicator, on_delete=models.PROTECT, related_name="measurements", verbose_name=_("indicator")
    )
    on = models.DateField(_("day"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    remark = models.TextField(_("remark"), blank=True)
    side = models.TextField(_("side"), choices=Side)
    at = models.DateTimeField(_("entered"), auto_now_add=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by"))
    name = models.TextField(_("name"))

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["indicator", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.on}: {self.value}"


class Transaction(models.Model):
    """Money committed, disbursed or spent, as one side states it; the other side's statement stands beside it."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="transactions", verbose_name=_("project")
    )
    kind = models.TextField(_("kind"), choices=MoneyKind)
    side = models.TextField(_("stated by"), choices=Side)
    on = models.DateField(_("day"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, help_text=_("ISO 4217."))
    remark = models.TextField(_("remark"), blank=True)
    at = models.DateTimeField(_("entered"), auto_now_add=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )
    ended_at = models.DateTimeField(_("struck out"), null=True, blank=True, help_text=_("Entered by mistake."))

    class Meta:
        verbose_name = _("transaction")
        verbose_name_plural = _("transactions")
        ordering = ["project", "on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="assistance_transaction_positive")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"


class ProjectDocument(models.Model):
    """A document of a project."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="documents", verbose_name=_("project"))
    title = models.TextField(_("title"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    name = models.TextField(_("name of the file"))
    media_type = models.TextField(_("kind of file"))
    size = models.PositiveBigIntegerField(_("size"))
    side = models.TextField(_("side"), choices=Side)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("added by"))

    class Meta:
        verbose_name = _("document of a project")
        verbose_name_plural = _("documents of projects")
        ordering = ["project", "added_at"]

    def __str__(self) -> str:
        return self.title


class Assessment(models.Model):
    """What one side thinks of the effect of a project, on the DAC criteria (N18, ¶20, ¶28e).

    Seen by its own side while it is a draft, by both sides once shared, by everybody with the consent of both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("project")
    )
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+", verbose_name=_("State"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("donor")
    )
    donor_state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("donor State")
    )
    side = models.TextField(_("side"), choices=Side)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", verbose_name=_("questionnaire"))
    answers = models.JSONField(_("answers"), default=dict, blank=True, help_text=_("By path."))
    status = models.TextField(_("status"), choices=AssessmentStatus, default=AssessmentStatus.DRAFT)
    consents_public = models.BooleanField(_("may be public"), default=False, help_text=_("Said by this side."))
    other_consents = models.BooleanField(_("other side agrees"), default=False, help_text=_("Said by the other."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    shared_at = models.DateTimeField(_("shared"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["project", "side"]
        constraints = [models.UniqueConstraint(fields=["project", "side"], name="assistance_assessment_once")]

    def __str__(self) -> str:
        return f"{self.project_id} ({self.side})"
