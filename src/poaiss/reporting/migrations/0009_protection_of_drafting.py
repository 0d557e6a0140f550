"""Row-level security of what several people write together; history, submissions and receipts never change.

Who sees a draft: the State's reporting roles ("desks") as a whole; officers of an agency the sections assigned to it;
a helper whom the State granted sight; the Secretariat what was submitted, and never the talk about it.
"""

from django.db import migrations

from poaiss.access.rls import ProtectRows

DESK = "poaiss_has('desks', state_id)"
MACHINE = "poaiss_has('audiences', 'machine')"
SECRETARIAT = "(poaiss_has('audiences', 'secretariat') AND poaiss_world(state_id))"
WITH_SECRETARIAT = "status IN ('submitted', 'received', 'returned', 'published')"
OPEN = "r.status IN ('draft', 'amended')"
GRANTED = "poaiss_granted('reporting.nationalreport', {report}::text)"


def report(table: str, *conditions: str) -> str:
    """Return that the report of a row of TABLE is visible and one of CONDITIONS over it, named r, holds."""
    either = " OR ".join(conditions)
    return f"EXISTS (SELECT 1 FROM reporting_nationalreport r WHERE r.id = {table}.report_id AND ({either}))"


def assigned(table: str, section: str) -> str:
    """Return that the actor's agency was asked for the section that a row of TABLE belongs to."""
    return (
        f"EXISTS (SELECT 1 FROM reporting_assignment a WHERE a.report_id = {table}.report_id"
        f" AND a.ended_at IS NULL AND a.section = {section} AND poaiss_has('agencies', a.agency_id::text))"
    )


def helping(table: str) -> str:
    """Return that the State lets the actor write answers in its report."""
    return (
        f"EXISTS (SELECT 1 FROM reporting_helprequest h WHERE h.report_id = {table}.report_id AND h.may_draft"
        f" AND h.status = 'paired' AND {GRANTED.format(report='h.report_id')})"
    )


ON_DESK = "poaiss_has('desks', r.state_id)"
FROM_PATH = "split_part({table}.path, '/', 1)"


def within(table: str, section: str, *more: str) -> str:
    """Return who reads a row that belongs to a section: the desk, a helper, the agency asked, and MORE."""
    return f"{report(table, ON_DESK, GRANTED.format(report='r.id'), *more)} OR {assigned(table, section)}"


def writing(table: str, section: str) -> str:
    """Return who writes a row that belongs to a section while the report is open."""
    is_open = report(table, OPEN)
    return f"{is_open} AND ({report(table, ON_DESK)} OR {assigned(table, section)} OR {helping(table)})"


def protect(table: str, *, section: str = "", more: tuple[str, ...] = (), write: str = "") -> ProtectRows:
    """Put a table of the drafting room under row-level security."""
    place = section or FROM_PATH.format(table=table)
    return ProtectRows(table, read=within(table, place, *more), write=write or writing(table, place))


NARROW = """
DROP POLICY reporting_nationalreport_read ON reporting_nationalreport;
DROP POLICY reporting_nationalreport_write ON reporting_nationalreport;
DROP POLICY reporting_nationalreport_update ON reporting_nationalreport;
DROP POLICY reporting_answer_read ON reporting_answer;
DROP POLICY reporting_answer_write ON reporting_answer;
DROP POLICY reporting_answer_update ON reporting_answer;
"""
KEPT = """
CREATE TRIGGER reporting_answerrevision_kept BEFORE UPDATE OR DELETE ON reporting_answerrevision
    FOR EACH ROW EXECUTE FUNCTION reporting_kept();
CREATE TRIGGER reporting_submission_kept BEFORE UPDATE OR DELETE ON reporting_submission
    FOR EACH ROW EXECUTE FUNCTION reporting_kept();
CREATE TRIGGER reporting_receipt_kept BEFORE UPDATE OR DELETE ON reporting_receipt
    FOR EACH ROW EXECUTE FUNCTION reporting_kept();
"""
UNKEPT = """
DROP TRIGGER reporting_receipt_kept ON reporting_receipt;
DROP TRIGGER reporting_submission_kept ON reporting_submission;
DROP TRIGGER reporting_answerrevision_kept ON reporting_answerrevision;
"""
ASSIGNED_REPORT = (
    "EXISTS (SELECT 1 FROM reporting_assignment a WHERE a.report_id = reporting_nationalreport.id"
    " AND a.ended_at IS NULL AND poaiss_has('agencies', a.agency_id::text))"
)
READ_REPORT = (
    f"{DESK} OR {MACHINE} OR ({SECRETARIAT} AND {WITH_SECRETARIAT})"
    f" OR {GRANTED.format(report='reporting_nationalreport.id')} OR {ASSIGNED_REPORT}"
)
OFFICE = "poaiss_has('audiences', 'secretariat')"
AUTOMATIC = "poaiss_has('audiences', 'machine')"
TALK = within("reporting_comment", "reporting_comment.section")
SENT = within("reporting_devicesubmission", "''")
OWN_DEVICE = f"poaiss_has('person', person_id::text) OR {MACHINE}"
WORLD = "exercise = (coalesce(nullif(current_setting('poaiss.world', true), ''), 'real') = 'exercise')"
ARCHIVE = f"{MACHINE} OR ({OFFICE} AND {WORLD})"


