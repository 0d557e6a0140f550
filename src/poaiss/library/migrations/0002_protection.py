"""Row-level security: an entry is its State's own until it is released; nobody deletes one."""

from django.db import migrations

from poaiss.access.rls import ProtectRows

MACHINE = "poaiss_has('audiences', 'machine')"
OWN = f"poaiss_has('desks', state_id) OR poaiss_has('person', created_by_id::text) OR {MACHINE}"


class Migration(migrations.Migration):
    """Install the policies."""

    dependencies = [("library", "0001_initial"), ("access", "0002_functions")]
    operations = [ProtectRows("library_entry", read=f"audience = 'public' OR {OWN}", write=OWN)]
