"""What layouts may not ask of a page: told at once, and never a traceback."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from prepsheet.document import (
    Beat,
    Block,
    Bullets,
    Check,
    Document,
    Frame,
    Heading,
    Matrix,
    MatrixGroup,
    MatrixRow,
    Option,
    Page,
    Paragraph,
    Region,
    Row,
    Scale,
    Table,
    TableRow,
    TextField,
    Window,
)
from prepsheet.problems import InputError
from prepsheet.typeset import typeset
from prepsheet.typeset.soundness import require_sound
from tests.making import PEOPLE, PRINTED, document_of
from tests.typeset.building import document, row

SCALE = Scale(letter="A", label="a", anchors="", points=(Option(value="1", label="1"),), at=200)
LINE = MatrixRow(label="x", ratings=(Window(), Window()))


def complaints(made: Document) -> list[str]:
    """The messages with which a document is refused."""
    with pytest.raises(InputError) as caught:
        typeset(made, file="trial.yaml")
    assert {problem.place.file for problem in caught.value.problems} == {"trial.yaml"}
    return [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (Paragraph(style="bodyy"), "no style is called 'bodyy'"),
        (Paragraph(style=""), "no style is called ''"),
        (Heading(level=2, text="x", style="h4"), "no style is called 'h4'"),
        (Bullets(style="list"), "no style is called 'list'"),
        (Check(label="x", style="tick"), "no style is called 'tick'"),
        (Table(title="t", header=("a",), columns=(1,), styles=("cell",)), "no style is called 'cell'"),
        (Heading(level=4, text="x"), "level 4"),
        (Paragraph(rules=10**6), "1000000 write rules"),
        (TextField(path="a", label="A", frame="box", lines=10**6), "1000000 lines"),
        (TextField(path="a", label="A", frame="box", lines=0), "0 lines"),
        (TextField(path="a", label="A", frame="box", lines=-3), "-3 lines"),
        (row((0, 3, Paragraph())), "not on the grid"),
        (row((11, 3, Paragraph())), "not on the grid"),
        (row((1, 0, Paragraph())), "not on the grid"),
        (Paragraph(before=()), "'before' of a paragraph is an empty list"),
        (Bullets(pitch=()), "'pitch' of a bullets is an empty list"),
        (Region(path="answers.a", title="x", beats=(Beat(label="a", text="b"),)), "for Word"),
        (Table(title="t", header=("a", "b"), columns=(1,)), "has 1 columns"),
        (Table(title="t", header=("a",), columns=(1,), styles=("row", "row")), "has 1 columns"),
        (Table(title="t", header=("a",), columns=(1,), rows=(TableRow(cells=("", "")),)), "has not 1 cells"),
        (Table(title="t", header=("a", "b"), columns=(6, 1)), "must rise"),
        (Table(title="t", header=("a", "b"), columns=(1, 14)), "must rise"),
        (Matrix(title="m", scales=(SCALE,), groups=(MatrixGroup(title="g", rows=(LINE,)),)), "one rating"),
        (Matrix(title="m", scales=(SCALE,), groups=(), own=(LINE,)), "one rating"),
        (Matrix(title="m", scales=(SCALE,), groups=(), example=LINE), "one rating"),
    ],
)  # fmt: skip
def test_what_no_page_can_have_is_told(block: Block, words: str) -> None:
    (message,) = complaints(document(block))
    assert words in message


def test_a_misspelt_style_gets_a_suggestion() -> None:
    with pytest.raises(InputError) as caught:
        typeset(document(Paragraph(style="bodyy")))
    assert caught.value.problems[0].hint == "did you mean 'body'?"


def test_everything_is_told_at_once_and_once() -> None:
    blocks = (Paragraph(style="a1"), Paragraph(style="a1"), row((0, 3, Heading(level=9, text="x"))))
    assert len(complaints(document(*blocks, fit=("space", "squeeze")))) == 4


@pytest.mark.parametrize(("top", "height"), [(-1, 10), (0, 900), (800, 100), (100, -1)])
def test_a_frame_must_be_on_the_page(top: float, height: float) -> None:
    page = Page(frames=(Frame(blocks=(), top=top, height=height),))
    assert "not on the page" in complaints(replace(document(), pages=(page,)))[0]


@pytest.mark.parametrize("sheet", PRINTED)
def test_shipped_sheets_are_sound(sheet: str) -> None:
    for name in PEOPLE:
        require_sound(document_of(sheet, name), sheet)


@pytest.mark.parametrize(
    "block",
    [
        Row(cells=()),
        Bullets(),
        Table(title="", header=("",), columns=(1,)),
        Matrix(title="", scales=(), groups=()),
        Paragraph(),
        Heading(level=1, text=""),
        TextField(path="", label=""),
        TextField(path="a", label="", show_label="above"),
        TextField(path="a", label="", show_label="left"),
        Check(label="", path="a"),
    ],
    ids=lambda block: type(block).__name__,
)
@pytest.mark.parametrize("mode", ["form", "paper"])
def test_blocks_with_nothing_in_them_are_possible(block: Block, mode: Any) -> None:
    typeset(document(block), mode=mode)
