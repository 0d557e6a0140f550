"""Row-level security of assistance: a State's own desk, the donor's side, and those to whom the State released it."""

from django.db import migrations

from poaiss.access.rls import ProtectRows

DESK = "poaiss_has('desks', state_id)"
MACHINE = "poaiss_has('audiences', 'machine')"
PARTNER = "(poaiss_has('organisations', organisation_id) OR poaiss_has('desks', donor_state_id))"
OWNER = f"poaiss_has('organisations', organisation_id) OR {DESK}"
ADDRESSED = (
    "(poaiss_has('organisations', organisation_id) OR poaiss_has('desks', donor_state_id) OR \"to\" = 'public'"
    " OR (\"to\" = 'states' AND poaiss_has('audiences', 'states') AND poaiss_world(state_id)))"
)
RELEASED = """
CREATE FUNCTION assistance_released(wanted text, key uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM assistance_release r
        WHERE r.part = wanted AND r.object_id = key AND r.ended_at IS NULL
          AND (poaiss_has('organisations', r.organisation_id) OR poaiss_has('desks', r.donor_state_id)
               OR r."to" = 'public'
               OR (r."to" = 'states' AND poaiss_has('audiences', 'states') AND poaiss_world(r.state_id)))
    )
$$;
"""
NEED_RELEASED = "assistance_released('need', need_id)"
FINAL = "status IN ('signed', 'replaced')"


def on_desk(table: str, column: str, parent: str) -> str:
    """Return that the row of PARENT to which COLUMN of TABLE points belongs to the actor's State."""
    return f"EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {table}.{column} AND poaiss_has('desks', p.state_id))"


def seen(table: str, column: str, parent: str) -> str:
    """Return that the row of PARENT is seen at all: its own policy decides."""
    return f"EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {table}.{column})"


def on_side(table: str, column: str, parent: str) -> str:
    """Return that the actor stands on one of the two sides of the row of PARENT."""
    return (
        f"EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {table}.{column} AND (poaiss_has('desks', p.state_id)"
        " OR poaiss_has('organisations', p.organisation_id) OR poaiss_has('desks', p.donor_state_id)))"
    )


def within_proposal(table: str) -> ProtectRows:
    """Protect a part of a proposal: seen with it, written by the State."""
    own = on_desk(table, "proposal_id", "assistance_proposal")
    return ProtectRows(table, read=seen(table, "proposal_id", "assistance_proposal"), write=own)


def within_project(table: str) -> ProtectRows:
    """Protect a part of a project: seen with it, written by its sides or by an import."""
    side = on_side(table, "project_id", "assistance_project")
    return ProtectRows(table, read=seen(table, "project_id", "assistance_project"), write=f"{side} OR {MACHINE}")


def within_selection(table: str) -> ProtectRows:
    """Protect a part of a selection: its committee's organisation alone."""
    own = seen(table, "selection_id", "assistance_selection")
    return ProtectRows(table, read=own, write=own)


OWN_STEP = f"{DESK} AND (status <> 'proposed' OR proposed_by_side = 'recipient')"
DONOR_STEP = f"{PARTNER} AND (status <> 'proposed' OR proposed_by_side = 'donor')"
SHARED = "status = 'shared'"
ASSESSMENT = (
    f"({DESK} AND (side = 'recipient' OR {SHARED})) OR ({PARTNER} AND (side = 'donor' OR {SHARED}))"
    f" OR ({SHARED} AND consents_public AND other_consents)"
)
CHILD_OF_OUTPUT = (
    "EXISTS (SELECT 1 FROM assistance_output o JOIN assistance_proposal p ON p.id = o.proposal_id"
    " WHERE o.id = assistance_activity.output_id{own})"
)
MEASURED = (
    "EXISTS (SELECT 1 FROM assistance_projectindicator i JOIN assistance_project p ON p.id = i.project_id"
    " WHERE i.id = assistance_measurement.indicator_id{own})"
)
SIDE_OF_P = (
    " AND (poaiss_has('desks', p.state_id) OR poaiss_has('organisations', p.organisation_id)"
    " OR poaiss_has('desks', p.donor_state_id))"
)


