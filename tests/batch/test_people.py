"""The profile of a row whose file is a returned intake sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

import prepsheet
from prepsheet.batch.people import person
from prepsheet.problems import InputError
from prepsheet.roster import Cell
from tests.batch import people
from tests.batch.people import LIBRARY
from tests.collect.filling import filled

SAID = {"basics.name": "Anna Nováková", "goals.near.role": "Shift lead"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    profile = tmp_path_factory.mktemp("intake") / "nobody.yaml"
    profile.write_text("prep: {version: 1}\n", encoding="utf-8")
    (made,) = prepsheet.build(profile, "intake", date=people.DAY)
    return made.data


@pytest.fixture
def sheet(tmp_path: Path, empty: bytes) -> Path:
    path = tmp_path / "anna.pdf"
    path.write_bytes(filled(empty, SAID))
    return path


def test_what_was_written_on_it_is_the_profile_and_the_roster_is_laid_over_it(sheet: Path) -> None:
    cells = (Cell("goals.near.role", "Team lead", "Role"),)
    row = people.person(1, "Anna", file="anna.pdf", cells=cells)
    profile, _ = person(row, sheet.parent, LIBRARY)
    data = profile.data()
    assert data["basics"]["name"] == "Anna Nováková"
    near = next(goal for goal in data["prep"]["goals"] if goal["id"] == "near")
    assert near["role"] == "Team lead"


def test_an_empty_sheet_is_nobody_s_profile_but_the_roster_says_who_it_is(
    tmp_path: Path, empty: bytes
) -> None:
    (tmp_path / "anna.pdf").write_bytes(empty)
    profile, _ = person(people.person(1, "Anna", file="anna.pdf"), tmp_path, LIBRARY)
    assert profile.data()["basics"]["name"] == "Anna"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nnothing of the kind"])
def test_a_file_that_is_no_sheet_costs_its_row(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "anna.pdf").write_bytes(content)
    with pytest.raises(InputError):
        person(people.person(1, "Anna", file="anna.pdf"), tmp_path, LIBRARY)
