"""reportlab has settings in many places; none of them may show in a sheet."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from prepsheet.pdf import render
from tests.pdf import samples
from tests.pdf.processes import in_a_process

SHEET = "import sys; from prepsheet.pdf import render; from tests.pdf import samples\n"
PRINT = "sys.stdout.buffer.write(render(samples.everything()))"
SETTINGS = "useA85 = pdfMultiLine = pdfComments = 1\ncanvas_basefontname = 'Courier'\ndocumentLang = 'fr'\n"


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return render(samples.everything())


def test_settings_in_the_home_folder_are_not_run(sheet: bytes, tmp_path: Path) -> None:
    (tmp_path / ".reportlab_settings").write_text(f"{SETTINGS}open('traces', 'w').close()\n")
    assert in_a_process(SHEET + PRINT, tmp_path, HOME=str(tmp_path), USERPROFILE=str(tmp_path)) == sheet
    assert not (tmp_path / "traces").exists()


@pytest.mark.parametrize("settings", [SETTINGS, "raise SystemExit('settings were run')"])
def test_a_settings_module_on_the_path_is_not_run(sheet: bytes, tmp_path: Path, settings: str) -> None:
    (tmp_path / "reportlab_settings.py").write_text(settings)
    assert in_a_process(SHEET + PRINT, tmp_path) == sheet


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RL_useA85", "1"),
        ("RL_pdfMultiLine", "yes"),
        ("RL_pdfComments", "1"),
        ("RL_invariant", "perhaps"),
        ("RL_xmlParser", "mine"),
        ("RL_defaultPageSize", "napkin"),
        ("RL_pageCompression", "0"),
        ("RL_documentLang", "fr"),
        ("RL_canvas_basefontname", "Courier"),
    ],
)
def test_variables_change_nothing_and_stay(sheet: bytes, tmp_path: Path, name: str, value: str) -> None:
    check = f"\nimport os; assert os.environ[{name!r}] == {value!r}"
    assert in_a_process(SHEET + PRINT + check, tmp_path, **{name: value}) == sheet


def test_what_another_program_set_before_changes_nothing(sheet: bytes, tmp_path: Path) -> None:
    (tmp_path / "reportlab_settings.py").write_text(SETTINGS)
    before = "import reportlab.rl_config as settings; assert settings.useA85\n"
    assert in_a_process(before + SHEET + PRINT, tmp_path) == sheet


def test_no_module_of_settings_is_left_behind() -> None:
    program = f"{SHEET}render(samples.everything())\nprint('reportlab_settings' in sys.modules)"
    assert in_a_process(program) == b"False\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a working folder can't be deleted")
def test_the_working_folder_may_be_gone(sheet: bytes, tmp_path: Path) -> None:
    (folder := tmp_path / "gone").mkdir()
    program = f"import os, sys\nos.rmdir({str(folder)!r})\nsys.path.remove('')\n{SHEET}{PRINT}"
    assert in_a_process(program, folder) == sheet
