"""Blocks in place: one under the other, side by side, and what they take."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prepsheet.document import (
    Bullets,
    Callout,
    Cell,
    Heading,
    Item,
    Paragraph,
    Row,
    Run,
    Table,
    TableRow,
    TextField,
)
from prepsheet.problems import FitError
from prepsheet.typeset import flow, typeset
from prepsheet.typeset.pages import Circle, Node, Page, Rect, Tag
from prepsheet.typeset.setting import Placed, Tightness
from prepsheet.typeset.styles import STYLES
from tests.typeset.building import FORM, X, document, row, set_page
from tests.typeset.geometry import area, marks, rules, texts

TEXT = st.text("abc defg hij, ě-", max_size=300)


def roles(nodes: tuple[Node, ...]) -> list[Any]:
    """The roles of structure elements, nested as they are."""
    return [[node.role, *roles(node.kids)] for node in nodes if isinstance(node, Tag)]


def placed(*blocks: Any, **tight: Any) -> Placed:
    return flow.stack(blocks, X, 100, 480, replace(FORM, tight=Tightness(**tight)))


def test_blocks_stand_under_each_other_with_the_space_before_each() -> None:
    page = set_page(Paragraph(text="one"), Paragraph(text="two", before=(10.0, 5.0)), Paragraph(text="three"))
    first, second, third = (text.y for text in texts(page))
    assert (second - first, third - second) == (16 + 10, 16)


@pytest.mark.parametrize(("space", "between"), [(0, 20), (1, 16), (2, 12), (3, 12)])
def test_tightness_moves_along_the_spaces(space: int, between: float) -> None:
    blocks = (Paragraph(text="one"), Paragraph(text="two", before=(20.0, 16.0, 12.0)))
    assert placed(*blocks, space=space).height == 16 + between + 16


@given(TEXT, st.sampled_from(sorted(STYLES)), st.integers(2, 12))
@example("a,,hgjh", "h1", 2)  # kerning makes it wider
def test_paragraphs_keep_every_word_in_their_column(text: str, style: str, span: int) -> None:
    page = set_page(row((1, span, Paragraph(style=style, text=text))), Paragraph(text="below"))
    assert "".join(t.text for t in texts(page)).replace(" ", "") == text.replace(" ", "") + "below"
    assert all(area(t).right <= X + FORM.width(span) + 0.1 for t in texts(page)[:-1])


def test_strong_runs_are_set_in_the_stronger_face() -> None:
    page = set_page(Paragraph(text=(Run("plain "), Run("strong", "strong"))))
    assert [(t.text, t.font) for t in texts(page)] == [
        ("plain ", "PrepSans-Regular"), ("strong", "PrepSans-SemiBold"),
    ]  # fmt: skip


def test_an_empty_paragraph_is_room_to_write_or_nothing() -> None:
    assert placed(Paragraph()).height == 0
    room = set_page(Paragraph(rules=3))
    assert [rule.y1 for rule in rules(room)] == [80, 104, 128]
    assert all(rule.dotted for rule in rules(room))


def test_a_number_stands_in_an_accent_disc_of_16() -> None:
    page = set_page(Heading(level=2, text="Why that one", number=2))
    (disc,) = (mark for mark in marks(page) if isinstance(mark, Circle))
    assert (disc.radius, disc.fill) == (8, "accent")
    numeral, title = texts(page)
    assert (numeral.text, numeral.ink) == ("2", "paper")
    assert area(numeral).within(area(disc))
    assert title.x == X + 22


def test_a_note_stands_at_the_right_of_its_heading_on_the_same_line() -> None:
    title, note = texts(set_page(Heading(level=2, text="Situation " * 9, note="25 words, 0:17")))[0::2]
    assert (note.text, note.size) == ("25 words, 0:17", 9)
    assert note.y == title.y
    assert area(note).right == pytest.approx(X + 480)


@pytest.mark.parametrize(("level", "role"), [(1, "H1"), (2, "H2"), (3, "H3")])
def test_headings_are_tagged_by_level(level: int, role: str) -> None:
    assert roles(placed(Heading(level=level, text="x")).nodes) == [[role]]


def test_a_ruled_heading_has_a_line_over_its_width() -> None:
    page = set_page(row((1, 6, Heading(level=2, style="group", text="Ask them", rule=True))))
    (rule,) = rules(page)
    assert (rule.x1, rule.x2, rule.weight) == (X, X + FORM.width(6), 1.0)
    assert area(texts(page)[0]).bottom < rule.y1


# Lists


def test_items_stand_a_pitch_apart_and_are_tagged_as_a_list() -> None:
    block = Bullets(items=(Item(text="one"), Item(text="two")), style="say-line", pitch=(22.0, 20.0))
    first, second = texts(set_page(block))
    assert second.y - first.y == 22
    assert roles(placed(block).nodes) == [["L", ["LI", ["LBody"]], ["LI", ["LBody"]]]]
    assert placed(block, pitch=1).height == 40


@given(st.lists(TEXT, max_size=6))
def test_lists_keep_every_word(items: list[str]) -> None:
    block = Bullets(items=tuple(Item(text=text) for text in items), pitch=(16.0,))
    page = set_page(block, Paragraph(text="below"))
    assert "".join(t.text for t in texts(page)).replace(" ", "") == "".join(items).replace(" ", "") + "below"


# Rows


def test_cells_begin_at_their_columns() -> None:
    page = set_page(
        row((1, 3, Paragraph(text="a")), (4, 3, Paragraph(text="b")), (12, 1, Paragraph(text="c")))
    )
    assert [text.x - X for text in texts(page)] == [0, 123, 451]


def test_a_row_is_as_high_as_its_highest_cell_or_as_told() -> None:
    cells = ((1, 6, Paragraph(text="a")), (7, 6, Paragraph(text="a\nb\nc")))
    assert placed(row(*cells)).height == 48
    assert placed(row(*cells, height=(65.0,))).height == 65
    assert placed(row(*cells, height=(20.0,))).height == 48


def test_cells_may_stand_at_the_bottom_of_their_row() -> None:
    page = set_page(row((1, 6, Paragraph(text="a\nb")), (7, 6, Paragraph(text="c")), align="bottom"))
    a, b, c = texts(page)
    assert (c.y, b.y > a.y) == (b.y, True)


@pytest.mark.parametrize("bar", [0.0, 7.0])
def test_a_cell_moved_down_makes_its_row_higher(bar: float) -> None:
    cell = Cell(at=1, span=6, dy=8, bar=bar, blocks=(Paragraph(text="a"),))
    assert placed(Row(cells=(cell,))).height == 24


def test_a_cell_beside_a_bar_is_indented() -> None:
    page = set_page(Callout(text="words " * 40))
    (bar,) = (mark for mark in marks(page) if isinstance(mark, Rect))
    assert (bar.x, bar.width, bar.fill) == (X, 7, "accent")
    assert {text.x for text in texts(page)} == {X + 19}
    assert bar.y <= texts(page)[0].y <= bar.y + bar.height


def test_an_empty_cell_has_no_bar_upside_down() -> None:
    page = set_page(Row(cells=(Cell(at=1, span=6, bar=7.0),)))
    assert all(mark.height >= 0 for mark in marks(page) if isinstance(mark, Rect))


# Tables


def table(*rows: tuple[str, ...], **more: Any) -> Table:
    told: dict[str, Any] = {"title": "Stories", "header": ("If they ask", "tell"), "columns": (1, 5)}
    return Table(rows=tuple(TableRow(cells=cells) for cells in rows), **(told | more))


def test_table_rows_are_24_high_and_ruled_by_hairs_under_a_head() -> None:
    page = set_page(table(("Pressure", "The night van"), ("A failure", "The form")))
    assert [(rule.y1 - 56, rule.weight) for rule in rules(page)] == [(20, 1.0), (44, 0.3), (68, 0.3)]
    assert [text.x - X for text in texts(page)] == [0, 164] * 3


def test_a_table_is_read_row_by_row_under_its_heads() -> None:
    tags = roles(placed(table(("Pressure", "The night van"))).nodes)
    assert tags == [["Table", ["TR", ["TH"], ["TH"]], ["TR", ["TH"], ["TD"]]]]


def test_an_empty_table_is_ruled_to_write_in() -> None:
    page = set_page(table(blank=3))
    assert len(rules(page)) == 4
    assert len(texts(page)) == 2


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5), st.integers(0, 2))
def test_tables_keep_every_word_in_its_column(rows: list[tuple[str, str]], pitch: int) -> None:
    block = table(*rows, pitch=(24.0, 22.0, 20.0))
    page = set_page(block, Paragraph(text="below"))
    body = [text for text in texts(page) if text.size == 11]
    for start, width, column in ((X, 152, 0), (X + 164, 316, 1)):
        lines = [text for text in body if text.x == start and text.text != "below"]
        assert "".join(t.text for t in lines).replace(" ", "") == "".join(r[column] for r in rows).replace(
            " ", ""
        )
        assert all(area(text).right <= start + width + 0.1 for text in lines)
    assert placed(block, pitch=pitch).height >= 20 + len(rows) * (24, 22, 20)[pitch]


def test_a_head_too_wide_for_its_column_is_an_error() -> None:
    with pytest.raises(FitError) as caught:
        typeset(document(table(header=("If they ask about anything at all", "tell"), columns=(1, 3))))
    assert "characters, at most" in caught.value.problems[0].message


def test_a_page_in_reading_order() -> None:
    """Tags follow the order in which a person reads: heading, text, field by field."""
    nodes = placed(
        Heading(level=1, text="One goal"),
        Paragraph(style="lead", text="Start rough."),
        row((1, 6, TextField(path="a", label="A")), (7, 6, TextField(path="b", label="B"))),
    ).nodes
    assert roles(nodes) == [["H1"], ["P"], ["Form"], ["Form"]]
    page = Page(595, 842, nodes)
    assert [text.text for text in texts(page)] == ["One goal", "Start rough."]


def test_an_echo_of_the_fields_is_announced_only_on_paper_which_has_none() -> None:
    block = Paragraph(number=3, text="by when", echo=True)
    form, paper = (flow.stack((block,), X, 100, 480, replace(FORM, mode=mode)) for mode in ("form", "paper"))
    assert (roles(form.nodes), roles(paper.nodes)) == ([], [["P"]])
    pages = [Page(595, 842, placed.nodes) for placed in (form, paper)]
    assert marks(pages[0]) == marks(pages[1])
    assert form.height == paper.height
