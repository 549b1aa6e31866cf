"""How far a run is: one line on a terminal, now and then a line in a log, nothing for the quiet."""

from __future__ import annotations

import re

import pytest

from prepsheet.cli import progress
from prepsheet.cli.progress import Progress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def run(clock: list[float], tell: Progress, seconds: float, whole: int = 1000) -> None:
    for done in range(0, whole + 1, 10):
        tell(done, whole)
        clock[0] += seconds * 10 / whole


def test_a_log_gets_a_line_now_and_then(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    run(clock, Progress(), 100)
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == ["1,000 to make", "300 of 1,000, 10.0 a second, 1 min 10 s left"]
    assert len(lines) == 1 + int(100 // progress.EVERY_LOGGED)


def test_a_terminal_gets_one_line_that_renews_itself(
    clock: list[float], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    tell = Progress()
    run(clock, tell, 7300)
    tell.end()
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and told.endswith("\n")
    shown = told.split("\r\x1b[K")
    assert shown[-1].startswith("1,000 of 1,000") and "left" not in shown[-1]
    assert re.search("2 h 00 min left", shown[2])


def test_quiet_says_nothing(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    run(clock, Progress(quiet=True), 100)
    assert capsys.readouterr().err == ""
