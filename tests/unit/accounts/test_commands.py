import argparse

import pytest

from poaiss.accounts.commands import demo_code
from poaiss.accounts.errors import NotAnExercisePerson
from poaiss.accounts.models import Person
from tests.unit.accounts.conftest import Cast


def test_the_code_of_an_exercise_person_is_printed(people: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert demo_code(argparse.Namespace(email=people.person("ana").email.upper())) == 0
    assert capsys.readouterr().out.strip().isdigit()


@pytest.mark.parametrize("who", ["real", "unknown"])
def test_nobody_elses_code_is(people: Cast, who: str) -> None:
    address = people.person("ana").email if who == "real" else "nobody@nowhere.example"
    Person.objects.update(exercise=False)
    with pytest.raises(NotAnExercisePerson):
        demo_code(argparse.Namespace(email=address))
