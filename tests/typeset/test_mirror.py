"""Pages turned round: everything in the mirrored place, no letter turned."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from prepsheet.document import Choice, Option, Run, TextField
from prepsheet.typeset.mirror import mirrored
from prepsheet.typeset.pages import Mark, Page, Polygon, RadioWidget, Text, TextWidget
from prepsheet.typeset.setting import Mode
from prepsheet.typeset.styles import STYLES
from prepsheet.typeset.text import Line, reach, set_text
from tests.fonts import needed
from tests.making import MODES, NOBODY, PAPERS, PRINTED, Paper, pages_of
from tests.typeset.building import set_page
from tests.typeset.geometry import Area, area, marks, texts, widgets

RTL = replace(STYLES["body"], rtl=True)


def turned(box: Area, width: float) -> tuple[float, ...]:
    return width - box.right, box.top, width - box.left, box.bottom


def edges(box: Area) -> tuple[float, ...]:
    return box.left, box.top, box.right, box.bottom


def room(mark: Mark) -> Area:
    """The room of a mark; of a line, with the blanks at its end."""
    if isinstance(mark, Text):
        return Area(mark.x, mark.y - mark.size, mark.x + reach(mark), mark.y)
    return area(mark)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sheet", PRINTED)
def test_each_mark_and_field_stands_in_the_mirrored_place(sheet: str, mode: Mode, paper: Paper) -> None:
    for page in pages_of(sheet, NOBODY if mode == "paper" else "zuzana", paper, mode).pages:
        other = mirrored(page)
        for mark, its in zip(marks(page), marks(other), strict=True):
            assert edges(room(its)) == pytest.approx(turned(room(mark), page.width))
        for field, its_field in zip(widgets(page), widgets(other), strict=True):
            assert edges(area(its_field.box)) == pytest.approx(turned(area(field.box), page.width))
            assert (its_field.name, its_field.label) == (field.name, field.label)


@pytest.mark.parametrize("sheet", PRINTED)
def test_the_mirror_of_the_mirror_is_the_page(sheet: str) -> None:
    for page in pages_of(sheet, "zuzana").pages:
        assert places(mirrored(mirrored(page))) == pytest.approx(places(page))
        assert wordings(mirrored(page)) == wordings(page)


def places(page: Page) -> list[float]:
    boxes = (widget.box for widget in widgets(page))
    return [edge for each in (*marks(page), *boxes) for edge in edges(area(each))]


def wordings(page: Page) -> list[tuple[str, object]]:
    return [(text.text, text.glyphs) for text in texts(page)]


def test_scales_run_to_the_left_and_the_arrow_points_there() -> None:
    options = tuple(Option(value=each, label=each) for each in "123")
    page = set_page(Choice(path="a", label="A", options=options, form="scale", heads=True), language="ar")
    buttons = [each for each in widgets(page) if isinstance(each, RadioWidget)]
    assert [button.state for button in sorted(buttons, key=lambda each: each.box.x)] == [2, 1, 0]
    heads = sorted((text for text in texts(page) if text.text.strip() in "123"), key=lambda text: text.x)
    assert [text.text.strip() for text in heads] == ["3", "2", "1"]
    (turn,) = pages_of("goals", NOBODY).pages[:1]
    (arrow,) = (mark for mark in marks(mirrored(turn)) if isinstance(mark, Polygon))
    tip = min(arrow.points)
    assert [point for point in arrow.points if point[0] == tip[0]] == [tip]


def test_a_date_stands_in_its_cells_from_left_to_right() -> None:
    cells: dict[str, Any] = {"kind": "date", "frame": "comb", "pattern": "YYYY-MM", "width": 140}
    date = TextField(path="a", label="A", value="2026", **cells)
    for language in ("en", "ar"):
        (widget,) = widgets(set_page(date, language=language))
        assert isinstance(widget, TextWidget)
        (line,) = widget.lines
        assert line.text == "2026"
        assert line.x - widget.box.x == pytest.approx((20 - 5.467) / 2, abs=0.01)
        assert not widget.rtl


@pytest.mark.parametrize(
    ("language", "value", "at_the_right"),
    [("en", "Ana", False), ("en", "", False), ("en", "דוד", True), ("ar", "Ana", True), ("ar", "", True)],
)
def test_values_stand_where_typed_text_will(language: str, value: str, at_the_right: bool) -> None:
    needed("Hebrew")
    (widget,) = widgets(set_page(TextField(path="a", label="A", value=value), language=language))
    assert isinstance(widget, TextWidget)
    assert widget.rtl is at_the_right
    for line in widget.lines:
        beside = (line.x - widget.box.x, widget.box.x + widget.box.width - line.x - reach(line))
        assert beside[at_the_right] == pytest.approx(1.0)


def standing(line: Line) -> list[str]:
    """The pieces of a line of a mirrored sheet, from left to right."""
    return [piece.text for piece in sorted(line.pieces, key=lambda piece: -piece.at)]


def test_a_line_of_several_fonts_is_not_turned() -> None:
    (line,) = set_text((Run("I "), Run("can", "strong"), Run(" do it")), RTL, 300.0)
    assert standing(line) == ["I ", "can", " do it"]
    assert [piece.text for piece in line.pieces] == ["I ", "can", " do it"]


def test_a_paragraph_is_read_from_the_right_if_it_has_a_letter_that_is() -> None:
    needed("Arabic")
    (mixed,) = set_text("FerryLink شركة.", RTL, 300.0)
    assert standing(mixed) == ["شركة.", " ", "FerryLink"]
    assert [piece.text for piece in mixed.pieces] == ["FerryLink", " ", "شركة."]
    for kept in ("+44 1632 960 100", "I want to.", "5 − 3"):
        (line,) = set_text(kept, RTL, 300.0)
        assert [piece.text for piece in line.pieces] == [kept]
