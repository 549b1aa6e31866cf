"""However a run ends, it ends with a plain message and the right code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prepsheet.cli import terminal
from prepsheet.problems import Place, Problem, error
from tests.cli.conftest import Pipeline, Run


def test_a_mistake_of_our_own_tells_nothing_of_the_person(
    cli: Run, pipeline: Pipeline, profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    pipeline.fails = {"goals": KeyError("Zuzana's secret")}
    ran = cli("build", "me.yaml")
    assert ran.code == 70
    assert "Traceback" not in ran.err and "secret" not in ran.err
    found = re.search(r"\S+prepsheet-report-\S+\.txt", ran.err)
    assert found
    report = Path(found[0]).read_text(encoding="utf-8")
    assert "KeyError" in report and "prepsheet/cli/commands/build.py:" in report
    assert not re.search(rf"secret|Zuzana|{re.escape(str(Path.cwd()))}", report)


def test_a_report_that_can_not_be_written_does_not_matter(
    cli: Run, pipeline: Pipeline, profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "absent"))
    pipeline.fails = {"goals": RecursionError()}
    ran = cli("build", "me.yaml")
    assert ran.code == 70
    assert "mistake of ours" in ran.err


def test_an_interrupt_exits_130_and_writes_nothing(
    cli: Run, pipeline: Pipeline, profile: Path, here: Path
) -> None:
    pipeline.fails = {"goals": KeyboardInterrupt()}
    ran = cli("build", "me.yaml")
    assert ran.code == 130
    assert "interrupted" in ran.err
    assert not (here / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("biuld", "me.yaml"), "Did you mean 'build'?"),
        (("me.yaml",), "prepsheet build me.yaml"),
        (("--verbose",), "--verbose"),
        (("list", "shets"), "shets"),
        (("schema", "extra"), "extra"),
        (("check",), "PROFILE"),
    ],
)
def test_wrong_usage_exits_2(cli: Run, arguments: tuple[str, ...], told: str) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""


def test_nothing_in_a_file_can_steer_the_terminal() -> None:
    problem = error(Place("a\x1b[2J\n.yaml", 1, 2), "c", "bad \u202e text\x07", "say\x9b what")
    assert terminal.line(problem).splitlines()[0].startswith("a\\x1b[2J\\n.yaml:1:2: ")
    assert not re.search("[\x07\x9b\u202e]", terminal.line(problem))


def test_names_in_scripts_that_need_joiners_stay_readable() -> None:
    assert terminal.printable("علی\u200cرضا Křížková") == "علی\u200cرضا Křížková"


def test_a_message_that_quotes_half_a_file_is_cut() -> None:
    assert len(terminal.line(error(Place("a"), "c", "x" * 10_000))) < 700


def test_colour_is_for_terminals_only(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.report([Problem(Place("me.yaml", 1, 1), "warning", "c", "m", "h")])
    assert capsys.readouterr().err == "me.yaml:1:1: warning: m\n  h\n"
