"""One question beside itself in other editions: A.8.2 = B.7.2 = C.4.1.2, registration of brokers."""

import pytest

from poaiss.questionnaires import queries

pytestmark = pytest.mark.django_db
BROKERS = ("A:8.2", "B:7.2", "C:4.1.2")


@pytest.mark.parametrize("key", BROKERS)
def test_the_same_question_is_found_from_each_edition(key: str) -> None:
    assert queries.same_question(key) == BROKERS


def test_an_unknown_key_has_no_counterpart() -> None:
    assert queries.same_question("C:999") == ()
    assert queries.same_question("nonsense") == ()


def test_links_lead_to_questions_that_exist() -> None:
    found = queries.alignment()
    known = queries.by_keys(list(found))
    assert set(found) - set(known) == set()


def test_search_finds_text_and_numbers() -> None:
    label = queries.label_of(queries.by_keys(["C:4.1.2"])["C:4.1.2"])
    assert "C:4.1.2" in [each["note"] for each in queries.find(label.upper(), 12)]
    assert "C:4.1.2" in [each["note"] for each in queries.find("4.1.2", 12)]
    assert queries.find("zzzz no such text", 12) == []
