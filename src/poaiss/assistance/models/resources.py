"""Resources: what donors, centres, organisations and States offer (N8, ¶19, ¶28j, k)."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.assistance.enums import ResourceKind, ResourceStatus
from poaiss.directory.enums import Evidence
from poaiss.directory.models import Organisation, State


class Resource(models.Model):
    """An offer of money, expertise, equipment, training or experience; offers are public once they are open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("address"), max_length=120, unique=True, help_text=_("In the page's address."))
    kind = models.TextField(_("kind"), choices=ResourceKind, default=ResourceKind.MONEY)
    title = models.TextField(_("title"), help_text=_("Name of the fund, programme or offer."))
    summary = models.TextField(_("summary"), blank=True, help_text=_("What is offered, in a few lines."))
    donor_name = models.TextField(_("donor"), help_text=_("Who gives, as named in public."))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="resources", verbose_name=_("of")
    )
    state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="resources", verbose_name=_("of the State")
    )
    themes = models.JSONField(_("themes"), default=list, blank=True, help_text=_("Codes; empty: any theme."))
    regions = models.JSONField(_("regions"), default=list, blank=True, help_text=_("Regional groups; empty: any."))
    states = models.JSONField(_("States"), default=list, blank=True, help_text=_("Codes; empty: any State."))
    applicants = models.JSONField(_("applicants"), default=list, blank=True, help_text=_("Who may apply; empty: any."))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217."))
    per_project = models.DecimalField(
        _("ceiling per project"), max_digits=14, decimal_places=2, null=True, blank=True, help_text=_("Empty: none.")
    )
    per_state = models.DecimalField(
        _("ceiling per State"), max_digits=14, decimal_places=2, null=True, blank=True, help_text=_("Empty: none.")
    )
    conditions = models.TextField(_("conditions"), blank=True, help_text=_("What applicants must know."))
    transfer_conditions = models.TextField(
        _("conditions of transfer"), blank=True, help_text=_("For technology: use, retransfer, training (¶7, ¶24).")
    )
    precondition_report = models.BooleanField(
        _("asks for a national report"), default=False, help_text=_("Whether a recent national report is expected.")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, help_text=_("Empty: no end is known."))
    status = models.TextField(_("status"), choices=ResourceStatus, default=ResourceStatus.DRAFT)
    exercise = models.BooleanField(_("exercise"), default=False, help_text=_("Invented, for training."))
    evidence = models.TextField(_("evidence"), choices=Evidence, default=Evidence.OURS, help_text=_("How sure."))
    source = models.TextField(_("source"), blank=True, help_text=_("Where it was seen."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("created by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, help_text=_("Last said to be right."))
    nudged_on = models.DateField(_("reminded"), null=True, blank=True, help_text=_("Last reminder to its owner."))

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="assistance_resource_period",
            ),
            models.CheckConstraint(
                condition=(Q(amount__isnull=True) | Q(amount__gte=0))
                & (Q(per_project__isnull=True) | Q(per_project__gte=0))
                & (Q(per_state__isnull=True) | Q(per_state__gte=0)),
                name="assistance_resource_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Call(models.Model):
    """A call for applications of a resource, open from one day to another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="calls", verbose_name=_("resource"))
    title = models.TextField(_("title"))
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"))
    priorities = models.TextField(_("priorities"), blank=True)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-opens_on"]
        constraints = [
            models.CheckConstraint(condition=Q(opens_on__lte=F("closes_on")), name="assistance_call_period"),
            models.UniqueConstraint(fields=["resource", "opens_on"], name="assistance_call_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Rate(models.Model):
    """What one US dollar costs in a currency on a day; amounts in other currencies need a rate."""

    currency = models.CharField(_("currency"), max_length=3, help_text=_("ISO 4217."))
    on = models.DateField(_("day"))
    per_dollar = models.DecimalField(_("per US dollar"), max_digits=14, decimal_places=6)
    source = models.TextField(_("source"))

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["currency", "-on"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "on"], name="assistance_rate_once"),
            models.CheckConstraint(condition=Q(per_dollar__gt=0), name="assistance_rate_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.on}"
