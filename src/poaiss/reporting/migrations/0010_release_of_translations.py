"""The Secretariat publishes a report as its State chose; with it, the translations of what became public."""

from django.db import migrations

TABLE = "reporting_answertranslation"
REPORT = f"SELECT 1 FROM reporting_nationalreport r WHERE r.id = {TABLE}.report_id"
STATE = "poaiss_has('desks', r.state_id) OR poaiss_granted('reporting.nationalreport', r.id::text)"
OFFICE = (
    "poaiss_has('audiences', 'secretariat') AND poaiss_world(r.state_id)"
    " AND r.status IN ('submitted', 'received', 'returned', 'published')"
)
BEFORE = f"EXISTS ({REPORT} AND ({STATE}))"
AFTER = f"EXISTS ({REPORT} AND ({STATE} OR ({OFFICE})))"


def policy(condition: str) -> str:
    """Return the statements that put an update of a translation under a condition."""
    return f"""
        DROP POLICY {TABLE}_update ON {TABLE};
        CREATE POLICY {TABLE}_update ON {TABLE} FOR UPDATE USING ({condition}) WITH CHECK ({condition});
    """


class Migration(migrations.Migration):
    """Let the publication of a report set whether a translation is released."""

    dependencies = [("reporting", "0009_protection_of_drafting")]
    operations = [migrations.RunSQL(policy(AFTER), policy(BEFORE))]
