"""Row-level security of drafts and requests; snapshots and signed steps are never changed or removed.

A report is read by its own State; once submitted also by the Secretariat of its world (real or exercise); the
machine's own jobs may read. Answers change only while the report is open, and only by their own State.
"""

from django.db import migrations

from poaiss.access.rls import ProtectRows

OWN = "poaiss_has('states', state_id)"
SECRETARIAT = "(poaiss_has('audiences', 'secretariat') AND poaiss_world(state_id))"
WITH_SECRETARIAT = "status IN ('submitted', 'received', 'returned', 'published')"
MACHINE = "poaiss_has('audiences', 'machine')"
REPORT = "SELECT 1 FROM reporting_nationalreport r WHERE r.id = report_id"

KEPT = """
CREATE FUNCTION reporting_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER reporting_snapshot_kept BEFORE UPDATE OR DELETE ON reporting_snapshot
    FOR EACH ROW EXECUTE FUNCTION reporting_kept();
CREATE TRIGGER reporting_step_kept BEFORE UPDATE OR DELETE ON reporting_step
    FOR EACH ROW EXECUTE FUNCTION reporting_kept();
"""
UNKEPT = """
DROP TRIGGER reporting_step_kept ON reporting_step;
DROP TRIGGER reporting_snapshot_kept ON reporting_snapshot;
DROP FUNCTION reporting_kept();
"""


class Migration(migrations.Migration):
    """Install policies and triggers."""

    dependencies = [("reporting", "0001_initial"), ("access", "0002_functions")]
    operations = [
        ProtectRows(
            "reporting_nationalreport",
            read=f"{OWN} OR {MACHINE} OR ({SECRETARIAT} AND {WITH_SECRETARIAT})",
            write=OWN,
            update=f"{OWN} OR ({SECRETARIAT} AND {WITH_SECRETARIAT})",
        ),
        ProtectRows(
            "reporting_answer",
            read=f"EXISTS ({REPORT})",
            write=f"EXISTS ({REPORT} AND poaiss_has('states', r.state_id) AND r.status IN ('draft', 'amended'))",
        ),
        ProtectRows(
            "reporting_step",
            read=f"EXISTS ({REPORT})",
            write=f"EXISTS ({REPORT})",
        ),
        ProtectRows(
            "reporting_correctionrequest",
            read=f"{OWN} OR {MACHINE} OR {SECRETARIAT} OR status = 'accepted'",  # stands beside the excerpt
            write=OWN,
            update=SECRETARIAT,
        ),
        migrations.RunSQL(KEPT, UNKEPT),
    ]
