"""Triggers: the chain is computed by the database; entries are never changed or removed."""

from django.db import migrations

CHAIN = r"""
CREATE FUNCTION audit_part(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT octet_length(convert_to(coalesce(value, ''), 'UTF8')) || ':' || coalesce(value, '')
$$;

CREATE FUNCTION audit_canonical(e audit_entry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT public.audit_part(e.previous_hash) || public.audit_part(e.chain) || public.audit_part(e.number::text)
        || public.audit_part(to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || public.audit_part(e.kind) || public.audit_part(e.action) || public.audit_part(e.outcome)
        || public.audit_part(e.actor_id) || public.audit_part(e.actor_name) || public.audit_part(e.actor_capacity)
        || public.audit_part(e.object_type) || public.audit_part(e.object_id) || public.audit_part(e.object_name)
        || public.audit_part(e.details::text)
$$;

CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE previous audit_entry;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('poaiss.audit'), hashtext(NEW.chain));
    SELECT * INTO previous FROM audit_entry WHERE chain = NEW.chain ORDER BY number DESC LIMIT 1;
    NEW.number := coalesce(previous.number, 0) + 1;
    NEW.at := clock_timestamp();
    NEW.previous_hash := coalesce(previous.hash, '');
    NEW.hash := encode(sha256(convert_to(audit_canonical(NEW), 'UTF8')), 'hex');
    RETURN NEW;
END $$;

CREATE TRIGGER audit_entry_chain BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_chain();

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are never changed or removed' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_entry_fixed BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_entry_kept BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

UNCHAIN = """
DROP TRIGGER audit_entry_kept ON audit_entry;
DROP TRIGGER audit_entry_fixed ON audit_entry;
DROP FUNCTION audit_refuse();
DROP TRIGGER audit_entry_chain ON audit_entry;
DROP FUNCTION audit_chain();
DROP FUNCTION audit_canonical(audit_entry);
DROP FUNCTION audit_part(text);
"""


class Migration(migrations.Migration):
    """Install the triggers."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(CHAIN, UNCHAIN)]
