"""Composing: which entry of the profile a page is about, and the documents that come of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prepsheet import content, layout
from prepsheet.compose import Setting, compose, prepare
from prepsheet.document import Document, TextField
from prepsheet.profile import Profile, lens
from prepsheet.profile.prep import Goal, Prep
from prepsheet.typeset.shrink import walk
from tests.layout.reading import node, problems, told, written
from tests.making import DAY, NOBODY, WORKSHEETS, document, document_of, person
from tests.outline import outline

COMMON = "language: en-GB\nowner_label: Name\n"
LAYOUT = """
name: small
format: pdf
parts:
  text: {needs: [text], defaults: {style: body}, blocks: [{paragraph: {text: "{{ part.text }}", style: "{{ part.style }}"}}]}
  line: {needs: [field], defaults: {prefill: ""}, blocks: [{text_field: {field: "{{ part.field }}", prefill: "{{ part.prefill }}", label: x}}]}
document:
  sheet: "{{ sheet.name }}"
  title: "{{ sheet.title }}"
  language: "{{ language }}"
  author: "{{ profile.basics.name }}"
  date: "{{ date }}"
  paper: "{{ paper }}"
  pages: [{each: page in pages, frames: [{top: 56, height: 700, blocks: [{parts: "{{ page.parts }}"}]}]}]
"""  # noqa: E501
HEAD = "name: trial\ntitle: Trial\nlayout: small\n"


def prepared(folder: Path, pages: str, *, common: str = COMMON) -> Any:
    """A sheet of these pages for the layout above."""
    words = content.load(written(folder, "trial.yaml", HEAD + pages))
    return prepare(words, layout.load(written(folder, "small.yaml", LAYOUT)), node(common))


def composed(folder: Path, pages: str, profile: Profile = Profile(), *, common: str = COMMON) -> Document:  # noqa: B008
    """The document of these pages for this profile."""
    setting = Setting("a4", DAY.isoformat())
    return compose(prepared(folder, pages, common=common), profile.data(), setting, lens.get, {})


def windows(document: Document) -> dict[str, str]:
    """The values of the document's fields, by path."""
    return {part.path: part.value for part in walk(document.pages) if isinstance(part, TextField)}


def goals(*entries: Goal) -> Profile:
    """A profile with these goals."""
    return Profile(prep=Prep(goals=entries))


SUBJECT = """
pages:
  - subject: {list: goals, key: horizon, value: short, new: near}
    parts: [{part: line, field: .role}]
"""


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (
            goals(Goal(id="a", horizon="long", role="x"), Goal(id="b", horizon="short", role="y")),
            {"goals.b.role": "y"},
        ),
        (goals(Goal(id="a", role="x"), Goal(id="b", horizon="short", role="y")), {"goals.b.role": "y"}),
        (goals(Goal(id="a", horizon="long", role="x"), Goal(id="b", role="y")), {"goals.b.role": "y"}),
        (goals(Goal(role="x")), {"goals.1.role": "x"}),
        (goals(Goal(id="a", horizon="long", role="x")), {"goals.near.role": ""}),
        (goals(Goal(id="near", horizon="long", role="x")), {"goals.near-2.role": ""}),
        (goals(), {"goals.near.role": ""}),
    ],
    ids=["exact", "exact before empty", "empty key", "by position", "none fits", "id taken", "no goals"],
)
def test_a_page_is_about_one_entry(tmp_path: Path, profile: Profile, expected: dict[str, str]) -> None:
    assert windows(composed(tmp_path, SUBJECT, profile)) == expected


TWO = """
pages:
  - subject: {list: goals, key: horizon, value: short, new: near}
    parts: [{part: line, field: .role, prefill: "{{ subject.by }}"}]
  - subject: {list: goals, key: horizon, value: long, new: far}
    parts: [{part: line, field: .role}, {part: line, field: "{{ subjects[0] }}.why"}]
"""


def test_no_two_pages_are_about_the_same_entry(tmp_path: Path) -> None:
    found = windows(composed(tmp_path, TWO, goals(Goal(id="only", role="x", why="w"))))
    assert found == {"goals.only.role": "x", "goals.far.role": "", "goals.only.why": "w"}


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("far",), ["goals.near", "goals.far"]),
        (("far", "near"), ["goals.near", "goals.far"]),
        (("far", "other"), ["goals.other", "goals.far"]),
        (("near",), ["goals.near", "goals.far"]),
    ],
)
def test_an_entry_called_as_another_page_would_call_its_own_is_left_to_it(
    tmp_path: Path, ids: tuple[str, ...], expected: list[str]
) -> None:
    found = windows(composed(tmp_path, TWO, goals(*(Goal(id=name, role=name) for name in ids))))
    assert [path for path in found if path.endswith(".role")] == [f"{path}.role" for path in expected]


