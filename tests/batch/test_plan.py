"""What a run has to do is settled before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from prepsheet.batch.digests import Digests
from prepsheet.batch.plan import Plan, plan
from prepsheet.problems import InputError, Place, error
from prepsheet.roster import Cell, Row
from tests.batch.people import order, people, person


def planned(rows: list[Row], folder: Path, **job: object) -> Plan:
    return plan(rows, Digests(order(folder, **job).job), "class.csv", ())


def codes(found: Plan) -> list[list[str]]:
    return [[problem.code for problem in entry.problems] for entry in found.entries]


def test_rows_keep_their_order_and_get_a_folder_each(tmp_path: Path) -> None:
    rows = [person(1, "Ann Lee", surname="Lee"), person(2, "Bo"), person(5, "BO", "bo2")]
    found = planned(rows, tmp_path)
    assert [entry.number for entry in found.entries] == [1, 2, 5]
    assert found.entries[0].folder == "Lee Ann"
    assert len({entry.folder.casefold() for entry in found.entries}) == 3


def test_a_name_made_to_look_like_a_marked_one_overwrites_nothing(tmp_path: Path) -> None:
    marked = planned([person(1, "Ann"), person(3, "Ann", "other")], tmp_path).entries[0].folder
    rows = [person(1, "Ann"), person(2, marked, "x"), person(3, "Ann", "other")]
    assert codes(planned(rows, tmp_path)) == [["name-collision"], ["name-collision"], []]


def test_a_row_that_is_wrong_stays_refused_and_takes_no_name(tmp_path: Path) -> None:
    wrong = replace(person(1, "Ann"), problems=(error(Place("class.csv", 1), "ragged", "too few cells"),))
    found = planned([wrong, person(2, "Ann", "other")], tmp_path)
    assert codes(found) == [["ragged"], []] and found.entries[1].folder == "Ann"


def test_a_roster_of_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nobody"):
        planned([], tmp_path)


CHANGES: dict[str, Callable[[Row], Row]] = {
    "a cell": lambda row: replace(row, cells=(Cell("basics.name", "Ann!", "Name"),)),
    "the target": lambda row: replace(row, target="elm"),
    "the key": lambda row: replace(row, key="other"),
    "the file": lambda row: replace(row, file="other.yaml"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_digest_tells_a_change_of_what_the_row_says(tmp_path: Path, change: Callable[[Row], Row]) -> None:
    (tmp_path / "ann.yaml").write_text("basics: {name: Ann}\nprep: {version: 1}\n", encoding="utf-8")
    (tmp_path / "other.yaml").write_text("basics: {name: Other}\nprep: {version: 1}\n", encoding="utf-8")
    row = person(1, "Ann", file="ann.yaml")
    digests = Digests(order(tmp_path).job)
    assert digests.of(row) != digests.of(change(row))


def test_a_digest_tells_a_change_of_the_row_s_files_and_nothing_else(tmp_path: Path) -> None:
    profile, resume = tmp_path / "ann.yaml", tmp_path / "resume.json"
    profile.write_text("prep: {version: 1, resume: resume.json}\n", encoding="utf-8")
    resume.write_text('{"basics": {"name": "Ann"}}', encoding="utf-8")
    row = person(1, "Ann", file="ann.yaml")
    first = Digests(order(tmp_path).job).of(row)
    assert Digests(order(tmp_path).job).of(replace(row, number=7, copies=3)) == first
    resume.write_text('{"basics": {"name": "Anne"}}', encoding="utf-8")
    second = Digests(order(tmp_path).job).of(row)
    profile.write_text("prep: {version: 1, resume: resume.json} # \n", encoding="utf-8")
    assert len({first, second, Digests(order(tmp_path).job).of(row)}) == 3


@pytest.mark.parametrize(
    "changes", [{"names": ("goals",)}, {"options": {"paper": "letter"}}, {"options": {"tone": "warm"}}]
)
def test_a_digest_tells_a_change_of_what_is_asked_for(tmp_path: Path, changes: dict[str, object]) -> None:
    (row,) = people("Ann")
    assert Digests(order(tmp_path, **changes).job).of(row) != Digests(order(tmp_path).job).of(row)


def test_a_digest_tells_a_change_of_the_words(tmp_path: Path) -> None:
    (row,) = people("Ann")
    first = Digests(order(tmp_path).job).of(row)
    from prepsheet.library import standard_library

    own = tmp_path / "layouts/mine.yaml"
    own.parent.mkdir()
    own.write_text("x: 1\n", encoding="utf-8")
    assert Digests(order(tmp_path, library=standard_library(tmp_path)).job).of(row) != first
