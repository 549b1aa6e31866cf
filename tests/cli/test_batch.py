"""`prepsheet batch`: from a roster to files, and what is said on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Run

DRAFT = ("answer-draft", "--workers", "1")
ROSTER = "First Name,Last Name,E-mail,GPA\nAnna,Novak,a@x.org,3.9\nBo,Lee,b@x.org,2.1\n"


@pytest.fixture
def roster(here: Path) -> Path:
    path = here / "class.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


def files(folder: Path) -> list[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if path.parts[0] != ".prepsheet")


def test_a_roster_becomes_a_folder_for_each_person(cli: Run, roster: Path) -> None:
    ran = cli("batch", "class.csv", *DRAFT)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == ["output/class/report.csv", "output/class/manifest.json"]
    assert files(Path("output/class")) == [
        "Lee Bo/answer-draft.docx",
        "Novak Anna/answer-draft.docx",
        "manifest.json",
        "report.csv",
    ]
    assert "Made the sheets of 2 people." in ran.err
    again = cli("batch", "class.csv", *DRAFT)
    assert again.code == 0 and "The sheets of 2 people were there already." in again.err


def test_a_dry_run_tells_what_becomes_of_each_column_and_writes_nothing(cli: Run, roster: Path) -> None:
    ran = cli("batch", "class.csv", "goals", "--dry-run")
    assert ran.code == 0
    assert "First Name: goes to first" in ran.out and "GPA: left out, as private" in ran.out
    assert "to be made now: 2" in ran.out and "files about: 2" in ran.out and "pages about: 4" in ran.out
    assert not Path("output").exists()
    counted = json.loads(cli("batch", "class.csv", "goals", "--dry-run", "--json").out)
    assert counted["people"] == 2


def test_a_row_that_is_wrong_is_told_and_all_others_are_made(cli: Run, roster: Path) -> None:
    roster.write_text(ROSTER + "Cy,Ray,b@x.org\n", encoding="utf-8")
    ran = cli("batch", "class.csv", *DRAFT)
    assert ran.code == 3
    assert "class.csv:4: error: " in ran.err and "could not be made: see output/class/report.csv" in ran.err
    assert "Novak Anna/answer-draft.docx" in files(Path("output/class"))


def test_programs_get_the_summary_as_json(cli: Run, roster: Path) -> None:
    told = json.loads(cli("batch", "class.csv", *DRAFT, "--zip", "--json").out)
    assert (told["people"], told["made_now"], told["not_made"], told["left"]) == (2, 2, 0, 0)
    assert "output/class/class.zip" in told["written"]


def test_a_class_set_needs_no_roster(cli: Run, here: Path) -> None:
    ran = cli("batch", "--blank", "goals", "--workers", "1")
    assert ran.code == 0, ran.err
    assert files(Path("output/blank")) == ["blank/goals.pdf", "manifest.json", "report.csv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a roster"),
        (("class.csv", "gaols"), "Did you mean 'goals'?"),
        (("class.csv", "goals", "--as", "docx"), "nothing to make as docx"),
        (("class.csv", "--copies", "3", "--print-file"), "--copies goes with --blank"),
        (("--blank", "goals", "--copies", "3"), "--copies goes with --print-file"),
        (("class.csv", "--no-files"), "--no-files goes with --print-file"),
        (("class.csv", "--as", "docx", "--print-file"), "--print-file is of PDF sheets"),
        (("class.csv", "--tone", "loud"), "there is no tone 'loud'"),
    ],
)
def test_what_can_t_be_meant_is_refused(
    cli: Run, roster: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = cli("batch", *arguments)
    assert ran.code == 2 and said in ran.err and not Path("output").exists()


def test_a_roster_that_can_t_be_read_makes_nothing(cli: Run, here: Path) -> None:
    ran = cli("batch", "nobody.csv")
    assert ran.code == 1 and "nobody.csv" in ran.err and not Path("output").exists()


def test_a_class_set_is_as_many_copies_in_one_file(cli: Run, here: Path) -> None:
    wanted = ("--copies", "3", "--print-file", "--no-files", "--workers", "1")
    ran = cli("batch", "--blank", "goals", *wanted)
    assert ran.code == 0, ran.err
    assert files(Path("output/blank")) == ["manifest.json", "print.pdf", "report.csv"]
    assert len(PdfReader("output/blank/print.pdf").pages) == 6
    assert "Next: print output/blank/print.pdf" in ran.err


def test_a_cover_is_in_front_of_everybody_s_sheets_in_print_and_no_file(cli: Run, roster: Path) -> None:
    ran = cli("batch", "class.csv", "goals", "--print-file", "--separator", "--workers", "1")
    assert ran.code == 0, ran.err
    assert files(Path("output/class")) == [
        "Lee Bo/goals.pdf",
        "Novak Anna/goals.pdf",
        "manifest.json",
        "print.pdf",
        "report.csv",
    ]
    first = PdfReader("output/class/print.pdf").pages[0].extract_text()
    assert "Anna Novak" in first and "Goals" in first