def test_a_new_entry_has_an_id_of_its_own(tmp_path: Path) -> None:
    both = TWO.replace("new: far", "new: near")
    assert list(windows(composed(tmp_path, both))) == [
        "goals.near.role",
        "goals.near-2.role",
        "goals.near.why",
    ]


def test_an_empty_subject_has_empty_values(tmp_path: Path) -> None:
    assert windows(composed(tmp_path, TWO))["goals.near.role"] == ""


def test_fields_of_the_subject_can_be_read_by_content(tmp_path: Path) -> None:
    pages = SUBJECT.replace(
        "field: .role", "field: .why, prefill: \"{{ '.role' | value }} at {{ '.role' | path }}\""
    )
    found = windows(composed(tmp_path, pages, goals(Goal(id="a", horizon="short", role="x"))))
    assert found == {"goals.a.why": "x at goals.a.role"}


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("{list: goal, key: horizon, value: short, new: near}", "unknown-subject"),
        ("{list: goals, key: horison, value: short, new: near}", "unknown-subject"),
        ("{list: ratings, key: name, value: short, new: near}", "unknown-subject"),
        ("{list: values, key: id, value: short, new: near}", "unknown-subject"),
        ("{list: goals, key: horizon, new: near}", "subject-shape"),
        ("goals", "subject-shape"),
        ("{list: goals, key: horizon, value: short, new: near, more: x}", "subject-shape"),
    ],
)
def test_a_subject_that_can_not_be_is_told(tmp_path: Path, subject: str, code: str) -> None:
    pages = f"pages:\n  - subject: {subject}\n    parts: []\n"
    (problem,) = problems(composed, tmp_path, pages, person("zuzana"))
    assert (problem.code, problem.place.line, problem.place.column) == (code, 5, 14)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("pages: text", ["4:8 wrong-kind"]),
        ("pages: [text, {parts: [x]}]", ["4:9 wrong-kind", "4:24 part-missing"]),
        ("pages: [{parts: [{part: txt}, {part: text}]}]", ["4:25 unknown-part", "4:31 part-incomplete"]),
        ("pages: [{lead: '{{ 1', parts: [{part: txt}]}]", ["4:16 template-syntax", "4:39 unknown-part"]),
        ("pages: [{parts: [{part: txt}], lead: '{{ 1 +'}]", ["4:25 unknown-part", "4:38 template-syntax"]),
    ],
)
def test_content_is_checked_whole(tmp_path: Path, pages: str, expected: list[str]) -> None:
    assert told(problems(prepared, tmp_path, pages)) == expected


@pytest.mark.parametrize("common", ["[]", "owner_label: Name", "text"])
def test_common_words_must_tell_their_language(tmp_path: Path, common: str) -> None:
    def run() -> None:
        composed(tmp_path, "pages: []", common=common)

    (problem,) = problems(run)
    assert "'language' is missing" in problem.message


def test_what_makes_no_document_is_told_with_its_path(tmp_path: Path) -> None:
    pages = "pages: [{parts: [{part: text, text: [x]}]}]"
    (problem,) = problems(composed, tmp_path, pages)
    assert problem.code == "layout-document"
    assert "$.pages[0].frames[0].blocks[0].text" in problem.message


HOSTILE = "{{ 7*7 }} {% if %} **bold** {# c #} <b> & {name} $x"


@pytest.mark.parametrize("sheet", [*WORKSHEETS, "cheat-sheet"])
def test_what_a_person_writes_stays_as_written(sheet: str) -> None:
    goal = Goal(id="a", horizon="short", role=HOSTILE, rough=HOSTILE, specific=HOSTILE)
    profile = Profile(
        basics=person("zuzana").basics, prep=Prep(goals=(goal,), rescue=(HOSTILE,), unsaid=(HOSTILE,))
    )
    text = outline(document(sheet, profile))
    assert text.count("7*7") == text.count(HOSTILE)
    assert (HOSTILE in text) == (sheet in {"goals", "skills", "intake", "cheat-sheet"})


@pytest.mark.parametrize("sheet", WORKSHEETS)
def test_a_blank_sheet_knows_nobody(sheet: str) -> None:
    text = outline(document_of(sheet, "zuzana", blank=True))
    assert not any(words in text for words in ("Zuzana", "Rota planning", "ferry", "owner_note"))
    assert "value=" not in text
    assert text.count("path='basics.name'") == (sheet == "intake")  # which asks for it itself
    assert "owner_label='Name'" in text


@pytest.mark.parametrize("sheet", WORKSHEETS)
@pytest.mark.parametrize("name", [NOBODY, "zuzana"])
def test_documents_of_worksheets(sheet: str, name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"documents/{sheet}-{name}.txt", outline(document_of(sheet, name)))
