"""`list`, `show`, `copy` and `schema`: what there is, and how to make it one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Pipeline, Run


@pytest.fixture
def folder(here: Path) -> Path:
    """A library of one's own, with names that no bundled file has."""
    for name in ("layouts/mine.yaml", "content/en/sheets/mine.yaml", "content/en/tips/other.yaml"):
        path = here / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n", encoding="utf-8")
    return here / "own"


def test_sheets_are_listed_with_format_and_title(cli: Run, pipeline: Pipeline, here: Path) -> None:
    lines = cli("list", "sheets").out.splitlines()
    assert lines[0] == "values        pdf   Values"
    assert lines[3] == "answer-draft  docx  Answer draft"


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("questions", "about-me     Tell me about yourself."),
        (
            "structures",
            "fill-in              For a first draft, or when time is short. Six blanks, filled in order.",
        ),
        ("tones", "warm    A little closer, for people who want to know who you are."),
    ],
)
def test_what_answers_are_made_of_is_listed_with_its_use(
    cli: Run, pipeline: Pipeline, here: Path, kind: str, line: str
) -> None:
    assert line in cli("list", kind).out.splitlines()


def test_everything_is_listed_without_a_kind(cli: Run, pipeline: Pipeline, folder: Path) -> None:
    ran = cli("list", "--library", "own")
    assert ran.code == 0
    for line in (
        "sheets:",
        "questions:",
        "structures:",
        "tones:",
        "layouts:",
        "  mine",
        "content:",
        "  content/en/tips/other",
        "examples:",
        "  zuzana",
    ):
        assert line in ran.out.splitlines()


def test_a_file_is_shown_by_the_end_of_its_name(cli: Run, pipeline: Pipeline, folder: Path) -> None:
    for name in ("other", "tips/other", "content/en/tips/other", "content/en/tips/other.yaml"):
        ran = cli("show", name, "--library", "own")
        assert (ran.code, ran.out) == (0, "# content/en/tips/other.yaml\n")


def test_an_ending_that_fits_two_files_is_refused(cli: Run, pipeline: Pipeline, folder: Path) -> None:
    ran = cli("show", "mine", "--library", "own")
    assert ran.code == 2
    assert "content/en/sheets/mine, layouts/mine" in ran.err


def test_a_wrong_name_shows_the_nearest(cli: Run, pipeline: Pipeline, folder: Path) -> None:
    ran = cli("show", "othr", "--library", "own")
    assert ran.code == 2
    assert "Did you mean 'other'?" in ran.err


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..", ""])
def test_names_do_not_lead_out_of_the_library(cli: Run, pipeline: Pipeline, here: Path, name: str) -> None:
    for command in ("show", "copy"):
        ran = cli(command, name)
        assert ran.code == 2
        assert ran.out == ""


def test_a_sheet_is_summed_up(cli: Run, pipeline: Pipeline, here: Path) -> None:
    ran = cli("show", "goals")
    assert ran.out.startswith("goals: Goals (PDF)\n")
    assert "content/en/sheets/goals.yaml" in ran.out


def test_a_shown_file_can_not_steer_the_terminal(cli: Run, pipeline: Pipeline, folder: Path) -> None:
    (folder / "layouts/odd.yaml").write_text("a: \x1b[2J\nb: 1\n", encoding="utf-8")
    assert cli("show", "odd", "--library", "own").out == "a: \\x1b[2J\nb: 1\n"


def test_a_copy_takes_the_place_of_the_original(
    cli: Run, pipeline: Pipeline, folder: Path, here: Path
) -> None:
    ran = cli("copy", "tips/other", "--library", "own", "-o", "class")
    copied = here / "class/content/en/tips/other.yaml"
    assert (ran.code, ran.out) == (0, f"{copied.relative_to(here)}\n")
    assert copied.read_text(encoding="utf-8") == "# content/en/tips/other.yaml\n"
    assert cli("copy", "tips/other", "--library", "own", "-o", "class").code == 4


def test_the_schema_is_json_on_stdout(cli: Run, here: Path) -> None:
    ran = cli("schema")
    assert (ran.code, ran.err) == (0, "")
    assert "basics" in json.loads(ran.out)["$defs"]["Profile"]["properties"]
