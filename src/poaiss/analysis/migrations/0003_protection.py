"""Row-level security of what a State keeps for its own analysis: its reporting roles ("desks") alone see it.

Neither the Secretariat nor the machine is let in. What another State declared about transfers with one's own shows
while both consent; invented declarations are taken for exercise States alone.
"""

from django.db import migrations

from poaiss.access.rls import ProtectRows

DESK = "poaiss_has('desks', state_id)"
PARTNER = "poaiss_has('desks', partner_id)"
MACHINE = "poaiss_has('audiences', 'machine')"
BOTH_CONSENT = (
    "EXISTS (SELECT 1 FROM analysis_mirrorconsent own JOIN analysis_mirrorconsent theirs"
    " ON theirs.state_id = own.partner_id AND theirs.partner_id = own.state_id"
    " WHERE own.ended_at IS NULL AND theirs.ended_at IS NULL AND poaiss_has('desks', own.state_id)"
    " AND own.state_id = analysis_transferdeclaration.partner_id"
    " AND own.partner_id = analysis_transferdeclaration.state_id)"
)
EXERCISE = (
    "EXISTS (SELECT 1 FROM directory_state s WHERE s.code = state_id AND s.kind = 'exercise')"
    " AND EXISTS (SELECT 1 FROM directory_state s WHERE s.code = partner_id AND s.kind = 'exercise')"
)


class Migration(migrations.Migration):
    """Install policies."""

    dependencies = [("analysis", "0002_own"), ("access", "0002_functions"), ("directory", "0002_region")]
    operations = [
        ProtectRows("analysis_scorechoice", read=DESK, write=DESK),
        ProtectRows("analysis_explanation", read=DESK, write=DESK, update="false"),
        ProtectRows("analysis_mirrorconsent", read=f"{DESK} OR {PARTNER}", write=DESK),
        ProtectRows(
            "analysis_transferdeclaration",
            read=f"{DESK} OR {MACHINE} OR {BOTH_CONSENT}",
            write=f"{MACHINE} AND {EXERCISE}",
        ),
    ]
