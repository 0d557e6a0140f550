"""Terms of office, and how a holder is notified by the mission (D2, D5)."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from poaiss.access.enums import Audience
from poaiss.accounts.models import Invitation, Person
from poaiss.contacts.enums import (
    MOST_DEPUTIES,
    Capacity,
    DesignationStatus,
    VerificationMethod,
)
from poaiss.contacts.models.offices import Office
from poaiss.directory.models import State


class Term(models.Model):
    """A person's time as holder or deputy of an office; the name has an audience of its own (D2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="terms", verbose_name=_("office"))
    capacity = models.TextField(_("capacity"), choices=Capacity, default=Capacity.HOLDER)
    position = models.PositiveSmallIntegerField(
        _("position"), default=1, help_text=_("Order in which deputies take over, from 1.")
    )
    name = models.TextField(_("name"), help_text=_("As the person writes it."))
    title = models.TextField(_("title"), blank=True, help_text=_("Rank or function."))
    audience = models.TextField(
        _("audience"), choices=Audience, default=Audience.STATES, help_text=_("Who may see the name.")
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_terms",
        verbose_name=_("person who signs in"),
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("invitation")
    )
    starts_on = models.DateField(_("from"), help_text=_("First day of the term."))
    until = models.DateField(_("foreseen until"), null=True, blank=True, help_text=_("If the term is limited."))
    ended_on = models.DateField(_("ended on"), null=True, blank=True, help_text=_("Empty: in office."))
    acting_since = models.DateField(
        _("acting since"), null=True, blank=True, help_text=_("A deputy who has taken over; empty: has not.")
    )

    class Meta:
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")
        ordering = ["office", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(capacity=Capacity.HOLDER, ended_on__isnull=True),
                name="contacts_term_one_holder",
            ),
            models.UniqueConstraint(
                fields=["office", "position"],
                condition=Q(capacity=Capacity.DEPUTY, ended_on__isnull=True),
                name="contacts_term_deputy_position_once",
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_DEPUTIES), name="contacts_term_few_deputies"
            ),
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(acting_since__isnull=False, ended_on__isnull=True),
                name="contacts_term_one_acting",
            ),
            models.CheckConstraint(
                condition=Q(acting_since__isnull=True) | Q(capacity=Capacity.DEPUTY),
                name="contacts_term_deputy_acts",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                name="contacts_term_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_capacity_display())

    @property
    def signs_in_as(self) -> Person | None:
        """The account of the person: linked, or made by accepting the invitation."""
        return self.person or (self.invitation.accepted_by if self.invitation else None)

    @property
    def account_id(self) -> str:
        """The identifier of that account; empty when nobody can sign in."""
        found = self.person_id or (self.invitation.accepted_by_id if self.invitation else None)
        return str(found or "")


class Designation(models.Model):
    """A holder notified by the permanent mission with its note verbale (D5; outcome document ¶28c)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="designations", verbose_name=_("office"))
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="designations", verbose_name=_("State"))
    status = models.TextField(_("status"), choices=DesignationStatus, default=DesignationStatus.NOTIFIED)
    holder_name = models.TextField(_("name of the new holder"), help_text=_("As the person writes it."))
    holder_title = models.TextField(_("title"), blank=True, help_text=_("Rank or function."))
    holder_email = models.EmailField(_("e-mail address of the new holder"), help_text=_("For the invitation."))
    holder_language = models.CharField(_("language"), max_length=7, default="en", help_text=_("Language of e-mails."))
    holder_audience = models.TextField(
        _("audience"), choices=Audience, default=Audience.STATES, help_text=_("Who may see the name.")
    )
    starts_on = models.DateField(_("takes office on"), help_text=_("First day of the term."))
    note_number = models.TextField(_("number of the note verbale"), help_text=_("As it stands on the note."))
    note_date = models.DateField(_("date of the note verbale"))
    note_file = models.FileField(_("note verbale"), upload_to="contacts/notes", max_length=200)
    note_name = models.TextField(_("name of the file"), help_text=_("As it was uploaded."))
    note_type = models.TextField(_("type of the file"), help_text=_("Found from its content."))
    note_sha256 = models.CharField(_("SHA-256"), max_length=64, help_text=_("Of the file."))
    notified_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("notified by"))
    notified_at = models.DateTimeField(_("notified"))
    verified_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verified by")
    )
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    method = models.TextField(
        _("how it was verified"), choices=VerificationMethod, blank=True, help_text=_("How authenticity was checked.")
    )
    method_note = models.TextField(_("remarks on the verification"), blank=True)
    returned_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("returned by")
    )
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True)
    remarks = models.TextField(_("remarks"), blank=True, help_text=_("Why authenticity was not established."))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    in_force_at = models.DateTimeField(_("in force"), null=True, blank=True)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("invitation")
    )
    term = models.OneToOneField(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="designation", verbose_name=_("term")
    )

    class Meta:
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        ordering = ["-notified_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True, verified_by__isnull=True, method="")
                | (Q(verified_at__isnull=False, verified_by__isnull=False) & ~Q(method="")),
                name="contacts_designation_verified_pair",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned_by__isnull=True)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="contacts_designation_returned_pair",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[DesignationStatus.IN_FORCE, DesignationStatus.SUPERSEDED])
                | Q(in_force_at__isnull=False, term__isnull=False),
                name="contacts_designation_in_force_has_term",
            ),
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(status__in=[DesignationStatus.NOTIFIED, DesignationStatus.VERIFIED]),
                name="contacts_designation_one_pending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state_id} {self.note_number}"
