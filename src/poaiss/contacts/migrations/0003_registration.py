"""The Secretariat registers a note verbale that reached it on paper: a first-time State has nobody here to do it."""

from django.db import migrations

OWN = "poaiss_has('states', state_id)"
RECEIVED = f"{OWN} OR (poaiss_has('audiences', 'secretariat') AND poaiss_world(state_id))"


def policy(condition: str) -> str:
    """Return the SQL that lets designations be written under CONDITION."""
    return f"""
        DROP POLICY contacts_designation_write ON contacts_designation;
        CREATE POLICY contacts_designation_write ON contacts_designation FOR INSERT WITH CHECK ({condition});
    """


class Migration(migrations.Migration):
    """Let the Secretariat of the State's world insert a designation."""

    dependencies = [("contacts", "0002_rows")]
    operations = [migrations.RunSQL(policy(RECEIVED), policy(OWN))]
