"""A match is seen by its other side once that side was contacted, whatever became of it before."""

from django.db import migrations, models

from poaiss.access.rls import ProtectRows

DESK = "poaiss_has('desks', state_id)"
MACHINE = "poaiss_has('audiences', 'machine')"
PARTNER = "(poaiss_has('organisations', organisation_id) OR poaiss_has('desks', donor_state_id))"
STEPPED_BACK = (
    "EXISTS (SELECT 1 FROM assistance_conflict c"
    " WHERE c.match_id = {match} AND poaiss_has('person', c.person_id::text))"
)
OWN = f"{DESK} AND (contacted_at IS NOT NULL OR proposed_by_side = 'recipient')"
DONOR = (
    f"{PARTNER} AND (contacted_at IS NOT NULL OR proposed_by_side = 'donor')"
    f" AND NOT {STEPPED_BACK.format(match='assistance_match.id')}"
)
NEW = (
    f"({DESK} AND proposed_by_side = 'recipient')"
    f" OR ({PARTNER} AND proposed_by_side = 'donor' AND assistance_released('need', need_id)) OR {MACHINE}"
)
SIDES = f"({OWN}) OR ({DONOR})"


def replace(table: str) -> list[migrations.RunSQL]:
    """Drop the policies of TABLE; those of before are not brought back by going back."""
    return [
        migrations.RunSQL(f"DROP POLICY IF EXISTS {table}_{kind} ON {table}", migrations.RunSQL.noop)
        for kind in ("read", "write", "update")
    ]


def within_selection(table: str) -> ProtectRows:
    """Protect a part of a selection from whoever stepped back from the application."""
    own = f"EXISTS (SELECT 1 FROM assistance_selection p WHERE p.id = {table}.selection_id)"
    fair = f"{own} AND NOT {STEPPED_BACK.format(match=f'{table}.match_id')}"
    return ProtectRows(table, read=fair, write=fair)


class Migration(migrations.Migration):
    """Add the time of contact, and state the policies anew."""

    dependencies = [("assistance", "0003_weighing")]
    operations = [
        migrations.AddField(
            "match",
            "contacted_at",
            models.DateTimeField(
                "contacted", null=True, blank=True, help_text="Until then the other side does not see it."
            ),
        ),
        migrations.AddField(
            "match",
            "offered_by_side",
            models.TextField(
                "amount offered by",
                blank=True,
                default="",
                choices=[("recipient", "recipient"), ("donor", "donor")],
                help_text="The other side agrees to it, or offers another.",
            ),
        ),
        migrations.AddField(
            "match",
            "nudged_on",
            models.DateField("reminded", null=True, blank=True, help_text="Last reminder before it expires."),
        ),
        migrations.AddField(
            "resource",
            "nudged_on",
            models.DateField("reminded", null=True, blank=True, help_text="Last reminder to its owner."),
        ),
        migrations.RemoveConstraint("match", "assistance_match_once"),
        migrations.AddConstraint(
            "match",
            models.UniqueConstraint(fields=["need", "resource", "proposed_by_side"], name="assistance_match_once"),
        ),
        *replace("assistance_match"),
        ProtectRows(
            "assistance_match",
            read=f"{SIDES} OR assistance_released('match', id) OR {MACHINE}",
            write=NEW,
            update=f"{SIDES} OR {MACHINE}",
        ),
        *replace("assistance_scoring"),
        *replace("assistance_decision"),
        within_selection("assistance_scoring"),
        within_selection("assistance_decision"),
    ]
