"""`prepsheet collect`: the diff, the files it writes and keeps, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

import prepsheet
from tests.cli.conftest import Run
from tests.collect.filling import filled
from tests.making import DAY

PROFILE = "basics:\n  name: Zuzana  # me\nprep:\n  goals: [{id: near, role: lead}]\n"
CHANGED = PROFILE.replace("role: lead}", "role: lead, measure: ten}")


@pytest.fixture
def me(here: Path) -> Path:
    path = here / "me.yaml"
    path.write_text(PROFILE, "utf-8")
    return path


@pytest.fixture
def goals(me: Path) -> Path:
    (made,) = prepsheet.build(me, "goals", date=DAY)
    path = me.with_name("goals.pdf")
    path.write_bytes(filled(made.data, {"goals.near.measure": "ten"}))
    return path


def test_answers_go_into_the_profile_and_what_it_was_is_kept(cli: Run, me: Path, goals: Path) -> None:
    ran = cli("collect", "goals.pdf", "--into", "me.yaml")
    assert (ran.code, ran.out) == (0, "me.yaml\n")
    assert me.read_text("utf-8") == CHANGED
    assert me.with_name("me.yaml.bak").read_text("utf-8") == PROFILE
    assert "+  goals: [{id: near, role: lead, measure: ten}]" in ran.err
    assert "1 value changed" in ran.err
    again = cli("collect", "goals.pdf", "--into", "me.yaml")
    assert (again.code, again.out) == (0, "")
    assert "nothing was written" in again.err


def test_a_dry_run_prints_the_changes_and_makes_none(cli: Run, me: Path, goals: Path) -> None:
    ran = cli("collect", "goals.pdf", "--into", "me.yaml", "--dry-run")
    assert ran.code == 0
    assert ran.out.splitlines()[-3:] == [
        " prep:",
        "-  goals: [{id: near, role: lead}]",
        "+  goals: [{id: near, role: lead, measure: ten}]",
    ]
    assert me.read_text("utf-8") == PROFILE
    assert sorted(path.name for path in Path().iterdir()) == ["goals.pdf", "me.yaml"]


def test_quiet_says_nothing_but_the_file(cli: Run, goals: Path) -> None:
    ran = cli("collect", "goals.pdf", "--into", "me.yaml", "-q")
    assert (ran.code, ran.out, ran.err) == (0, "me.yaml\n", "")


def test_some_refused_is_told_by_the_code_and_the_rest_is_done(cli: Run, me: Path, goals: Path) -> None:
    Path("broken.pdf").write_bytes(goals.read_bytes()[:3000])
    ran = cli("collect", "broken.pdf", "none.pdf", "goals.pdf", "--into", "me.yaml")
    assert ran.code == 3
    assert me.read_text("utf-8") == CHANGED
    assert "broken.pdf: error" in ran.err
    assert "none.pdf: error" in ran.err


def test_a_conflict_is_left_until_somebody_decides(cli: Run, me: Path, goals: Path) -> None:
    mine = CHANGED.replace("ten", "twelve")
    me.write_text(mine, "utf-8")
    ran = cli("collect", "goals.pdf", "--into", "me.yaml")
    assert (ran.code, me.read_text("utf-8")) == (3, mine)
    assert 'your profile says "twelve", the sheet says "ten"' in ran.err
    assert cli("collect", "goals.pdf", "--into", "me.yaml", "--mine").code == 0
    assert me.read_text("utf-8") == mine
    assert cli("collect", "goals.pdf", "--into", "me.yaml", "--theirs").code == 0
    assert me.read_text("utf-8") == CHANGED


def test_a_new_profile_from_a_sheet(cli: Run, me: Path, goals: Path) -> None:
    ran = cli("collect", "goals.pdf", "--new", "other.yaml")
    assert (ran.code, ran.out) == (0, "other.yaml\nprepsheet.schema.json\n")
    text = Path("other.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: ")
    assert "    - id: near\n      measure: ten\n" in text
    assert cli("check", "other.yaml").code == 0
    assert cli("collect", "goals.pdf", "--new", "other.yaml").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["goals.pdf"],
        ["--into", "me.yaml"],
        ["goals.pdf", "--into", "me.yaml", "--new", "x.yaml"],
        ["goals.pdf", "--new", "x.json"],
    ],
)
def test_what_is_not_understood(cli: Run, goals: Path, arguments: list[str]) -> None:
    assert cli("collect", *arguments).code == 2


def test_a_profile_with_mistakes_is_refused_and_stays(cli: Run, me: Path, goals: Path) -> None:
    me.write_text("prep: {goalz: []}", "utf-8")
    ran = cli("collect", "goals.pdf", "--into", "me.yaml")
    assert (ran.code, me.read_text("utf-8")) == (1, "prep: {goalz: []}")


def test_text_that_could_steer_a_terminal_is_shown_escaped(cli: Run, me: Path, goals: Path) -> None:
    goals.write_bytes(filled(goals.read_bytes(), {"goals.near.measure": "a\u202eb"}))
    ran = cli("collect", "goals.pdf", "--into", "me.yaml")
    assert "\u202e" not in ran.err
    assert "\\u202e" in ran.err
