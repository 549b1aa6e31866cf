"""The main job, whole: every example person's kit, on both papers, as files that others must accept."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

import prepsheet
from prepsheet import profile
from prepsheet.document import Preset
from prepsheet.profile import lens
from prepsheet.sheets import PRESETS, Paper, Rendered
from tests.docx.lint import assert_clean
from tests.pdf.validators import assert_valid

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "content" / "examples").glob("*.yaml"))
DAY = date(2026, 5, 13)
KIT = ["values", "skills", "goals", "answer-draft", "cheat-sheet"]
OFFLINE = """
import socket
def refuse(*arguments, **named): raise AssertionError("the network was asked for")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
from prepsheet.cli import main
main()
"""


def kit(person: Path, paper: Paper = "a4", *sheets: str, blank: bool = False) -> dict[str, Rendered]:
    made = prepsheet.build(person, *sheets, paper=paper, date=DAY, blank=blank)
    return {rendered.sheet.name: rendered for rendered in made}


def answers(rendered: Rendered) -> dict[str, str]:
    """The value of every field, as a program that collects forms reads it."""
    fields = pypdf.PdfReader(io.BytesIO(rendered.data)).get_fields() or {}
    found = {}
    for name, entry in fields.items():
        if "/FT" not in entry:
            continue
        value = str(entry.get("/V", ""))
        if entry["/FT"] == "/Btn" and (options := entry.get("/Opt")):
            value = str(options[int(value[1:])]) if value[1:].isdigit() else ""
        if entry["/FT"] == "/Ch" and value:
            field: Any = entry.indirect_reference.get_object()
            value = str(field["/XXKind"]["/Values"][field["/Opt"].index(value)])
        found[name] = value
    return found


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("person", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_has_a_valid_kit(person: Path, paper: Paper) -> None:
    made = kit(person, paper)
    assert list(made) == KIT
    for rendered in made.values():
        if rendered.sheet.format == "pdf":
            assert_valid(rendered.data)
        else:
            assert_clean(rendered.data)
    assert made["cheat-sheet"].pages == 1
    told = [problem for rendered in made.values() for problem in rendered.problems]
    assert {problem.code for problem in told} <= {"open-gap"}  # which some of them have, to be seen


@pytest.mark.parametrize("preset", PRESETS[1:])
def test_every_preset_makes_a_valid_kit_with_the_same_answers(preset: Preset) -> None:
    standard = kit(EXAMPLES[0])
    for made in prepsheet.build(EXAMPLES[0], date=DAY, preset=preset, paper="letter"):
        if made.sheet.format == "pdf":
            assert_valid(made.data)
            assert answers(made) == answers(standard[made.sheet.name])
        else:
            assert_clean(made.data)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_kit_for_nobody_is_valid_paper_without_fields(paper: Paper) -> None:
    made = kit(EXAMPLES[0], paper, "values", "skills", "goals", "cheat-sheet", blank=True)
    for rendered in made.values():
        assert_valid(rendered.data)
        assert answers(rendered) == {}


@pytest.mark.parametrize(
    ("flat", "blank", "most"),
    [(False, False, 90_000), (True, False, 40_000), (False, True, 30_000)],
    ids=["form", "flat", "blank"],
)
@pytest.mark.parametrize("person", EXAMPLES, ids=lambda path: path.stem)
def test_sheets_are_small(person: Path, flat: bool, blank: bool, most: int) -> None:
    """Of a form of two pages, 45,000 bytes are the font for whatever may be typed into it."""
    made = prepsheet.build(person, formats=["pdf"], date=DAY, flat=flat, blank=blank)
    assert {rendered.sheet.name: len(rendered.data) for rendered in made if len(rendered.data) > most} == {}


@pytest.mark.parametrize("person", EXAMPLES, ids=lambda path: path.stem)
def test_fields_hold_what_the_profile_says(person: Path) -> None:
    data = profile.load(person)[0].data()
    for sheet in ("values", "skills", "goals"):
        for name, value in answers(kit(person, "a4", sheet)[sheet]).items():
            if not (known := lens.get(data, name)):
                continue
            if name.endswith(".status"):
                known = "/Yes" if known == "done" else "/Off"
            assert value == ", ".join(known.splitlines()), name


def test_more_than_a_glance_holds_is_reported(tmp_path: Path) -> None:
    person = tmp_path / "many.yaml"
    stories = "".join(f"    - {{title: Story {n}}}\n" for n in range(1, 8))
    person.write_text(f"prep:\n  stories:\n{stories}")
    rendered = kit(person, "a4", "cheat-sheet")["cheat-sheet"]
    left_out = [problem.message for problem in rendered.problems if problem.code == "left-out"]
    assert [message.rpartition(": ")[2] for message in left_out] == ["the story Story 6", "the story Story 7"]


def test_a_plain_json_resume_is_a_profile(tmp_path: Path) -> None:
    resume = tmp_path / "resume.json"
    resume.write_text(
        json.dumps(
            {
                "basics": {"name": "Nguyễn Thị Ánh", "label": "Welder"},
                "work": [{"name": "Yard", "position": "Welder", "startDate": "2020-01"}],
                "skills": [{"name": "TIG welding", "level": "Advanced"}],
            }
        )
    )
    made = kit(resume)
    stored = answers(made["skills"])
    assert (stored["skills.1.name"], stored["skills.1.level"]) == ("TIG welding", "Advanced")
    assert stored["skills.2.name"] == ""
    assert all(not value or value == "/Off" for value in answers(made["goals"]).values())
    page = pypdf.PdfReader(io.BytesIO(made["goals"].data)).pages[0].extract_text()
    assert "Nguyễn Thị Ánh" in page


def test_a_profile_without_a_name_leaves_room_for_one(tmp_path: Path) -> None:
    nobody = tmp_path / "nobody.yaml"
    nobody.write_text("prep: {version: 1}\n")
    for sheet in ("values", "skills", "goals"):
        rendered = kit(nobody, "a4", sheet)[sheet]
        assert_valid(rendered.data)
        assert answers(rendered)["basics.name"] == ""


def run(folder: Path, **environment: str) -> dict[str, str]:
    """The kit's files by the command, in a process of its own: their names and hashes."""
    command = ["build", str(EXAMPLES[-1]), "--date", DAY.isoformat(), "-o", "kit", "--force"]
    subprocess.run(
        [sys.executable, "-c", OFFLINE, *command], cwd=folder, check=True, timeout=60, capture_output=True,
        env={**os.environ, **environment},
    )  # fmt: skip
    made = (folder / "kit").glob("[a-z]*")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}


def test_the_kit_has_the_same_bytes_everywhere_and_needs_no_network(tmp_path: Path) -> None:
    first = run(tmp_path, PYTHONHASHSEED="1", TZ="Pacific/Auckland")
    assert len(first) == len(KIT)
    assert run(tmp_path, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C") == first
