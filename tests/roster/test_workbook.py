"""Workbooks as programs write them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prepsheet.roster.workbook import _text
from tests.roster.sheets import book, cell, data, sheet, workbook
from tests.roster.tables import opened, refused, row, rows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7.0, "7"),
        (0.1, "0.1"),
        (2027, "2027"),
        (True, "yes"),
        ("007", "007"),
        (dt.date(2027, 3, 9), "2027-03-09"),
        (dt.datetime(2027, 3, 9), "2027-03-09"),
        (dt.datetime(2027, 3, 9, 10, 30), "2027-03-09 10:30"),
        (dt.time(10, 30), "10:30"),
        ("", ""),
    ],
)
def test_values_read_as_they_are_shown(value: object, text: str) -> None:
    assert _text(value) == text


def at(place: str) -> str:
    return f' r="{place}"'


def test_a_list_may_begin_anywhere_in_its_sheet(tmp_path: Path) -> None:
    text = data(
        f'<row r="5">{cell("Name", at("C5"))}{cell("ID", at("D5"))}</row>'
        f'<row r="9">{cell("Ann Lee", at("C9"))}{cell(7, at("D9"))}</row>'
    )
    roster = opened(tmp_path, workbook(text), "r.xlsx")
    (ann,) = roster
    assert (ann.number, ann.name, ann.key) == (9, "Ann Lee", "7")
    assert [column.number for column in roster.columns if column.use == "taken"] == [3, 4]


def test_texts_may_be_shared_and_names_have_prefixes(tmp_path: Path) -> None:
    texts = "<x:si><x:t>Name</x:t></x:si><x:si><x:r><x:t>Ann </x:t></x:r></x:si>"
    shared = f'<x:sst xmlns:x="{MAIN}">{texts}</x:sst>'
    text = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c></x:row>'
        '<x:row><x:c t="s"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    source = workbook(text, parts={"xl/sharedStrings.xml": shared})
    assert row(tmp_path, source, name="r.xlsx").name == "Ann"


def test_the_sheet_with_people_is_found_among_others(tmp_path: Path) -> None:
    help_, people = sheet(["Read me first"], ["x"]), sheet(["Name"], ["Ann"])
    roster = opened(tmp_path, workbook(sheet(["Name"], ["Old"]), help_, people, states=["hidden"]), "r.xlsx")
    assert [row.name for row in roster] == ["Ann"]
    assert roster.problems[0].message == "read from the sheet “List 3”; there are 2"


def test_a_workbook_whose_sheets_are_all_hidden_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, workbook(sheet(["Name"]), states=["veryHidden"]), "r.xlsx").code == "no-sheet"


def test_a_workbook_can_be_gone_through_again(tmp_path: Path) -> None:
    roster = opened(tmp_path, book(["Name", "Copies"], ["Ann", 2], ["Bo", 3.0]), "r.xlsx")
    assert [(row.name, row.copies) for row in roster] == [("Ann", 2), ("Bo", 3)]
    assert list(roster) == list(roster)


def test_rows_of_a_workbook_keep_their_numbers(tmp_path: Path) -> None:
    source = book(["Title"], [""], ["Name"], ["Ann"], [""], ["Bo"])
    assert [row.number for row in rows(tmp_path, source, "r.xlsx")] == [4, 6]
