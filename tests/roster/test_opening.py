"""Opening a spreadsheet: what its columns mean, and who is in its rows."""

from __future__ import annotations

from pathlib import Path

from prepsheet.roster import person
from tests.roster.tables import opened, put, row, rows, told

CLASS = """\
Class of 2027,,,,
First name,Last name,E-mail,Major,GPA
Ann,Lee,ann@example.org,History,3.4
Bo,von Berg,bo@example.org,Art,2.9
"""


def test_known_headers_map_themselves(tmp_path: Path) -> None:
    roster = opened(tmp_path, CLASS)
    ann, bo = roster
    assert [(column.header, column.use, column.goes) for column in roster.columns] == [
        ("First name", "taken", "first"),
        ("Last name", "taken", "last"),
        ("E-mail", "taken", "basics.email"),
        ("Major", "taken", "education.1.area"),
        ("GPA", "private", "grades"),
    ]
    assert (ann.number, ann.name, ann.surname, ann.key) == (3, "Ann Lee", "Lee", "ann@example.org")
    assert (bo.number, bo.name, bo.surname) == (4, "Bo von Berg", "von Berg")


def test_a_row_is_a_profile(tmp_path: Path) -> None:
    ann, _ = opened(tmp_path, CLASS)
    profile, problems = person(ann, tmp_path)
    assert profile.basics.name == "Ann Lee"
    assert profile.education[0].area == "History"
    assert "3.4" not in str(profile.data(private=True))
    assert problems == []


def test_a_roster_can_be_gone_through_again(tmp_path: Path) -> None:
    roster = opened(tmp_path, CLASS)
    assert list(roster) == list(roster)
    assert roster.count == 2


def test_a_map_says_where_other_columns_go(tmp_path: Path) -> None:
    put(tmp_path, "columns: {Dream job: goals.near.role}\ndefaults: {print: large}", "roster-map.yaml")
    ann = row(tmp_path, "Name,Dream job\nAnn Lee,Nurse\n")
    profile, _ = person(ann, tmp_path)
    assert profile.prep.goals[0].role == "Nurse"
    assert profile.prep.print.size == "large"


def test_a_row_lies_over_the_profile_it_names(tmp_path: Path) -> None:
    put(tmp_path, "basics: {name: Old, label: Nurse}\nprep: {print: {paper: letter}}", "ann.yaml")
    ann = row(tmp_path, "Name,Paper,Profile\nAnn Lee,A4,ann.yaml\n")
    profile, _ = person(ann, tmp_path)
    assert (profile.basics.name, profile.basics.label) == ("Ann Lee", "Nurse")
    assert profile.prep.print.paper == "a4"


def test_who_has_no_name_is_refused(tmp_path: Path) -> None:
    nobody, also, ann = rows(tmp_path, "Name,Notes,E-mail\n,x,\n,,a@example.org\nAnn,,\n")
    assert told(nobody) == ["2: this row has no name"]
    assert told(also) == ["3: this row has no name"]
    assert ann.problems == ()


def test_wrong_choices_are_told_by_row_and_column(tmp_path: Path) -> None:
    wrong = row(tmp_path, "Name,Stage,Copies\nAnn,seniour,100\n")
    assert told(wrong) == [
        '2: Stage: "seniour" is not possible here',
        '2: Copies: "100" is not a number of copies',
    ]
    assert 'did you mean "senior"' in wrong.problems[0].hint


def test_who_stands_twice_is_refused_and_all_others_are_not(tmp_path: Path) -> None:
    ann, bo, again = rows(tmp_path, "ID,Name\n7,Ann\n8,Bo\n７,Ann L\n")
    assert "row 2 and row 4" in ann.problems[0].message
    assert again.problems[0].severity == "error"
    assert bo.problems == ()
