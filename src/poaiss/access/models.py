"""Grants: a State lets a named State, organisation, agency or person see one of its records, for a time."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from poaiss.accounts.models import Person
from poaiss.directory.models import Agency, Organisation, State


class Grant(models.Model):
    """Sight of one record, given by its owner to exactly one grantee; revocable, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    object_type = models.TextField(_("kind of object"), help_text=_("Such as contacts.detail."))
    object_id = models.TextField(_("object"), help_text=_("Identifier of the object."))
    owner = models.ForeignKey(State, on_delete=models.PROTECT, related_name="grants_given", verbose_name=_("owner"))
    state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("State")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("organisation")
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("agency"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("person"))
    purpose = models.TextField(_("purpose"), blank=True, help_text=_("Why; shown to both sides."))
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("given by"))
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True, help_text=_("Empty: until revoked."))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revoked by")
    )

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["-given_at"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="access_grant_object")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__isnull=False, organisation__isnull=True, agency__isnull=True, person__isnull=True)
                | Q(state__isnull=True, organisation__isnull=False, agency__isnull=True, person__isnull=True)
                | Q(state__isnull=True, organisation__isnull=True, agency__isnull=False, person__isnull=True)
                | Q(state__isnull=True, organisation__isnull=True, agency__isnull=True, person__isnull=False),
                name="access_grant_one_grantee",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="access_grant_revoked_pair",
            ),
        ]

    def __str__(self) -> str:
        grantee = self.state_id or self.organisation_id or self.agency_id or self.person_id
        return f"{self.object_type} {self.object_id}: {grantee}"
