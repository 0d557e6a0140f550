"""Functions that row-level policies read the actor with."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION poaiss_has(setting text, value text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(value = ANY (string_to_array(nullif(current_setting('poaiss.' || setting, true), ''), ',')), false)
$$;

CREATE FUNCTION poaiss_granted(kind text, identifier text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.access_grant g
        WHERE g.object_type = kind AND g.object_id = identifier AND g.revoked_at IS NULL
          AND (g.expires_at IS NULL OR g.expires_at > now())
          AND (public.poaiss_has('states', g.state_id) OR public.poaiss_has('organisations', g.organisation_id)
               OR public.poaiss_has('agencies', g.agency_id::text) OR public.poaiss_has('person', g.person_id::text))
    )
$$;

CREATE FUNCTION poaiss_world(code text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.directory_state s
        WHERE s.code = $1
          AND coalesce(nullif(current_setting('poaiss.world', true), ''), 'real')
              = CASE WHEN s.kind = 'exercise' THEN 'exercise' ELSE 'real' END
    )
$$;
"""

BACKWARD = """
DROP FUNCTION poaiss_world(text);
DROP FUNCTION poaiss_granted(text, text);
DROP FUNCTION poaiss_has(text, text);
"""


class Migration(migrations.Migration):
    """Create the functions."""

    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
