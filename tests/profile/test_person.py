"""Whose profile it is: told apart from others, known again after an edit."""

from __future__ import annotations

import pytest

from prepsheet.profile import Profile
from prepsheet.profile.person import fingerprint, same
from prepsheet.profile.resume import Basics


def person(name: str = "", email: str = "") -> str:
    return fingerprint(Profile(basics=Basics(name=name, email=email)).data())


ANNA = person("Anna Nowak", "anna@example.org")


@pytest.mark.parametrize(
    ("now", "known"),
    [
        (person("Anna Nowak", "anna@example.org"), True),
        (person(" anna  NOWAK", "Anna@Example.org"), True),
        (person("Anna Nowak"), True),
        (person(email="anna@example.org"), True),
        (person("Anna Kowalska", "anna@example.org"), True),
        (person("Anna Nowak", "anna.n@example.org"), False),
        (person("Jan Nowak", "jan@example.org"), False),
        (person("Jan Nowak"), False),
        (person(), True),
    ],
)
def test_a_person_is_known_by_address_or_else_by_name(now: str, known: bool) -> None:
    assert same(ANNA, now) is known
    assert same(now, ANNA) is known


def test_a_name_and_an_address_alone_tell_nothing_of_each_other() -> None:
    assert not same(person("Anna Nowak"), person(email="anna@example.org"))


def test_nobody_has_no_fingerprint_and_a_fingerprint_no_name() -> None:
    assert person() == ""
    assert "anna" not in ANNA.lower()
