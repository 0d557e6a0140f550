"""Row-level security of good practices: the State's reporting roles and the Secretariat of its world see them.

The Secretariat may ask; what was decided is written by the State alone.
"""

from django.db import migrations

from poaiss.access.rls import ProtectRows

DESK = "poaiss_has('desks', state_id)"
SECRETARIAT = "(poaiss_has('audiences', 'secretariat') AND poaiss_world(state_id))"


class Migration(migrations.Migration):
    """Install the policies."""

    dependencies = [("analysis", "0004_practices"), ("access", "0002_functions")]
    operations = [
        ProtectRows(
            "analysis_practice",
            read=f"{DESK} OR {SECRETARIAT}",
            write=f"({DESK} AND asked_at IS NULL) OR ({SECRETARIAT} AND decision = 'waiting')",
            update=DESK,
        )
    ]
