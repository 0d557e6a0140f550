"""People, the capacities in which they act, invitations and notifications."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.enums import INSTALLATION_ROLES, ORGANISATION_ROLES, STATE_ROLES, Role
from poaiss.common.clock import now
from poaiss.directory.models import Agency, Organisation, State


class People(BaseUserManager["Person"]):
    """Manager that finds a person by e-mail address in any case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Create a person; without a password nobody can sign in as that person."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with this e-mail address."""
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """A person who can sign in; rights come from memberships, never from the person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True, help_text=_("In lower case; used to sign in."))
    name = models.TextField(_("name"), help_text=_("As the person writes it."))
    language = models.CharField(_("language"), max_length=7, default="en", help_text=_("Language of e-mails."))
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", help_text=_("IANA name."))
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Off: cannot sign in."))
    exercise = models.BooleanField(_("exercise"), default=False, help_text=_("Invented, for training and testing."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["email"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A capacity: a role held for a State (and agency), an organisation, or the installation, for a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person"))
    role = models.TextField(_("role"), choices=Role, help_text=_("What the person may do."))
    state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("State")
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("agency")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    vetted = models.BooleanField(
        _("vetted"), default=False, help_text=_("The State vouches that this officer may receive operational details.")
    )
    given_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("given by")
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, help_text=_("Empty: in force."))
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=STATE_ROLES, state__isnull=False, organisation__isnull=True)
                | Q(role__in=ORGANISATION_ROLES, organisation__isnull=False, state__isnull=True, agency__isnull=True)
                | Q(role__in=INSTALLATION_ROLES, state__isnull=True, organisation__isnull=True, agency__isnull=True),
                name="accounts_membership_scope_fits_role",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.AGENCY_OFFICER) | Q(agency__isnull=False),
                name="accounts_membership_officer_has_agency",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="accounts_membership_ended_pair",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "state", "agency", "organisation"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="accounts_membership_once",
            ),
        ]

    def __str__(self) -> str:
        scope = self.state_id or self.organisation_id
        return f"{self.get_role_display()}, {scope}" if scope else str(self.get_role_display())


class Invitation(models.Model):
    """An invitation to a capacity; accounts exist by invitation alone (S1). Only the token's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), help_text=_("Where the link is sent."))
    name = models.TextField(_("name"), blank=True, help_text=_("As far as known."))
    language = models.CharField(_("language"), max_length=7, default="en", help_text=_("Language of the e-mail."))
    role = models.TextField(_("role"), choices=Role)
    state = models.ForeignKey(State, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("State"))
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("agency"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("organisation")
    )
    token_hash = models.CharField(_("token"), max_length=64, unique=True, help_text=_("SHA-256 of the token."))
    invited_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="invitations_sent", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), help_text=_("After this the link no longer works."))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("accepted by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, help_text=_("When the last e-mail left."))
    failure = models.TextField(_("failure"), blank=True, help_text=_("Why the e-mail could not be sent."))

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accounts_invitation_accepted_pair",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"

    @property
    def is_expired(self) -> bool:
        """Whether the time of an invitation that nobody answered is over."""
        return self.accepted_at is None and self.expires_at <= now()

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and not self.is_expired

    def beside(self) -> models.QuerySet["Invitation"]:
        """The other roles of the same State to which the same person invited the same address, still open."""
        if self.state_id is None:
            return Invitation.objects.none()
        waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now())
        same = waiting.filter(email=self.email, state=self.state_id, invited_by=self.invited_by_id)
        return same.exclude(pk=self.pk)


class Notification(models.Model):
    """Something that a person should know, shown in the workspace and sent by e-mail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notifications", verbose_name=_("person"))
    event = models.TextField(_("event"), help_text=_("Name of the event, such as contacts.confirmation-due."))
    subject = models.TextField(_("subject"), help_text=_("One line, in the person's language."))
    body = models.TextField(_("text"), blank=True, help_text=_("Plain text, in the person's language."))
    path = models.TextField(_("page"), blank=True, help_text=_("Where to go, a path of this site."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, help_text=_("When the e-mail left."))
    failure = models.TextField(_("failure"), blank=True, help_text=_("Why the e-mail could not be sent."))

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.subject
