"""Offices and their particulars, each particular with an audience of its own (D1-D3)."""

import calendar
import datetime as dt
import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.enums import Audience
from poaiss.contacts.enums import (
    DUTY_LINE_AUDIENCES,
    NOTIFIED_KINDS,
    DetailKind,
    OfficeKind,
    Speciality,
)
from poaiss.directory.models import Agency, Organisation, State


class Office(models.Model):
    """An office that others can turn to, whoever holds it (outcome document ¶14, 28c)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField(_("kind"), choices=OfficeKind, help_text=_("What the office is contacted for."))
    state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("State")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name=_("organisation"),
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("agency")
    )
    name = models.TextField(_("name of the office"), help_text=_("As the State writes it."))
    speciality = models.TextField(
        _("speciality"), choices=Speciality, blank=True, help_text=_("What a technical contact answers for.")
    )
    languages = models.JSONField(
        _("languages"), default=list, blank=True, help_text=_("UN languages in which the office can be written to.")
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", help_text=_("IANA name."))
    hidden = models.BooleanField(_("hidden"), default=False, help_text=_("Seen by its own State alone."))
    confirmed_on = models.DateField(
        _("last confirmed"), null=True, blank=True, help_text=_("When the particulars were last confirmed.")
    )
    confirm_every_months = models.PositiveSmallIntegerField(
        _("months between confirmations"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text=_("How often the particulars are confirmed."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, help_text=_("Empty: exists."))

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["state", "kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=OfficeKind.REGIONAL, organisation__isnull=False, state__isnull=True)
                | (~Q(kind=OfficeKind.REGIONAL) & Q(organisation__isnull=True, state__isnull=False)),
                name="contacts_office_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(agency__isnull=True), name="contacts_office_agency_of_state"
            ),
            models.UniqueConstraint(
                fields=["state", "kind"],
                condition=Q(kind__in=NOTIFIED_KINDS, closed_on__isnull=True),
                name="contacts_office_one_of_each",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """The audit chain that events of this office belong to."""
        return self.state_id or ""

    @property
    def is_hidden(self) -> bool:
        """Whether only its own State sees it: so chosen, or an agency that is hidden."""
        return self.hidden or bool(self.agency and self.agency.hidden)

    @property
    def due_on(self) -> dt.date:
        """The day on which the next confirmation is due (D4)."""
        start = self.confirmed_on or self.created_at.date()
        years, month = divmod(start.month - 1 + self.confirm_every_months, 12)
        last = calendar.monthrange(start.year + years, month + 1)[1]
        return dt.date(start.year + years, month + 1, min(start.day, last))


class Detail(models.Model):
    """One particular of an office with its own audience (D3)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="details", verbose_name=_("office"))
    kind = models.TextField(_("kind"), choices=DetailKind)
    value = models.TextField(_("content"), help_text=_("The address, number or text."))
    audience = models.TextField(_("audience"), choices=Audience, help_text=_("Who may see it."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order within the kind."))
    ended_on = models.DateField(_("no longer valid since"), null=True, blank=True, help_text=_("Empty: valid."))

    class Meta:
        verbose_name = _("particular")
        verbose_name_plural = _("particulars")
        ordering = ["office", "position", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=DetailKind.DUTY_LINE) | Q(audience__in=DUTY_LINE_AUDIENCES),
                name="contacts_detail_duty_line_hidden",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
