"""What fitting may take from a frame: in its order, by its name, and nothing else."""

from __future__ import annotations

from dataclasses import replace as tightened
from typing import Any

import pytest

from prepsheet.document import (
    Bullets,
    Cell,
    Frame,
    Heading,
    Item,
    Matrix,
    MatrixGroup,
    MatrixRow,
    Option,
    Paragraph,
    Row,
    Scale,
    Table,
    TableRow,
    TextField,
    Window,
)
from prepsheet.typeset import shrink
from tests.typeset.building import FORM


def frame(*blocks: Any) -> Frame:
    return Frame(blocks=blocks, height=700)


def box(lines: int, least: int, path: str = "a") -> TextField:
    return TextField(path=path, label=path, frame="box", lines=lines, min_lines=least)


def lines(given: Frame | None) -> list[int]:
    return [part.lines for part in shrink.walk(given) if isinstance(part, TextField)]


def test_the_tallest_box_that_may_gives_lines_one_at_a_time() -> None:
    current: Frame | None = frame(
        box(3, 2), box(5, 3), box(8, 0), Row(cells=(Cell(at=1, span=6, blocks=(box(4, 1),)),))
    )
    seen = []
    while current is not None:
        seen.append(lines(current))
        current = shrink.give_line(current)
    assert seen == [
        [3, 5, 8, 4], [3, 4, 8, 4], [3, 3, 8, 4], [3, 3, 8, 3], [2, 3, 8, 3], [2, 3, 8, 2], [2, 3, 8, 1],
    ]  # fmt: skip


LEAD = (
    "Start rough. Let five questions sharpen it. Finish with a sentence that you would be happy to say aloud."
)


def test_a_lead_keeps_the_sentences_that_fit_on_one_line() -> None:
    short = shrink.short_lead(frame(Paragraph(style="lead", text=LEAD, max_width=398)), FORM)
    assert short.blocks[0] == Paragraph(
        style="lead", text="Start rough. Let five questions sharpen it.", max_width=398
    )


@pytest.mark.parametrize(
    "text", ["One long sentence that goes on and on and never comes to its end, " * 3, "Short.", ""]
)
def test_a_lead_that_can_not_be_shorter_stays(text: str) -> None:
    given = frame(Paragraph(style="lead", text=text), Paragraph(text="Body. Text."))
    assert shrink.short_lead(given, FORM) == given


POINTS = (Option(value="1", label="1"),)
FULL = frame(
    Table(
        title="t",
        header=("a",),
        columns=(1,),
        rows=(TableRow(cells=("kept",)), TableRow(cells=("fourth",), drop=5, name="the fourth")),
    ),
    Row(
        cells=(
            Cell(
                at=1,
                span=6,
                blocks=(Bullets(items=(Item(text="x"), Item(text="fact", drop=2, name="the fact"))),),
            ),
            Cell(at=7, span=6, blocks=(Paragraph(text="role", drop=7, name="the role"),)),
        )
    ),
    Row(
        drop=1,
        name="before",
        cells=(
            Cell(
                at=1,
                span=6,
                blocks=(Paragraph(text="inner", drop=3, name="inner"), Heading(level=2, text="x")),
            ),
        ),
    ),
    Matrix(
        title="m",
        scales=(Scale(letter="A", label="", anchors="", points=POINTS, at=200),),
        groups=(
            MatrixGroup(
                title="g", rows=(MatrixRow(label="r", ratings=(Window(),), drop=4, name="the line"),)
            ),
        ),
        example=MatrixRow(label="e", ratings=(Window(),), drop=6, name="the example"),
    ),
)


def test_ranks_are_in_the_order_of_going() -> None:
    assert shrink.ranks(FULL) == [1, 2, 3, 4, 5, 6, 7]
    assert shrink.ranks(frame(Paragraph())) == []


@pytest.mark.parametrize(
    ("rank", "gone"),
    [
        (1, ["before"]),
        (2, ["before", "the fact"]),
        (4, ["before", "the fact", "inner", "the line"]),
        (7, ["before", "the fact", "inner", "the line", "the fourth", "the example", "the role"]),
    ],
)
def test_what_goes_is_named_in_its_order_and_is_gone(rank: int, gone: list[str]) -> None:
    fewer, names = shrink.without(FULL, rank)
    assert list(names) == gone
    left = {getattr(part, "drop", 0) for part in shrink.walk(fewer)}
    assert left == {0, *range(rank + 1, 8)} - ({3} if rank >= 1 else set())


def test_a_block_with_droppable_parts_goes_whole() -> None:
    """Its parts change while it is rewritten, and it must go all the same."""
    fewer, _ = shrink.without(FULL, 3)
    assert not any(isinstance(block, Row) and block.drop for block in fewer.blocks)


def test_what_does_not_change_stays_the_same_object() -> None:
    fewer, _ = shrink.without(FULL, 1)
    assert fewer.blocks[0] is FULL.blocks[0]
    assert shrink.rewrite(FULL, lambda part: part) is FULL


def test_one_part_can_be_changed_alone() -> None:
    twins = frame(Paragraph(text="a"), Paragraph(text="a"))
    first = twins.blocks[0]
    assert [block.text for block in shrink.changed(twins, first, text="b").blocks] == ["b", "a"]  # type: ignore[union-attr]


def test_display_texts_come_with_the_width_that_they_have() -> None:
    cell = Cell(at=1, span=8, width=352, bar=7, blocks=(Paragraph(style="opening", text="I want"),))
    found = shrink.display_texts(
        frame(
            Heading(level=1, text="One goal", max_width=325),
            Row(cells=(cell, Cell(at=9, span=4, blocks=(Paragraph(style="name", text="Ada"),)))),
        ),
        tightened(FORM, measure=516, column=32),
    )
    assert found["h1"] == [("One goal", 325)]
    assert found["opening"] == [("I want", 352 - 7 - 12)]
    assert found["name"] == [("Ada", 4 * 32 + 3 * 12)]
