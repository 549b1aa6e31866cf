"""`prepsheet check` finds every mistake, and says so in the way its reader needs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prepsheet.problems import Place, Problem, error, warning
from tests.cli.conftest import Run

WRONG = "basics:\n  name: [Ann]\nprep:\n  version: one\n"
PROBLEMS = [
    error(
        Place("a b.yaml", 2, 3, "prep.gaols"),
        "unknown-key",
        "unknown key 'gaols', 50% off",
        "did you mean\ngoals?",
    ),
    warning(Place("a b.yaml", 4, 1), "odd", "odd"),
    Problem(Place("a b.yaml"), "note", "n", "three gaps"),
]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """What checking finds, in place of a real profile's problems; a test may change it."""
    problems = list(PROBLEMS)
    monkeypatch.setattr("prepsheet.sheets.check", lambda *_: problems)
    return problems


def test_a_sound_profile_exits_0(cli: Run, profile: Path) -> None:
    ran = cli("check", "me.yaml")
    assert (ran.code, ran.out, ran.err) == (0, "", "No mistakes found.\n")


def test_every_mistake_of_every_file_is_shown(cli: Run, here: Path) -> None:
    (here / "a.yaml").write_text(WRONG, encoding="utf-8")
    (here / "b.yaml").write_text("- just a list\n", encoding="utf-8")
    ran = cli("check", "a.yaml", "b.yaml", "absent.yaml")
    assert ran.code == 1
    assert ran.out == ""
    for place in ("a.yaml:2:", "a.yaml:4:", "b.yaml:1:1:", "absent.yaml:"):
        assert place in ran.err


def test_names_in_answers_are_checked_against_the_library(cli: Run, here: Path) -> None:
    (here / "me.yaml").write_text("prep:\n  answers: [{question: early, slots: {alarm: two}}]\n", "utf-8")
    assert "me.yaml:2:14: warning: there is no question “early”" in cli("check", "me.yaml").err
    path = here / "own/content/en/questions/early.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("id: early\ntext: Can you start at six?\nlisten: []\n", "utf-8")
    ran = cli("check", "me.yaml", "--library", "own")
    assert "question" not in ran.err and "there is no slot “alarm”" in ran.err


def test_text_goes_to_stderr_with_counts(cli: Run, found: list[Problem]) -> None:
    ran = cli("check", "x.yaml")
    assert ran.code == 1
    assert ran.err.splitlines()[:2] == [
        "a b.yaml:2:3: error: unknown key 'gaols', 50% off",
        "  did you mean\\ngoals?",
    ]
    assert ran.err.endswith("1 error and 1 warning.\n")


def test_json_has_everything_and_nothing_else_is_on_stdout(cli: Run, found: list[Problem]) -> None:
    ran = cli("check", "x.yaml", "--format", "json")
    data = json.loads(ran.out)
    assert ran.code == 1
    assert (data["errors"], data["warnings"], len(data["problems"])) == (1, 1, 3)
    assert data["problems"][0] == {
        "file": "a b.yaml",
        "line": 2,
        "column": 3,
        "path": "prep.gaols",
        "severity": "error",
        "code": "unknown-key",
        "message": "unknown key 'gaols', 50% off",
        "hint": "did you mean\ngoals?",
    }


def test_json_of_a_sound_profile_is_json_too(cli: Run, profile: Path) -> None:
    ran = cli("check", "me.yaml", "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out) == {"errors": 0, "warnings": 0, "problems": []}


def test_github_gets_workflow_commands(cli: Run, found: list[Problem]) -> None:
    assert cli("check", "x.yaml", "--format", "github").out.splitlines() == [
        "::error file=a b.yaml,line=2,col=3,title=unknown-key::"
        "unknown key 'gaols', 50%25 off%0Adid you mean%0Agoals?",
        "::warning file=a b.yaml,line=4,col=1,title=odd::odd",
        "::notice file=a b.yaml,title=n::three gaps",
    ]


def test_warnings_fail_only_when_strict_and_notes_never(cli: Run, found: list[Problem]) -> None:
    found[:] = PROBLEMS[1:]
    assert cli("check", "x.yaml").code == 0
    assert cli("check", "x.yaml", "--strict").code == 1
    found[:] = PROBLEMS[2:]
    assert cli("check", "x.yaml", "--strict").code == 0


def test_quiet_hides_no_error(cli: Run, found: list[Problem]) -> None:
    ran = cli("check", "x.yaml", "--quiet")
    assert "error" in ran.err and "warning" in ran.err
    assert "three gaps" not in ran.err
