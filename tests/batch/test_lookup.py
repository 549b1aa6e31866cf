"""From a code back to a row and a sheet: by the journal of a run, which is only read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from prepsheet import sheets
from prepsheet.batch.journal import Journal, path_in
from prepsheet.batch.lookup import resolve, run_of
from prepsheet.batch.model import Done, Made, Task
from prepsheet.batch.store import prepare
from prepsheet.cli import run
from prepsheet.codes import PageCode, token
from prepsheet.problems import InputError
from prepsheet.roster import Row
from tests.making import LIBRARY, ROOT, person

TOKEN = token(b"row 17")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The output of a run with its journal: of one person with files, and of one who is only printed."""
    output = tmp_path / "class"
    prepare(output)
    zuzana = Row(17, "z", "Zuzana Křížková")
    files = (Made("Křížková Zuzana/goals.pdf", "goals", 2, 1, ""),)
    rows = [
        (Task(zuzana, "Křížková Zuzana", "", TOKEN), Done(17, files, (), (), ("skills", "goals"))),
        (Task(Row(18, "x", "Jan\x1b[2J"), "Jan", "", token(b"row 18")), Done(18, (), (), (), ("goals",))),
    ]
    with closing(Journal(output)) as journal:
        journal.record(rows, printing=True)
    return output


def test_a_code_leads_to_row_person_sheet_and_file(folder: Path) -> None:
    found = resolve(folder, PageCode(TOKEN, 2, 3))
    assert (found.row, found.person, found.sheet, found.page) == (17, "Zuzana Křížková", "goals", 3)
    assert found.file == "Křížková Zuzana/goals.pdf"


def test_a_sheet_that_is_only_printed_has_no_file(folder: Path) -> None:
    found = resolve(folder, PageCode(token(b"row 18"), 1, 1))
    assert (found.row, found.sheet, found.file) == (18, "goals", "")


def test_a_sheet_that_the_row_has_no_more_leaves_the_row(folder: Path) -> None:
    assert resolve(folder, PageCode(TOKEN, 9, 1)).row_and_sheet == "row 17, Zuzana Křížková"


def test_what_can_not_be_found_is_told(folder: Path, tmp_path: Path) -> None:
    def code_of(place: Path, said: str) -> str:
        with pytest.raises(InputError) as caught:
            resolve(place, PageCode(said, 1, 1))
        return caught.value.problems[0].code

    assert code_of(tmp_path, TOKEN) == "no-run"
    assert code_of(folder, token(b"another")) == "unknown-code"
    there = {path: path.read_bytes() for path in path_in(folder).parent.iterdir()}
    path_in(folder).write_bytes(b"no journal" * 100)
    assert code_of(folder, TOKEN) == "damaged-journal"
    assert {*path_in(folder).parent.iterdir()} == there.keys(), "nothing is written beside it"


def test_show_prints_whose_page_it_is(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    code = str(PageCode(TOKEN, 2, 1)).lower().replace("-", " ")
    assert run(["show", code, "--in", str(folder)]) == 0
    told = f"row 17, Zuzana Křížková, goals, page 1\n{folder}/Křížková Zuzana/goals.pdf\n"
    assert capsys.readouterr().out == told
    monkeypatch.chdir(folder)
    assert run(["show", code]) == 0
    assert capsys.readouterr().out.startswith("row 17, Zuzana")
    assert run(["show", str(PageCode(token(b"row 18"), 1, 1))]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_show_says_that_a_character_is_wrong(folder: Path, capsys: Capture) -> None:
    code = str(PageCode(TOKEN, 2, 1))
    assert run(["show", code[:-1] + ("0" if code[-1] != "0" else "1"), "--in", str(folder)]) == 2
    assert "one of its characters is wrong" in capsys.readouterr().err


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "zuzana.yaml"
    path.write_bytes((ROOT / "content/examples/zuzana.yaml").read_bytes())
    return path


@pytest.fixture
def goals() -> Callable[[str], bytes]:
    def made(code: str) -> bytes:
        options = sheets.Options(date(2026, 5, 13), code=code, formats=frozenset({"pdf"}))
        planned = sheets.plan(person("zuzana"), LIBRARY, ("skills", "answer-draft", "goals"), options)
        return sheets.render(planned[-1]).data

    return made


def test_collect_says_for_whom_a_sheet_was_made(
    folder: Path, profile: Path, goals: Callable[[str], bytes], capsys: Capture
) -> None:
    inside, elsewhere = folder / "goals.pdf", profile.parent / "goals.pdf"
    for path in (inside, elsewhere):
        path.write_bytes(goals(TOKEN))
    told = "note: made for row 17, Zuzana Křížková, goals"
    assert run(["collect", str(inside), "--into", str(profile)]) == 0
    assert f"{inside}: {told}" in capsys.readouterr().err
    assert run_of(elsewhere) is None
    assert run(["collect", str(elsewhere), "--into", str(profile)]) == 0
    assert told not in capsys.readouterr().err
    assert run(["collect", str(elsewhere), "--into", str(profile), "--run", str(folder)]) == 0
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("code", [token(b"another"), "no token"])
def test_a_code_that_no_run_knows_keeps_nothing_from_being_collected(
    code: str, folder: Path, profile: Path, goals: Callable[[str], bytes], capsys: Capture
) -> None:
    path = folder / "goals.pdf"
    path.write_bytes(goals(code))
    assert run(["collect", str(path), "--into", str(profile)]) == 0
    assert "row 17" not in capsys.readouterr().err
