"""Folders of people: in the order of surnames, and never two people in one."""

from __future__ import annotations

import pytest

from prepsheet.batch.names import FLAT, folded, folders, title


@pytest.mark.parametrize(
    ("name", "surname", "expected"),
    [
        ("Anna Maria Novak", "Novak", "Novak Anna Maria"),
        ("Ludwig van Beethoven", "van Beethoven", "van Beethoven Ludwig"),
        ("Anna Novak", "", "Anna Novak"),
        ("Novak", "Novak", "Novak"),
        ("Anna McNovak", "Novak", "Anna McNovak"),
        ("毛泽东", "毛", "毛泽东"),
    ],
)
def test_the_surname_comes_first_where_it_is_known(name: str, surname: str, expected: str) -> None:
    assert title(name, surname) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "ANN LEE"),
        ("José", "Jose\u0301"),
        ("Strasse", "Straße"),
        ("a/b", "a:b"),
        ("ﬁ", "fi"),
        ("A.", "A"),
    ],
)
def test_names_that_some_system_takes_for_one_get_a_mark_of_the_key(one: str, other: str) -> None:
    first, second, third = folders([(one, "1"), (other, "2"), ("Bo", "3")])
    assert folded(first) != folded(second)
    assert len(first) > len("Strasse 1234") - 6 and third == "Bo"


def test_a_mark_stays_whoever_else_is_on_the_roster() -> None:
    with_two = folders([("Ann", "1"), ("Ann", "2")])
    with_three = folders([("Ann", "0"), ("Ann", "1"), ("Cy", "5"), ("Ann", "2")])
    assert [with_three[1], with_three[3]] == with_two


def test_nobody_gets_the_folder_of_a_file_of_the_whole_batch() -> None:
    assert folders([("Report.CSV", "1")], ["report.csv"]) != ["Report.CSV"]


def test_many_people_are_spread_by_their_first_letter() -> None:
    many = [(f"{letter}{number}", f"{letter}{number}") for number in range(FLAT) for letter in "aÁ4-毛"]
    placed = folders(many)
    assert {name.partition("/")[0] for name in placed} == {"A", "4", "0", *"123456789", "毛"}
    assert placed[0] == "A/a0" and placed[1] == "A/Á0"
    assert len({folded(name) for name in placed}) == len(many)


def test_a_long_name_leaves_room_for_the_mark() -> None:
    one, other = folders([("毛" * 200, "1"), ("毛" * 200, "2")])
    assert one != other and len(one.encode()) <= 255
