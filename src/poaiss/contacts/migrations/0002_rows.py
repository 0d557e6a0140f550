"""Row-level security: each particular, term, designation and message is refused by the database itself (S2, D3)."""

from django.db import migrations

from poaiss.access.rls import ProtectRows

FUNCTIONS = """
CREATE FUNCTION contacts_owns(state text, organisation text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT public.poaiss_has('states', state) OR public.poaiss_has('organisations', organisation)
$$;

CREATE FUNCTION contacts_same_world(state text, organisation text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN state IS NOT NULL THEN public.poaiss_world(state) ELSE EXISTS (
        SELECT 1 FROM public.directory_organisation o
        WHERE o.code = $2
          AND o.exercise = (coalesce(nullif(current_setting('poaiss.world', true), ''), 'real') = 'exercise')
    ) END
$$;

CREATE FUNCTION contacts_answers_for(office uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH holders AS (
        SELECT coalesce(t.person_id, i.accepted_by_id)::text AS person
        FROM public.contacts_term t LEFT JOIN public.accounts_invitation i ON i.id = t.invitation_id
        WHERE t.office_id = $1 AND t.ended_on IS NULL AND coalesce(t.person_id, i.accepted_by_id) IS NOT NULL
    )
    SELECT EXISTS (SELECT 1 FROM holders WHERE public.poaiss_has('person', person))
        OR (NOT EXISTS (SELECT 1 FROM holders) AND EXISTS (
            SELECT 1 FROM public.contacts_office o JOIN public.accounts_membership m
              ON (m.role = 'mission' AND m.state_id = o.state_id)
              OR (m.role = 'regional_centre' AND m.organisation_id = o.organisation_id)
            WHERE o.id = $1 AND m.ended_at IS NULL AND public.poaiss_has('person', m.person_id::text)
        ))
$$;
"""

DROP = """
DROP FUNCTION contacts_answers_for(uuid);
DROP FUNCTION contacts_same_world(text, text);
DROP FUNCTION contacts_owns(text, text);
"""

MACHINE = "poaiss_has('audiences', 'machine')"
OFFICE_OWN = f"contacts_owns(state_id, organisation_id) OR {MACHINE}"
OFFICE_READ = f"""{OFFICE_OWN}
    OR (NOT hidden AND NOT EXISTS (SELECT 1 FROM directory_agency a WHERE a.id = agency_id AND a.hidden))
    OR (contacts_same_world(state_id, organisation_id) AND poaiss_granted('contacts.office', id::text))"""


def of_office(table: str, condition: str) -> str:
    """Return a condition on the office of a row, which must itself be seen."""
    return f"EXISTS (SELECT 1 FROM contacts_office o WHERE o.id = {table}.office_id AND ({condition}))"


def own(table: str) -> str:
    """Return the condition that the row's office is the actor's own, or that the machine is at its jobs."""
    return of_office(table, f"contacts_owns(o.state_id, o.organisation_id) OR {MACHINE}")


def by_audience(table: str, kind: str) -> str:
    """Return the condition that the actor belongs to the audience of the row."""
    seen = f"""contacts_owns(o.state_id, o.organisation_id) OR {MACHINE} OR ({table}.ended_on IS NULL AND (
        {table}.audience = 'public' OR (contacts_same_world(o.state_id, o.organisation_id) AND (
            ({table}.audience = 'states' AND poaiss_has('audiences', 'states'))
            OR ({table}.audience = 'vetted' AND poaiss_has('audiences', 'vetted'))
            OR ({table}.audience = 'named' AND poaiss_granted('{kind}', {table}.id::text))))))"""
    return of_office(table, seen)


def own_or_secretariat(table: str) -> str:
    """Return the condition that the row's office is the actor's own, or that the Secretariat of its world asks."""
    return of_office(
        table,
        f"""contacts_owns(o.state_id, o.organisation_id) OR {MACHINE}
        OR (poaiss_has('audiences', 'secretariat') AND contacts_same_world(o.state_id, o.organisation_id))""",
    )


DESIGNATION = f"""poaiss_has('states', state_id) OR {MACHINE}
    OR (poaiss_has('audiences', 'secretariat') AND poaiss_world(state_id))"""
THREAD = "poaiss_has('person', started_by_id::text) OR contacts_answers_for(office_id)"
IN_THREAD = "EXISTS (SELECT 1 FROM contacts_thread t WHERE t.id = thread_id)"
ONBOARDING = f"""EXISTS (SELECT 1 FROM contacts_term t JOIN contacts_office o ON o.id = t.office_id
    WHERE t.id = term_id AND contacts_owns(o.state_id, o.organisation_id)) OR {MACHINE}"""


class Migration(migrations.Migration):
    """Put the tables under row-level security."""

    dependencies = [("contacts", "0001_initial"), ("access", "0002_functions")]
    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        ProtectRows("contacts_office", read=OFFICE_READ, write=OFFICE_OWN),
        ProtectRows(
            "contacts_detail", read=by_audience("contacts_detail", "contacts.detail"), write=own("contacts_detail")
        ),
        ProtectRows("contacts_term", read=by_audience("contacts_term", "contacts.term"), write=own("contacts_term")),
        ProtectRows(
            "contacts_designation", read=DESIGNATION, write="poaiss_has('states', state_id)", update=DESIGNATION
        ),
        ProtectRows(
            "contacts_confirmation",
            read=own_or_secretariat("contacts_confirmation"),
            write=own("contacts_confirmation"),
        ),
        ProtectRows("contacts_reminder", read=own_or_secretariat("contacts_reminder"), write=own("contacts_reminder")),
        ProtectRows("contacts_thread", read=THREAD, write="poaiss_has('person', started_by_id::text)", update=THREAD),
        ProtectRows(
            "contacts_message",
            read=IN_THREAD,
            write=f"poaiss_has('person', written_by_id::text) AND {IN_THREAD}",
        ),
        ProtectRows("contacts_reading", read=IN_THREAD, write=f"poaiss_has('person', person_id::text) AND {IN_THREAD}"),
        ProtectRows(
            "contacts_handovernote",
            read="poaiss_has('person', written_by_id::text) OR contacts_answers_for(office_id)",
            write="poaiss_has('person', written_by_id::text) AND contacts_answers_for(office_id)",
        ),
        ProtectRows("contacts_onboardingmark", read=ONBOARDING, write=ONBOARDING),
    ]
