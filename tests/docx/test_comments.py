"""Comments in the margin of a draft: on exactly the words that they are about, and nowhere else."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as open_docx

from prepsheet.document import (
    Beat,
    Block,
    Bullets,
    Check,
    Heading,
    Item,
    Paragraph,
    Region,
    Run,
    Table,
    TableRow,
)
from prepsheet.docx import render
from tests.docx import sample
from tests.docx.parts import W, anchored, body, has_comments, part, text

ON = (Run("See "), Run("this", comment="Why?"), Run(" now"))


def test_each_comment_is_on_its_words() -> None:
    assert anchored(render(sample.commented())) == [
        ("lab samples", "Which ones?"),
        ("[which month?]", "R&D <b> is still open."),
        ("this role", "Who?"),
        ("[how much?]", "Say how much."),
    ]


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(text=ON),
        Heading(level=1, text=ON),
        Bullets(items=(Item(text=ON),)),
        Check(label="x", text=ON),
        Table(title="x", header=("h",), columns=(1,), rows=(TableRow(cells=(ON,)),)),
        Region(path="a.b", title="T", beats=(Beat(label="Now", text=ON),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_any_text_can_have_one(block: Block) -> None:
    docx = render(sample.document(block))
    assert anchored(docx) == [("this", "Why?")]
    assert "See this now" in text(body(docx))


def test_a_table_in_large_print_keeps_them() -> None:
    table = Table(title="x", header=("h",), columns=(1,), rows=(TableRow(cells=(ON,)),))
    assert anchored(render(sample.document(table, preset="large"))) == [("this", "Why?")]


def test_word_finds_author_initials_and_day() -> None:
    (first, *_) = open_docx(BytesIO(render(sample.commented()))).comments
    assert (first.author, first.initials, first.text) == ("prepsheet", "p", "Which ones?")
    assert first.timestamp is not None
    assert first.timestamp.date().isoformat() == "2026-05-11"


def test_in_an_undated_draft_they_tell_no_date() -> None:
    comments = part(render(sample.commented(date="")), "word/comments.xml")
    assert [one.get(W + "date") for one in comments] == [None] * 4


def test_none_is_on_the_line_that_a_control_begins_with() -> None:
    for control in body(render(sample.commented())).iter(W + "sdt"):
        first = next(control.iter(W + "p"), None)
        assert first is None or first.find(f"{W}commentRangeStart") is None


def test_a_draft_without_comments_has_no_part_for_them() -> None:
    assert has_comments(render(sample.commented()))
    assert not has_comments(render(sample.draft()))


def test_no_other_part_and_no_word_changes_for_them() -> None:
    with_them, without = render(sample.commented()), render(sample.draft())
    assert text(body(with_them)) == text(body(without))
    with ZipFile(BytesIO(with_them)) as one, ZipFile(BytesIO(without)) as other:
        same = {name for name in other.namelist() if one.read(name) == other.read(name)}
        assert {*one.namelist()} - same == {
            "[Content_Types].xml",
            "word/_rels/document.xml.rels",
            "word/comments.xml",
            "word/document.xml",
        }
