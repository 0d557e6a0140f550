"""/reports/published/<id>/: one publication, and the very bytes that its hash is taken over."""

import hashlib
import uuid

import pytest
from django.test import Client

from poaiss.reporting.models import Snapshot
from tests.unit.reporting.people import brought_to

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R13")]


def test_anyone_can_verify_the_hash(client: Client) -> None:
    brought_to(5)
    snapshot = Snapshot.objects.get()
    content = client.get(f"/en/reports/published/{snapshot.pk}/content.json").content
    assert hashlib.sha256(content).hexdigest() == snapshot.sha256
    assert snapshot.sha256 in client.get(f"/en/reports/published/{snapshot.pk}/").content.decode()


@pytest.mark.parametrize("tail", ["", "content.json"])
def test_no_such_publication(client: Client, tail: str) -> None:
    assert client.get(f"/en/reports/published/{uuid.uuid4()}/{tail}").status_code == 404
