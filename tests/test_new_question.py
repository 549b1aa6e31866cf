"""A question, a structure and a tone of one's own: files in a folder of one's own, and no Python."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as open_docx

from prepsheet import sheets
from prepsheet.library import Library
from tests.docx.lint import assert_clean
from tests.layout.reading import written
from tests.making import DAY, ROOT, person

QUESTION = """
id: early-shift
text: Can you start at six?
listen: [Will you be awake?]
structure: yes-and
seconds: [10, 40]
checks: [I have tried the first bus.]
followups:
  - id: bus
    question: How will you get here?
    cue: ["The first bus, and a bicycle. Then: {near_gist}."]
"""
STRUCTURE = """
id: yes-and
label: Yes, and
questions: [early-shift]
when: For a question that wants a yes.
slots:
  alarm: {ask: "how many clocks?"}
beats:
  - id: "yes"
    label: "Yes"
    prompt: Say yes first.
    cue: Yes, and.
    share: 40
    say:
      - text: "Yes. I have {alarm}."
        tones: {warm: "Yes, gladly. I have {alarm}."}
      - use: now
  - id: why
    label: And
    share: 60
    say: [{use: reason}]
short: ["Yes, gladly."]
"""
SHEET = """
name: answer-early-shift
title: Early shift
layout: draft
question: early-shift
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The shipped library with a folder of one's own before it."""
    written(tmp_path, "content/en/questions/early-shift.yaml", QUESTION)
    written(tmp_path, "content/en/structures/yes-and.yaml", STRUCTURE)
    written(tmp_path, "content/en/sheets/answer-early-shift.yaml", SHEET)
    return Library((tmp_path, ROOT))


def draft(library: Library, tone: str = "") -> sheets.Rendered:
    (planned,) = sheets.plan(
        person("zuzana"), library, ("answer-early-shift",), sheets.Options(DAY, tone=tone)
    )
    return sheets.render(planned)


def words(rendered: sheets.Rendered) -> str:
    element = open_docx(io.BytesIO(rendered.data)).element.body
    return "".join(node.text or "" for node in element.iter() if node.tag.endswith("}t"))


def test_it_becomes_a_draft_of_its_own(library: Library) -> None:
    rendered = draft(library)
    assert_clean(rendered.data)
    told = words(rendered)
    for expected in (
        "Can you start at six?",
        "Yes. I have [how many clocks?].",
        "I have been a sample logistics coordinator",
        "Will you be awake?",
        "Yes, and.",
        "The first bus, and a bicycle. Then: ",
        "I have tried the first bus.",
    ):
        assert expected in told


def test_its_fields_are_those_of_its_question(library: Library) -> None:
    body = open_docx(io.BytesIO(draft(library).data)).element.body
    tags = {
        value
        for node in body.iter()
        if node.tag.endswith("}tag")
        for key, value in node.attrib.items()
        if key.endswith("}val")
    }
    assert {f"prep:answers.early-shift.{part}" for part in ("text", "short", "checks.1", "checks.5")} <= tags


def test_it_has_tones(library: Library) -> None:
    assert "Yes, gladly. I have [how many clocks?]." in words(draft(library, "warm"))


def test_it_is_listed(library: Library) -> None:
    assert sheets.SheetName("answer-early-shift", "Early shift", "docx") in sheets.sheet_names(library)
    assert "early-shift" in sheets.scripts(library).questions


def test_every_shipped_question_has_a_sheet_and_only_one_is_in_the_kit() -> None:
    shipped = Library((ROOT,))
    names = [sheet.name for sheet in sheets.sheet_names(shipped)]
    for question in sheets.scripts(shipped).questions:
        assert ("answer-draft" if question == "aspirations" else f"answer-{question}") in names
    kit = sheets.plan(person("zuzana"), shipped, (), sheets.Options(DAY))
    assert [sheet.name for sheet in kit if sheet.format == "docx"] == ["answer-draft"]


@pytest.mark.parametrize("name", ["zuzana", "lukasz", "anh"])
def test_every_shipped_draft_is_sound(name: str) -> None:
    shipped = Library((ROOT,))
    wanted = tuple(sheet.name for sheet in sheets.sheet_names(shipped) if sheet.format == "docx")
    made = [sheets.render(sheet) for sheet in sheets.plan(person(name), shipped, wanted, sheets.Options(DAY))]
    assert len(made) == len(sheets.scripts(shipped).questions)
    for rendered in made:
        assert_clean(rendered.data)
        assert {problem.severity for problem in rendered.problems} <= {"note"}


def test_a_name_that_is_passed_over_is_a_remark_of_each_sheet_that_answers(tmp_path: Path) -> None:
    from prepsheet.profile import load

    me = written(
        tmp_path, "me.yaml", "prep:\n  answers:\n    - question: gap\n      slots: {gap_siad: Two years.}\n"
    )
    profile, _ = load(me)
    made = sheets.plan(profile, Library((ROOT,)), ("answer-gap", "goals"), sheets.Options(DAY))
    found = {sheet.name: sheets.render(sheet).problems for sheet in made}
    assert found["goals"] == ()
    assert [one.hint for one in found["answer-gap"] if one.code == "unknown-slot"] == [
        "did you mean gap_said?"
    ]


def test_checking_tells_the_line_of_such_a_name(tmp_path: Path) -> None:
    me = written(
        tmp_path,
        "me.yaml",
        "basics: {name: Ann}\nprep:\n  tone: wram\n  answers:\n"
        "    - question: gap\n      slots:\n        story: nine\n        gap_siad: Two years.\n",
    )
    library = Library((ROOT,))
    assert [problem.code for problem in sheets.check(me, library)] == ["unknown-reference"]
    me.write_text(me.read_text().replace("        story: nine\n", ""))
    found = [(p.place.file, p.place.line, p.place.column, p.code) for p in sheets.check(me, library)]
    assert found == [(str(me), 3, 3, "unknown-tone"), (str(me), 7, 9, "unknown-slot")]