class Migration(migrations.Migration):
    """Install the function and the policies."""

    dependencies = [("assistance", "0001_initial"), ("access", "0002_functions"), ("directory", "0002_region")]
    operations = [
        migrations.RunSQL(RELEASED, "DROP FUNCTION assistance_released(text, uuid)"),
        ProtectRows("assistance_release", read=f"{DESK} OR {ADDRESSED}", write=DESK),
        ProtectRows("assistance_need", read=f"{DESK} OR assistance_released('need', id)", write=DESK),
        ProtectRows("assistance_annex", read=f"{DESK} OR assistance_released('annex', id)", write=DESK),
        ProtectRows(
            "assistance_dialoguemessage",
            read=f"{DESK} OR ({PARTNER} AND {NEED_RELEASED})",
            write=f"{DESK} OR ({PARTNER} AND {NEED_RELEASED})",
            update="false",
        ),
        ProtectRows(
            "assistance_roadmap",
            read=f"{DESK} OR poaiss_has('organisations', organisation_id)",
            write=f"{DESK} OR (poaiss_has('organisations', organisation_id) AND {NEED_RELEASED})",
        ),
        ProtectRows("assistance_proposal", read=f"{DESK} OR ({FINAL} AND {NEED_RELEASED})", write=DESK),
        within_proposal("assistance_output"),
        within_proposal("assistance_indicator"),
        within_proposal("assistance_budgetline"),
        within_proposal("assistance_risk"),
        ProtectRows(
            "assistance_activity",
            read=CHILD_OF_OUTPUT.format(own=""),
            write=CHILD_OF_OUTPUT.format(own=" AND poaiss_has('desks', p.state_id)"),
        ),
        ProtectRows(
            "assistance_signoff",
            read=f"{DESK} OR poaiss_has('agencies', agency_id::text)",
            write=f"{DESK} OR poaiss_has('agencies', agency_id::text)",
            update="false",
        ),
        ProtectRows(
            "assistance_resource", read=f"status <> 'draft' OR {OWNER} OR {MACHINE}", write=f"{OWNER} OR {MACHINE}"
        ),
        ProtectRows(
            "assistance_call",
            read=seen("assistance_call", "resource_id", "assistance_resource"),
            write="EXISTS (SELECT 1 FROM assistance_resource p WHERE p.id = assistance_call.resource_id AND "
            f"(poaiss_has('organisations', p.organisation_id) OR poaiss_has('desks', p.state_id) OR {MACHINE}))",
        ),
        ProtectRows(
            "assistance_match",
            read=f"({OWN_STEP}) OR ({DONOR_STEP}) OR assistance_released('match', id) OR {MACHINE}",
            write=f"{DESK} OR {PARTNER} OR {MACHINE}",
        ),
        ProtectRows(
            "assistance_matchstep",
            read=on_side("assistance_matchstep", "match_id", "assistance_match") + f" OR {MACHINE}",
            write=on_side("assistance_matchstep", "match_id", "assistance_match") + f" OR {MACHINE}",
            update="false",
        ),
        ProtectRows(
            "assistance_project",
            read=f"{DESK} OR {PARTNER} OR assistance_released('project', id) OR iati_identifier <> '' OR {MACHINE}",
            write=f"{DESK} OR {PARTNER} OR {MACHINE}",
        ),
        within_project("assistance_milestone"),
        within_project("assistance_projectindicator"),
        within_project("assistance_transaction"),
        ProtectRows("assistance_measurement", read=MEASURED.format(own=""), write=MEASURED.format(own=SIDE_OF_P)),
        ProtectRows(
            "assistance_projectdocument",
            read=on_side("assistance_projectdocument", "project_id", "assistance_project"),
            write=on_side("assistance_projectdocument", "project_id", "assistance_project"),
        ),
        ProtectRows("assistance_assessment", read=ASSESSMENT, write=f"{DESK} OR {PARTNER}"),
        ProtectRows(
            "assistance_selection",
            read="poaiss_has('organisations', organisation_id)",
            write="poaiss_has('organisations', organisation_id)",
        ),
        within_selection("assistance_conflict"),
        within_selection("assistance_scoring"),
        within_selection("assistance_decision"),
    ]