class Migration(migrations.Migration):
    """Install policies and triggers."""

    dependencies = [("reporting", "0008_earlier_reports"), ("access", "0002_functions")]
    operations = [
        migrations.RunSQL(NARROW, migrations.RunSQL.noop),
        ProtectRows(
            "reporting_assignment",
            read=f"{DESK} OR poaiss_has('agencies', agency_id::text)",
            write=DESK,
            update=f"{DESK} OR (ended_at IS NULL AND poaiss_has('agencies', agency_id::text))",
        ),
        ProtectRows(
            "reporting_helprequest",
            read=f"{DESK} OR {SECRETARIAT} OR poaiss_has('organisations', helper_organisation_id)"
            " OR poaiss_has('desks', helper_state_id)",
            write=DESK,
            update=f"{DESK} OR {SECRETARIAT}",
        ),
        ProtectRows(
            "reporting_nationalreport",
            read=READ_REPORT,
            write=DESK,
            update=f"{DESK} OR ({SECRETARIAT} AND {WITH_SECRETARIAT})",
        ),
        protect("reporting_answer", more=(OFFICE, AUTOMATIC)),
        protect("reporting_answerrevision"),
        protect("reporting_conflict"),
        protect("reporting_attachment", more=(OFFICE, AUTOMATIC)),
        ProtectRows(
            "reporting_answertranslation",
            read="released OR "
            + within("reporting_answertranslation", FROM_PATH.format(table="reporting_answertranslation"), OFFICE),
            write=report("reporting_answertranslation", ON_DESK, GRANTED.format(report="r.id")),
        ),
        ProtectRows("reporting_comment", read=TALK, write=TALK),
        ProtectRows(
            "reporting_comment_mentions",
            read="EXISTS (SELECT 1 FROM reporting_comment c WHERE c.id = comment_id)",
            write="EXISTS (SELECT 1 FROM reporting_comment c WHERE c.id = comment_id)",
        ),
        ProtectRows(
            "reporting_sectionchoice",
            read="EXISTS (SELECT 1 FROM reporting_nationalreport r WHERE r.id = report_id)",
            write=report("reporting_sectionchoice", ON_DESK),
        ),
        ProtectRows("reporting_submission", read=f"{DESK} OR {MACHINE} OR {SECRETARIAT}", write=DESK),
        ProtectRows("reporting_receipt", read="true", write=f"{DESK} OR {MACHINE} OR {SECRETARIAT}"),
        ProtectRows("reporting_devicetoken", read=OWN_DEVICE, write=OWN_DEVICE),
        ProtectRows(
            "reporting_devicesubmission",
            read=f"{SENT} OR poaiss_has('person', by_id::text)",
            write="EXISTS (SELECT 1 FROM reporting_nationalreport r WHERE r.id = report_id)"
            " AND poaiss_has('person', by_id::text)",
        ),
        ProtectRows("reporting_legacydocument", read=ARCHIVE, write=ARCHIVE),
        ProtectRows(
            "reporting_legacycandidate",
            read="EXISTS (SELECT 1 FROM reporting_legacydocument d WHERE d.id = document_id)",
            write="EXISTS (SELECT 1 FROM reporting_legacydocument d WHERE d.id = document_id)",
        ),
        migrations.RunSQL(KEPT, UNKEPT),
    ]
