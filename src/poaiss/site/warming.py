"""What a web process does before its first request: compile the current forms, and keep them out of the collector.

A compiled form is a large graph that lives as long as the process. Walking it in every full collection would stop all
requests of the process for a fifth of a second, now and then.
"""

import gc
import logging

from django.db import DatabaseError, connections

from poaiss.questionnaires.compiled import form_of
from poaiss.questionnaires.queries import current_versions

log = logging.getLogger(__name__)


def warm() -> int:
    """Compile the current forms and freeze what stands; return how many forms. Without a database none."""
    try:
        forms = [form_of(version).program for version in current_versions().values()]
    except DatabaseError:
        log.warning("The forms are compiled with the first request: the database does not answer yet.")
        return 0
    finally:
        connections.close_all()
    gc.collect()
    gc.freeze()
    return len(forms)
