"""The questionnaire of assessments: six criteria of the DAC, in six languages (N18)."""

import pytest
from django.conf import settings

from poaiss.questionnaires import engine

pytestmark = pytest.mark.rows("N18")
CRITERIA = ("relevance", "coherence", "effectiveness", "efficiency", "impact", "sustainability")


def test_it_passes_the_check_in_six_languages_and_rates_each_criterion() -> None:
    found = engine.check(settings.QUESTIONNAIRES / "effectiveness")
    assert (found.errors, found.warnings, found.missing_translations) == ((), (), ())
    assert {*found.languages} == {"en", "ar", "zh", "fr", "ru", "es"}
    names = [each.name for each in found.questions]
    assert [name for name in names if name.startswith("rating_")] == [f"rating_{each}" for each in CRITERIA]
    assert names[-3:] == ["indicators", "unexpected", "lessons"]
