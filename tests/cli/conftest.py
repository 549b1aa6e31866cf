"""A run of the command line within the test, and a pipeline that makes small sheets in no time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from prepsheet.cli import run
from prepsheet.problems import FitError, Place, PrepsheetError, Problem, error

KIT = (
    ("values", "Values", "pdf"),
    ("skills", "Skills", "pdf"),
    ("goals", "Goals", "pdf"),
    ("answer-draft", "Answer draft", "docx"),
    ("cheat-sheet", "Cheat sheet", "pdf"),
)
PROFILE = """\
basics: {name: Zuzana Křížková}
prep:
  version: 1
  targets: [{id: ferry, job: {title: Operations lead}}]
"""


@dataclass(frozen=True)
class Ran:
    """What a run left: its exit code, and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@dataclass(frozen=True)
class FakeSheet:
    name: str
    title: str
    format: str
    text: str


@dataclass(frozen=True)
class FakeRendered:
    sheet: FakeSheet
    data: bytes
    pages: int = 1
    problems: tuple[Problem, ...] = ()


@dataclass
class Pipeline:
    """Stands for `prepsheet.sheets`; a test sets what goes wrong, and reads what was asked for."""

    text: str = "first"
    fails: dict[str, BaseException] = field(default_factory=dict)
    remarks: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    options: Any = None

    def names(self, _library: object, _language: str = "en") -> tuple[tuple[str, str, str], ...]:
        return KIT

    def plan(
        self, profile: Any, _library: object, names: tuple[str, ...], options: Any
    ) -> tuple[FakeSheet, ...]:
        self.options = options
        who = profile.data()["basics"]["name"]
        chosen = [sheet for sheet in KIT if not names or sheet[0] in names]
        return tuple(FakeSheet(*s, f"{s[0]} {who} {self.text}") for s in chosen if s[2] in options.formats)

    def render(self, sheet: FakeSheet) -> FakeRendered:
        if sheet.name in self.fails:
            raise self.fails[sheet.name]
        return FakeRendered(sheet, sheet.text.encode(), 1, self.remarks.get(sheet.name, ()))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake = Pipeline()
    monkeypatch.setattr("prepsheet.sheets.sheet_names", fake.names)
    monkeypatch.setattr("prepsheet.sheets.plan", fake.plan)
    monkeypatch.setattr("prepsheet.sheets.render", fake.render)
    return fake


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, in which nothing of the machine's own is found."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder


@pytest.fixture
def profile(here: Path) -> Path:
    path = here / "me.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(arguments)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return call


def too_long() -> PrepsheetError:
    return FitError([error(Place("me.yaml", 3, 5), "does-not-fit", "too long by 12 words", "shorten it")])
