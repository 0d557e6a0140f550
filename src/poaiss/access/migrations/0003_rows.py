"""Row-level security of grants: each shows to its owner and to whom it was given (S2)."""

from django.db import migrations

from poaiss.access.rls import ProtectRows

OWNER = "poaiss_has('states', owner_id) OR poaiss_has('audiences', 'machine')"
SEEN = f"""{OWNER} OR poaiss_has('person', given_by_id::text) OR poaiss_has('person', person_id::text)
    OR poaiss_has('states', state_id) OR poaiss_has('organisations', organisation_id)
    OR poaiss_has('agencies', agency_id::text)"""


class Migration(migrations.Migration):
    """Put grants under row-level security: whoever is not concerned can neither read nor forge one."""

    dependencies = [("access", "0002_functions")]
    operations = [ProtectRows("access_grant", read=SEEN, write=OWNER)]
