"""A worksheet of one's own: one file of words in a folder of one's own, and no Python."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest

from prepsheet import layout, sheets
from prepsheet.library import Library
from prepsheet.problems import InputError
from prepsheet.profile import Profile
from prepsheet.typeset import typeset
from tests.layout.reading import written
from tests.making import DAY, LIBRARY, NOBODY, PAPERS, ROOT, Paper, document, person
from tests.outline import outline
from tests.typeset.geometry import faults, texts, widgets

MINE = """
name: first-week
title: First week
about: What I want to know and do in my first week.
layout: worksheet
kit: 0
series: 4

pages:
  - title: Before the first day
    lead: Fill this in on the evening before. 10 minutes.
    turn: Turn over when the week is done
    subject: {list: goals, key: horizon, value: short, new: near}
    parts:
      - {part: section, number: 1, heading: What I want, columns: [{at: 9, text: by}]}
      - {part: text, style: hint, text: "One thing is enough, **and small is fine**."}
      - {part: line, field: .role, label: The job}
      - {part: box, field: .why, label: Why it matters, lines: 3, least: 1, spoken: "true", show: above}
      - part: lines
        fields:
          - {at: 1, span: 6, label: My name, field: basics.name}
          - {at: 7, span: 6, label: My e-mail, field: basics.email, prefill: not known}
      - part: lines
        what: the talk
        align: top
        fields:
          - {at: 1, span: 6, label: When, field: targets.1.interview.when, kind: moment}
          - {at: 7, span: 3, label: Minutes, field: targets.1.interview.minutes, kind: number, minimum: 1, maximum: 90}
          - {at: 10, span: 3, label: How, field: targets.1.interview.format, kind: pick, options: [{value: phone, label: by phone}]}
      - {part: choice, field: .horizon, label: I want it, options: [{value: short, label: soon}, {value: long, label: later}]}
      - part: letters
        rows: [{letter: A, label: Ask, ask: Whom do I ask first?, field: .specific}]
      - part: steps
        by: by
        done: done
        rows: [{each: "n in range(1, 3)", label: "Step {{ n }}", do: ".steps.{{ n }}.do", by: ".steps.{{ n }}.by", status: ".steps.{{ n }}.status"}]
      - {part: line, field: .by, label: The month, show: left, kind: date}
      - {part: line, field: prep.weeks, label: Weeks, show: left, kind: number, minimum: 1, maximum: 12, required: true}
      - {part: pick, field: .field, label: The field, options: [{value: care, label: Care}, {value: trade, label: Trade}]}
      - {part: several, field: .values, label: What it serves, options: [{value: Trust, label: Trust}, {value: Calm, label: Calm}]}
      - {part: labelled, rows: [{label: Who helps, field: .benefit}]}
  - title: After the first week
    lead: Look back. 10 minutes.
    turn: ""
    subject: {}
    parts:
      - part: ranked
        proof: When did I see it?
        options: [{value: must, label: must have}, {value: flex, label: can bend}]
        rows: [{label: Value 1, name: values.1.name, kind: values.1.kind, evidence: values.1.evidence}]
      - part: skills
        heads:
          - {at: 1, span: 4, dx: 0, text: Skill, hint: any}
          - {at: 5, span: 2, dx: 0, text: Kind, hint: sort}
          - {at: 7, span: 3, dx: 12, text: Level, hint: how well}
          - {at: 10, span: 3, dx: 0, text: Proof, hint: who saw it}
        kinds: [{value: know, label: know}, {value: do, label: do}]
        levels: [{value: Advanced, label: "4"}, {value: Expert, label: "5"}]
        rows: [{label: Skill 1, name: skills.1.name, kind: skills.1.kind, level: skills.1.level, evidence: skills.1.evidence}]
      - part: grow
        heads: {name: Skill, goal: Goal, by: By, step: Step}
        rows: [{label: Grow, name: skills_to_build.1.name, goal: skills_to_build.1.for, by: skills_to_build.1.by, step: skills_to_build.1.first_step}]
      - part: matrix
        title: How it was
        scales:
          - {letter: A, label: Matters, anchors: 1 to 3, at: 214, points: [{value: "1", label: "1"}, {value: "5", label: "5"}]}
          - {letter: B, label: I have it, anchors: 1 to 3, at: 338, points: [{value: "1", label: "1"}, {value: "4", label: "4"}]}
        gap: [Gap, A − B]
        example: {label: Example, means: a warm welcome, marks: [5, 1], gap: 4}
        groups: [{title: People, rows: [{id: trust, label: Trust, means: nobody checks}]}]
"""  # noqa: E501 - a row of YAML is one line
FILE = "content/en/sheets/first-week.yaml"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The shipped library with a folder of one's own before it."""
    written(tmp_path, FILE, MINE)
    return Library((tmp_path, ROOT))


