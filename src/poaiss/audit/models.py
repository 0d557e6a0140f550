"""The audit log: append-only entries, each chained to the one before by a hash that the database computes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from poaiss.audit.enums import Kind, Outcome


class Entry(models.Model):
    """Who did what to which object, by value: an entry outlives all that it names.

    ``number``, ``at``, ``previous_hash`` and ``hash`` are set by a trigger of the database, whatever
    the application sends; changing or deleting an entry is refused by another.
    """

    chain = models.TextField(_("chain"), help_text=_("Code of the State concerned, or 'system'."))
    number = models.PositiveBigIntegerField(_("number"), default=0, help_text=_("Position in its chain, from 1."))
    at = models.DateTimeField(_("time"), help_text=_("The database's clock."), auto_now_add=True)
    kind = models.TextField(_("kind"), choices=Kind, help_text=_("What sort of event this is."))
    action = models.TextField(_("action"), help_text=_("Name of the rule or the action, such as contacts.designate."))
    outcome = models.TextField(_("outcome"), choices=Outcome, help_text=_("Done or refused."))
    actor_id = models.TextField(_("actor"), blank=True, help_text=_("Identifier of the person; empty for the machine."))
    actor_name = models.TextField(_("name"), blank=True, help_text=_("Name of the person at that time."))
    actor_capacity = models.TextField(_("capacity"), blank=True, help_text=_("In which capacity the person acted."))
    object_type = models.TextField(_("kind of object"), blank=True, help_text=_("Such as contacts.office."))
    object_id = models.TextField(_("object"), blank=True, help_text=_("Identifier of the object."))
    object_name = models.TextField(_("name of the object"), blank=True, help_text=_("How it was called at that time."))
    details = models.JSONField(_("details"), default=dict, blank=True, help_text=_("Facts of the event; no secrets."))
    previous_hash = models.TextField(
        _("previous hash"), default="", blank=True, help_text=_("Hash of the entry before.")
    )
    hash = models.TextField(_("hash"), default="", help_text=_("SHA-256 over this entry and the previous hash."))

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="audit_entry_number_once")]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_entry_object")]

    def __str__(self) -> str:
        return f"{self.chain}:{self.number} {self.action}"
