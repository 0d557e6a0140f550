"""Secrets of second factors are encrypted in the database; the exercise never takes over an account (S3, S14)."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt

from poaiss.accounts import demo
from poaiss.accounts.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.rows("S3", "S14")]


def test_a_stored_secret_is_not_readable() -> None:
    person = Person.objects.create_user("somebody@real.example", name="Somebody")
    TOTP.activate(person, demo.SECRET)
    stored = Authenticator.objects.get(user=person).data["secret"]
    assert demo.SECRET not in stored
    assert decrypt(stored) == demo.SECRET


def test_the_exercise_leaves_other_accounts_alone() -> None:
    row = demo.people()[0]
    Person.objects.create_user(row["email"], name="Real")
    with pytest.raises(demo.NotOfTheExercise) as caught:
        demo.load_person(row)
    assert caught.value.problem.place == row["email"]
    assert Person.objects.get(email=row["email"]).name == "Real"