def planned(library: Library, profile: Profile, paper: Paper = "a4", **more: Any) -> sheets.Sheet:
    (found,) = sheets.plan(profile, library, ("first-week",), sheets.Options(DAY, paper=paper, **more))
    return found


def test_every_part_kind_of_worksheets_is_used_here() -> None:
    """The test follows the layout: a new kind of part belongs into the sheet above."""
    kinds = layout.load(ROOT / "layouts/worksheet.yaml").parts
    assert [kind for kind in kinds if f"part: {kind}" not in MINE] == []


def test_it_is_listed_beside_the_shipped_ones_and_not_in_the_kit(library: Library) -> None:
    listed = {sheet.name: sheet for sheet in sheets.sheet_names(library)}
    assert listed["first-week"] == sheets.SheetName("first-week", "First week", "pdf")
    assert set(listed) == {sheet.name for sheet in sheets.sheet_names(LIBRARY)} | {"first-week"}
    kit = sheets.plan(person(NOBODY), library, (), sheets.Options(DAY))
    assert "first-week" not in [sheet.name for sheet in kit]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["zuzana", NOBODY])
def test_it_is_typeset_without_a_fault(library: Library, name: str, paper: Paper) -> None:
    made = typeset(document("first-week", person(name), paper, library=library))
    assert faults(made, 480) == []
    titles = [[text.text for text in texts(page) if text.size == 27] for page in made.pages]
    assert titles == [["Before the first day"], ["After the first week"]]
    names = {widget.name for page in made.pages for widget in widgets(page)}
    assert {"goals.near.role", "goals.near.steps.2.do", "values.1.kind", "ratings.trust.gap"} <= names


def test_its_fields_carry_the_values_of_the_profile(library: Library) -> None:
    rendered = sheets.render(planned(library, person("zuzana")))
    assert rendered.pages == 2
    fields = pypdf.PdfReader(io.BytesIO(rendered.data)).get_fields() or {}
    values = {name: str(field.get("/V", "")) for name, field in fields.items() if "/FT" in field}
    assert values["basics.name"] == "Zuzana Křížková"
    assert values["basics.email"] == "zuzana.krizkova@example.org"
    assert values["values.1.name"] == "Trust"
    assert values["skills.1.name"] == "Rota planning"
    assert values["skills_to_build.1.for"] == "near, far"
    assert values["ratings.trust.gap"] == "2"


def test_its_words_may_be_strong(library: Library) -> None:
    told = outline(document("first-week", person(NOBODY), library=library))
    assert "<strong:and small is fine>" in told


def test_a_blank_one_is_possible(library: Library) -> None:
    rendered = sheets.render(planned(library, person("zuzana"), blank=True))
    assert "Zuzana" not in "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(rendered.data)).pages
    )


def test_the_own_folder_comes_first(tmp_path: Path) -> None:
    shipped = (ROOT / "content/en/sheets/goals.yaml").read_text(encoding="utf-8")
    written(tmp_path, "content/en/sheets/goals.yaml", shipped.replace("title: Goals", "title: Aims"))
    names = {sheet.name: sheet.title for sheet in sheets.sheet_names(Library((tmp_path, ROOT)))}
    assert names["goals"] == "Aims"


@pytest.mark.parametrize(
    ("old", "new", "message", "told_there"),
    [
        ("part: labelled", "part: labeled", "no part is called 'labeled'", True),
        ("heading: What I want,", "heading: What I want, now or later,", "knows no 'now or later'", True),
        (", label: The job}", "}", "the part 'line' needs 'label'", True),
        ("value: short, new: near", "value: short", "a page's subject must have the keys", True),
        ("layout: worksheet", "layout: work sheet", "layout", True),
        ('"Step {{ n }}"', '"Step {{ m }}"', "unknown name 'm'", True),
        ("style: hint", "style: hints", "no style is called 'hints'", False),
        ("lines: 3", "lines: three", "Expected `int`", False),
        ("lines: 3", "lines: 3000", "asks for 3000 lines", False),
        ("label: Who helps, ", "", "unknown name 'label'", False),
    ],
)
def test_a_mistake_in_it_is_told(tmp_path: Path, old: str, new: str, message: str, told_there: bool) -> None:
    changed = MINE.replace(old, new, 1)
    path = written(tmp_path, FILE, changed)
    with pytest.raises(InputError) as caught:
        sheets.render(planned(Library((tmp_path, ROOT)), person("zuzana")))
    (problem,) = caught.value.problems
    assert message in f"{problem.message} {problem.place.path}"
    if told_there:
        line = changed[: MINE.index(old)].count("\n") + 1
        assert (problem.place.file, problem.place.line) == (str(path), line)
