"""The command as a process of its own: what it imports, how it starts, and closed pipes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "content/examples/zuzana.yaml"
PDF = {"prepsheet.pdf", "prepsheet.typeset", "reportlab", "pypdf", "uharfbuzz"}
DOCX = {"prepsheet.docx", "docx", "lxml"}
HEAVY = PDF | DOCX | {"jinja2", "msgspec", "yaml", "hashlib"}


def prepsheet(
    folder: Path, *arguments: str, python: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *python, "-m", "prepsheet", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60)


def imported(folder: Path, *arguments: str) -> set[str]:
    """The modules that a run imports, of which it must leave with code 0."""
    ran = prepsheet(folder, *arguments, python=("-X", "importtime"))
    assert ran.returncode == 0, ran.stderr
    return set(re.findall(r"^import time:.*\|\s*(\S+)$", ran.stderr, re.MULTILINE))


def test_help_imports_nothing_but_click(tmp_path: Path) -> None:
    modules = imported(tmp_path, "--help")
    assert not modules & HEAVY
    assert not [name for name in modules if name.startswith("prepsheet.cli.commands")]


@pytest.mark.parametrize(
    "arguments", [("new",), ("check", str(EXAMPLE)), ("schema",), ("show", "layouts/worksheet"), ("list",)]
)
def test_commands_that_make_nothing_import_no_backend(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert not imported(tmp_path, *arguments) & (PDF | DOCX)


def test_a_draft_needs_no_pdf_and_a_worksheet_no_word(tmp_path: Path) -> None:
    assert not imported(tmp_path, "build", str(EXAMPLE), "--as", "docx", "-o", "word") & PDF
    assert not imported(tmp_path, "build", str(EXAMPLE), "--as", "pdf", "-o", "pdf") & DOCX


def test_a_worksheet_needs_nothing_of_rosters_runs_or_branding_files(tmp_path: Path) -> None:
    modules = imported(tmp_path, "build", str(EXAMPLE), "goals", "-o", ".")
    others = ("batch", "roster", "collect", "imports", "reading_order", "brand.branding")
    assert not [name for name in modules if name.startswith(tuple(f"prepsheet.{each}" for each in others))]
    assert not modules & {"segno", "sqlite3", "multiprocessing", "python_calamine", "svgelements"}


def test_collecting_needs_only_the_reader_of_what_came_back(tmp_path: Path) -> None:
    prepsheet(tmp_path, "build", str(EXAMPLE), "goals", "answer-draft", "-o", ".")
    back = ("--into", str(EXAMPLE), "--dry-run")
    makers = {"prepsheet.sheets", "prepsheet.typeset", "reportlab", "jinja2", "docx"}
    assert not imported(tmp_path, "collect", "goals.pdf", *back) & (makers | {"lxml"})
    assert not imported(tmp_path, "collect", "answer-draft.docx", *back) & (makers | {"pypdf"})


def test_every_command_says_in_the_list_what_its_help_says() -> None:
    from importlib import import_module

    from prepsheet.cli.group import COMMANDS

    for name, summary in COMMANDS.items():
        command = import_module(f"prepsheet.cli.commands.{name}").command
        assert command.name == name
        assert command.help.splitlines()[0] == summary
        assert "Example" in command.help


def test_results_go_to_stdout_and_the_rest_to_stderr(tmp_path: Path) -> None:
    ran = prepsheet(tmp_path, "new", "me.yaml")
    assert ran.stdout.splitlines() == ["me.yaml", "prepsheet.schema.json"]
    assert "Next" in ran.stderr and "\x1b" not in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently on Windows")
@pytest.mark.parametrize("arguments", [("--help",), ("schema",), ("show", "layouts/worksheet")])
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as gone:
        ran = subprocess.run(
            [sys.executable, "-m", "prepsheet", *arguments],
            cwd=tmp_path, stdout=gone, stderr=subprocess.PIPE, text=True, timeout=60,
        )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_terminal_without_unicode_gets_escapes(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    ran = subprocess.run(
        [sys.executable, "-m", "prepsheet", "show", "examples/zuzana"],
        cwd=tmp_path, env=environment, capture_output=True, encoding="latin-1", timeout=60,
    )  # fmt: skip
    assert ran.returncode == 0
    assert "Zuzana K\\u0159í\\u017eková" in ran.stdout


def test_the_version_is_told(tmp_path: Path) -> None:
    assert re.fullmatch(r"prepsheet \d+\.\d+\.\d+\n", prepsheet(tmp_path, "--version").stdout)
