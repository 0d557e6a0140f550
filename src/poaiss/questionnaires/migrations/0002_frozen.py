"""Triggers: a frozen version and its questions are never changed or removed."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION questionnaires_version_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'frozen' THEN
        RAISE EXCEPTION 'a version of a questionnaire that is in use is never changed or removed'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER questionnaires_version_kept BEFORE UPDATE OR DELETE ON questionnaires_version
    FOR EACH ROW EXECUTE FUNCTION questionnaires_version_kept();

CREATE FUNCTION questionnaires_question_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.version_id ELSE OLD.version_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM questionnaires_version v WHERE v.id = place AND v.state = 'frozen') THEN
        RAISE EXCEPTION 'the questions of a version that is in use are never changed, added or removed'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER questionnaires_question_kept BEFORE INSERT OR UPDATE OR DELETE ON questionnaires_question
    FOR EACH ROW EXECUTE FUNCTION questionnaires_question_kept();
"""

BACKWARD = """
DROP TRIGGER questionnaires_question_kept ON questionnaires_question;
DROP FUNCTION questionnaires_question_kept();
DROP TRIGGER questionnaires_version_kept ON questionnaires_version;
DROP FUNCTION questionnaires_version_kept();
"""


class Migration(migrations.Migration):
    """Install the triggers."""

    dependencies = [("questionnaires", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
