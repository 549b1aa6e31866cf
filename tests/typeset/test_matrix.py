"""The rating matrix: its pitch, its figures, a person's own lines, and reading it as a table."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from prepsheet.document import Matrix, MatrixGroup, MatrixRow, Option, Scale, Window
from prepsheet.problems import FitError
from prepsheet.typeset import typeset
from prepsheet.typeset.matrix import matrix
from prepsheet.typeset.pages import Circle, Page, RadioWidget, Rect, Tag, TextWidget
from tests.typeset.building import FORM, X, document, set_page
from tests.typeset.geometry import area, marks, rules, texts, widgets

POINTS = tuple(Option(value=str(n), label=str(n)) for n in range(1, 6))
SCALES = (
    Scale(letter="A", label="Matters to me", anchors="1 hardly … 5 a deal-breaker", points=POINTS, at=214),
    Scale(letter="B", label="My job gives me", anchors="1 hardly … 5 plenty", points=POINTS, at=338),
)


def line(name: str, **more: Any) -> MatrixRow:
    ratings = (Window(path=f"ratings.{name}.matters"), Window(path=f"ratings.{name}.given"))
    return MatrixRow(label=name.title(), ratings=ratings, gap=Window(path=f"ratings.{name}.gap"), **more)


GROUPS = (
    MatrixGroup(title="People", rows=(line("belonging", descriptor="a team that notices"), line("trust"))),
    MatrixGroup(title="Growth", rows=(line("learning"), line("craft"))),
)
EXAMPLE = MatrixRow(
    label="Example",
    descriptor="a view",
    ratings=(Window(value="4"), Window(value="1")),
    gap=Window(value="3"),
)
MATRIX = Matrix(title="What matters", scales=SCALES, groups=GROUPS, gap=("Gap", "A − B"), example=EXAMPLE)


def radios(page: Page) -> list[RadioWidget]:
    return [widget for widget in widgets(page) if isinstance(widget, RadioWidget)]


def test_rows_are_24_apart_and_buttons_22() -> None:
    page = set_page(MATRIX)
    rows = {
        name: [w for w in radios(page) if w.name == f"ratings.{name}.matters"]
        for name in ("belonging", "trust")
    }
    assert [widget.box.x for widget in rows["trust"]] == [X + 214 + 22 * n for n in range(5)]
    assert rows["trust"][0].box.y - rows["belonging"][0].box.y == 24


def test_figures_stand_over_every_group_and_over_their_buttons() -> None:
    page = set_page(MATRIX)
    figures = [text for text in texts(page) if text.text.strip() in "12345" and text.size == 9]
    assert [text.text for text in figures] == [f"{figure} " for figure in "12345"] * 2 * len(GROUPS)
    centres = [(area(text).left + area(text).right) / 2 for text in figures]
    expected = [X + at + 6 + 22 * n for at in (214, 338) for n in range(5)] * len(GROUPS)
    assert centres == pytest.approx(expected)


def test_every_rating_is_a_group_of_its_own_and_says_what_it_rates() -> None:
    groups = {widget.name: widget.group_label for widget in radios(set_page(MATRIX))}
    assert len(groups) == 2 * 4
    assert groups["ratings.trust.given"] == "Trust, My job gives me"


def test_the_example_is_drawn_with_a_pen_and_is_no_field() -> None:
    page = set_page(replace(MATRIX, groups=()))
    assert widgets(page) == []
    strokes = [rule for rule in rules(page) if rule.x1 != rule.x2 and rule.y1 != rule.y2]
    assert len(strokes) == 4
    assert len([mark for mark in marks(page) if isinstance(mark, Circle)]) == 10


def test_the_gap_stands_at_the_right_in_a_box_of_30_by_18() -> None:
    boxes = [mark for mark in marks(set_page(MATRIX)) if isinstance(mark, Rect) and mark.weight]
    assert {(box.x + box.width, box.width, box.height) for box in boxes} == {(X + 480, 30, 18)}


def tags(node: Any) -> list[Tag]:
    return [kid for kid in node.kids if isinstance(kid, Tag)] if isinstance(node, Tag) else []


def test_it_is_a_table_whose_rows_have_the_same_columns() -> None:
    placed = matrix(
        replace(MATRIX, own=(line("own-1", own=Window(path="ratings.own-1.name")),)), X, 56, 480, FORM
    )
    (table,) = (node for node in placed.nodes if isinstance(node, Tag))
    assert table.role == "Table"
    assert table.alt == (
        "What matters. A, Matters to me: 1 hardly … 5 a deal-breaker. B, My job gives me: 1 hardly … 5 plenty"
    )
    assert {sum(cell.span for cell in tags(row)) for row in tags(table)} == {5}
    assert tags(tags(table)[2])[0].scope == "Row"


def test_heads_are_announced_by_their_names_alone() -> None:
    own = replace(line("own-1", own=Window(path="own")), label="and mine:", spoken="My own line 1")
    placed = matrix(replace(MATRIX, own=(own,)), X, 56, 480, FORM)
    (table,) = (node for node in placed.nodes if isinstance(node, Tag))
    heads, *_, last = (tags(row) for row in tags(table))
    assert [head.alt for head in heads] == ["", "A, Matters to me", "B, My job gives me", ""]
    assert last[0].alt == "My own line 1"


@given(st.text("tools that are my own ř", max_size=200))
def test_an_own_line_is_as_high_as_its_name_needs(name: str) -> None:
    own = tuple(line(f"own-{n}", own=Window(path=f"ratings.own-{n}.name", value=name)) for n in (1, 2))
    page = set_page(replace(MATRIX, own=own))
    trays = [w for w in widgets(page) if isinstance(w, TextWidget) and w.name.endswith(".name")]
    assert ["".join(t.text for t in tray.lines).replace(" ", "") for tray in trays] == [
        name.replace(" ", "")
    ] * 2


def group(title: str, *rows: MatrixRow) -> dict[str, Any]:
    return {"groups": (MatrixGroup(title=title, rows=rows),)}


@pytest.mark.parametrize(
    "change",
    [
        group("A group with a name that reaches far into the first scale"),
        group("g", line("self-determination-and-more")),
        group("g", line("a", descriptor="so many words that the circles come too soon")),
        {"scales": (replace(SCALES[0], label="Matters to me and to others"), SCALES[1])},
        {"scales": (SCALES[0], replace(SCALES[1], anchors="1 hardly ever at all … 5 all the time"))},
        {"gap": ("The gap between the two", "")},
        {"example": replace(EXAMPLE, gap=Window(value="a lot"), label="One line as an example")},
    ],
    ids=["group", "label", "descriptor", "scale", "anchors", "gap", "example"],
)  # fmt: skip
def test_words_that_leave_their_column_are_an_error(change: dict[str, Any]) -> None:
    with pytest.raises(FitError):
        typeset(document(replace(MATRIX, **change)))


def test_a_long_label_is_set_smaller_before_it_is_refused() -> None:
    groups = (MatrixGroup(title="g", rows=(line("calm"), line("resourcefulness"))),)
    sizes = {text.text: text.size for text in texts(set_page(replace(MATRIX, groups=groups)))}
    assert sizes["Calm"] == 11
    assert 9 <= sizes["Resourcefulness"] < 11
