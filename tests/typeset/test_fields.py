"""Fields: frames and lines to write on, values that are never cut, and nothing out of its room."""

from __future__ import annotations

from math import isclose
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from prepsheet.document import Check, Checks, Choice, Option, TextField
from prepsheet.problems import FitError
from prepsheet.typeset import checks, fields, typeset
from prepsheet.typeset.pages import (
    CheckWidget,
    Circle,
    Page,
    RadioWidget,
    Rect,
    Rule,
    Text,
    TextWidget,
)
from tests.typeset.building import FORM, PEN, X, document, left, row, set_page
from tests.typeset.geometry import Area, area, faults, marks, rules, texts, widgets

WORDS = st.text("abcdefgh ijklmnop ěřžň-, \n", max_size=700)
TRAY = TextField(path="a.b", label="A label")
BOX = replace(TRAY, frame="box", lines=3)
SLOT = replace(TRAY, frame="slot")


def words(page: Page) -> str:
    """All letters of a page, without spaces and line breaks."""
    return "".join("".join(text.text.split()) for text in texts(page))


def letters(value: str) -> str:
    return "".join(value.replace("\n", ", " if "\n" in value.strip() else " ").split())


def write_rules(page: Page) -> list[Rule]:
    return [rule for rule in rules(page) if rule.dotted]


# Trays


def test_a_tray_is_24_high_with_end_ticks_and_an_open_top() -> None:
    page = set_page(TRAY)
    bottom = 56 + 24
    assert [(r.x1, r.y1, r.x2, r.y2) for r in rules(page)] == [
        (X, bottom - 6, X, bottom),
        (X, bottom, X + 480, bottom),
        (X + 480, bottom - 6, X + 480, bottom),
    ]
    assert {rule.weight for rule in rules(page)} == {0.6}


@pytest.mark.parametrize("value", ["Ada", "ř" * 70, "a bit longer than what the body size has room for " * 2])
def test_text_in_a_tray_stands_8_above_its_rule_and_5_inside(value: str) -> None:
    page = set_page(replace(TRAY, value=value))
    (line,) = texts(page)
    assert (line.x, line.y) == (X + 5, 56 + 24 - 8)
    assert line.size in {11, 10, 9}


@given(st.text("abc def ghř-", max_size=400))
def test_a_tray_never_cuts_its_text(value: str) -> None:
    page = set_page(row((1, 4, replace(TRAY, value=value))))
    assert words(page) == "".join(value.split())
    assert all(text.size >= 9 for text in texts(page))
    (widget,) = widgets(page)
    assert isinstance(widget, TextWidget)
    assert widget.value == value
    assert widget.multiline == (len(widget.lines) > 1)
    assert widget.box.height >= 24


def test_lines_of_a_list_share_a_tray() -> None:
    page = set_page(replace(TRAY, value="near\nfar"))
    assert [text.text for text in texts(page)] == ["near, far"]


# Boxes


@pytest.mark.parametrize("lines", [1, 2, 3, 8])
@pytest.mark.parametrize("mode", ["form", "paper"])
def test_a_box_is_as_many_times_24_high_as_it_has_lines(lines: int, mode: Any) -> None:
    page = set_page(replace(BOX, lines=lines), mode=mode)
    (frame,) = (mark for mark in marks(page) if isinstance(mark, Rect))
    assert (frame.x, frame.y, frame.width, frame.height, frame.weight) == (X, 56, 480, 24 * lines, 0.6)


@pytest.mark.parametrize("lines", [1, 2, 3, 8])
def test_write_rules_are_24_apart_and_the_edge_is_the_last_of_them(lines: int) -> None:
    page = set_page(replace(BOX, lines=lines), mode="paper")
    assert [rule.y1 for rule in write_rules(page)] == [56 + 24 * n for n in range(1, lines)]
    assert all(rule.x1 >= X + 7 and rule.x2 <= X + 480 - 7 for rule in write_rules(page))


@pytest.mark.parametrize(("spoken", "size"), [(False, 11.5), (True, 12.0)])
def test_text_stands_7_and_a_half_above_the_rules(spoken: bool, size: float) -> None:
    value = "one two three four " * 12
    page = set_page(replace(BOX, value=value, spoken=spoken), mode="paper")
    assert [text.y for text in texts(page)] == [56 + 24 * n - 7.5 for n in range(1, len(texts(page)) + 1)]
    assert {text.size for text in texts(page)} == {size}
    assert {text.font.startswith("PrepSerif") for text in texts(page)} == {spoken}


def test_on_the_screen_a_box_has_no_write_rules() -> None:
    assert write_rules(set_page(BOX, mode="form")) == []


@pytest.mark.parametrize("mode", ["form", "paper"])
@given(value=WORDS, lines=st.integers(1, 6), span=st.integers(4, 12))
def test_a_box_never_cuts_its_text(mode: Any, value: str, lines: int, span: int) -> None:
    page = set_page(row((1, span, replace(BOX, value=value, lines=lines))), mode=mode)
    assert words(page) == "".join(value.split())
    (frame,) = (mark for mark in marks(page) if isinstance(mark, Rect))
    assert frame.height % 24 == 0
    assert frame.height >= 24 * lines
    inside = Area(frame.x + 7, frame.y, frame.x + frame.width - 7, frame.y + frame.height)
    assert all(area(text).within(inside) for text in texts(page))
    assert all(text.size >= 10 for text in texts(page))


@given(value=WORDS, lines=st.integers(1, 6))
def test_no_write_rule_strikes_through_text(value: str, lines: int) -> None:
    page = set_page(replace(BOX, value=value, lines=lines), mode="paper")
    struck = [
        text.text
        for text in texts(page)
        for rule in write_rules(page)
        if text.text.strip() and area(text).top < rule.y1 < text.y
    ]
    assert struck == []


def test_a_box_grows_only_when_closer_text_is_not_enough() -> None:
    at_ease, closer, grown = (
        fields.text_field(replace(BOX, value="word " * count, lines=3), X, 56, 480, FORM).height
        for count in (30, 70, 200)
    )
    assert at_ease == closer == 72
    assert grown > 72


def test_an_empty_line_within_a_text_stays() -> None:
    page = set_page(replace(BOX, value="one\n\ntwo"), mode="paper")
    assert [text.y for text in texts(page)] == [56 + 24 - 7.5, 56 + 72 - 7.5]


def test_a_tab_is_a_space() -> None:
    assert [text.text for text in texts(set_page(replace(BOX, value="one\ttwo")))] == ["one two"]


# Slots


@pytest.mark.parametrize("value", ["", "3", "−1", "100 %"])
def test_a_figure_stands_in_the_middle_of_its_slot(value: str) -> None:
    page = set_page(replace(SLOT, value=value))
    (frame,) = (mark for mark in marks(page) if isinstance(mark, Rect))
    assert (frame.width, frame.height) == (30, 18)
    for text in texts(page):
        its = area(text)
        assert isclose(its.left - frame.x, frame.x + 30 - its.right, abs_tol=0.01)


def test_what_a_slot_can_not_hold_is_an_error_with_its_path_and_limit() -> None:
    with pytest.raises(FitError) as caught:
        typeset(document(replace(SLOT, value="they pay too little")))
    (problem,) = caught.value.problems
    assert problem.message == "a.b: 19 characters, at most 6 fit"


# Labels


@pytest.mark.parametrize("frame", ["tray", "box"])
@given(label=st.text("abc defg hij-", min_size=1, max_size=300).filter(str.strip), left=st.booleans())
def test_labels_are_whole_and_clear_of_their_fields(frame: Any, label: str, left: bool) -> None:
    field = replace(TRAY, frame=frame, label=label, show_label="left" if left else "above")
    page = set_page(row((1, 4, field), (5, 4, replace(TRAY, path="c")), align="bottom"))
    assert words(page) == "".join(label.split())
    fields_of = {widget.name: area(widget.box) for widget in widgets(page)}
    assert fields_of["a.b"].right - fields_of["a.b"].left >= FORM.design.narrowest - 2 * fields.BOX_EDGE
    assert not any(area(text).overlaps(fields_of["a.b"]) for text in texts(page))


def test_a_label_may_stand_at_the_left_and_be_shorter_than_what_is_announced() -> None:
    page = set_page(replace(TRAY, show_label="left", short="By"))
    (label,), (widget,) = texts(page), widgets(page)
    assert label.text == "By"
    assert widget.box.x > area(label).right
    assert isinstance(widget, TextWidget)
    assert widget.label == "A label"


# Choices


def buttons(page: Page) -> list[Circle]:
    return [mark for mark in marks(page) if isinstance(mark, Circle) and mark.weight]


SIZES = tuple(Option(value=str(n), label=str(n)) for n in range(1, 6))
SCALE = Choice(path="a.level", label="How well", options=SIZES, form="scale")


def test_buttons_of_a_scale_are_22_apart_and_12_wide() -> None:
    page = set_page(SCALE)
    assert [circle.x for circle in buttons(page)] == [X + 6 + 22 * n for n in range(5)]
    assert {2 * (circle.radius + circle.weight / 2) for circle in buttons(page)} == {12}


def test_figures_stand_over_their_buttons() -> None:
    page = set_page(replace(SCALE, heads=True))
    for text, circle in zip(texts(page), buttons(page), strict=True):
        its = area(text)
        assert isclose((its.left + its.right) / 2, circle.x, abs_tol=0.01)
        assert its.bottom <= circle.y - 6


def test_heads_that_run_into_each_other_are_an_error() -> None:
    options = (Option(value="a", label="a long word"), Option(value="b", label="another long word"))
    with pytest.raises(FitError):
        typeset(document(replace(SCALE, options=options, heads=True)))


@given(
    st.lists(st.text("abc def", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=9),
    st.booleans(),
)
def test_options_beside_a_label_stay_within_the_measure(labels: list[str], show: bool) -> None:
    options = tuple(Option(value=str(n), label=label) for n, label in enumerate(labels))
    block = Choice(path="a", label="A question that is asked", options=options, show_label=show)
    page = set_page(block, TRAY)
    shown = (block.label if show else "") + "".join(labels)
    assert words(page) == "".join(shown.split())


def test_a_long_question_takes_lines_of_its_own() -> None:
    block = Choice(path="a", label="A question that goes on and on " * 6, options=SIZES)
    assert words(set_page(block)) == "".join((block.label + "12345").split())


@pytest.mark.parametrize(("value", "chosen"), [("3", [2]), ("", []), ("9", [])])
def test_the_button_of_the_value_is_on(value: str, chosen: list[int]) -> None:
    group = [w for w in widgets(set_page(replace(SCALE, value=value))) if isinstance(w, RadioWidget)]
    assert [widget.state for widget in group] == list(range(5))
    assert {widget.name for widget in group} == {"a.level"}
    assert [widget.state for widget in group if widget.on] == chosen
    dots = [
        m
        for m in marks(set_page(replace(SCALE, value=value), mode="paper"))
        if isinstance(m, Circle) and m.fill
    ]
    assert [dot.x for dot in dots] == [X + 6 + 22 * n for n in chosen]


# Checkboxes


@pytest.mark.parametrize("size", [10.0, 12.0, 14.0])
def test_a_checkbox_is_a_square_and_its_mark_a_cross_inside(size: float) -> None:
    block = Check(path="a", label="Done", value="yes", size=size)
    (box,) = (mark for mark in marks(set_page(block, mode="paper")) if isinstance(mark, Rect))
    assert (box.width + box.weight, box.height + box.weight) == (size, size)
    cross = rules(set_page(block, mode="paper"))
    assert len(cross) == 2
    assert all(area(stroke).within(area(box)) for stroke in cross)
    (widget,) = widgets(set_page(block))
    assert isinstance(widget, CheckWidget)
    assert widget.on


@pytest.mark.parametrize(("value", "on"), [("done", True), ("doing", False), ("", False)])
def test_a_checkbox_is_on_for_its_own_value(value: str, on: bool) -> None:
    (widget,) = widgets(set_page(Check(path="a", label="Done", value=value, on="done")))
    assert isinstance(widget, CheckWidget)
    assert widget.on == on


def test_checkboxes_on_a_line_share_the_room() -> None:
    items = tuple(
        Check(label=text, text=text) for text in ("phone off", "a sip of water", "two slow breaths")
    )
    page = set_page(Checks(items=items))
    ends = [area(text).right for text in texts(page)]
    assert isclose(ends[-1], X + 480, abs_tol=0.01)


def test_checkboxes_that_do_not_fit_on_a_line_are_an_error() -> None:
    items = tuple(Check(label="x", text="much too long for a line " * 3) for _ in range(3))
    with pytest.raises(FitError):
        typeset(document(Checks(items=items)))


def test_no_checkboxes_take_no_room() -> None:
    assert checks.checks(Checks(items=()), X, 56, 480, FORM).height == 0


# Screen and paper


EVERY = (replace(TRAY, value="x"), replace(BOX, path="b", value="x"), replace(SLOT, path="c", value="1"),
         replace(SCALE, value="2"), Check(path="d", label="Done"))  # fmt: skip


def test_on_the_screen_every_field_is_a_widget_and_has_no_other_text() -> None:
    page = set_page(*EVERY)
    assert [w.name for w in widgets(page)] == ["a.b", "b", "c", *["a.level"] * 5, "d"]
    assert write_rules(page) == []


def test_on_paper_nothing_is_a_widget_and_the_same_words_are_ink() -> None:
    page, screen = set_page(*EVERY, mode="paper"), set_page(*EVERY)
    assert widgets(page) == []
    assert words(page) == words(screen)


@pytest.mark.parametrize("setting", [FORM, PEN], ids=["form", "paper"])
def test_a_field_without_a_path_is_ink(setting: Any) -> None:
    for block in (replace(TRAY, path=""), replace(BOX, path=""), replace(SLOT, path="")):
        placed = fields.text_field(replace(block, value="3"), X, 56, 100, setting)
        page = Page(595, 842, placed.nodes)
        assert widgets(page) == []
        assert [text.text for text in texts(page)] == ["3"]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_fields_begin_where_the_text_area_begins(paper: Any) -> None:
    page = set_page(TRAY, paper=paper)
    frame = area(rules(page)[1])
    assert (frame.left, frame.right) == (left(paper), left(paper) + 480)
    assert widgets(page)[0].box.x == left(paper) + 4
    assert widgets(page)[0].box.width == 480 - 2 * 4


def test_the_faults_that_these_tests_look_for_are_found() -> None:
    """The checker itself must be able to fail."""
    long = Text(X, 100, "much too long " * 20, "PrepSans-Regular", 11)
    over = Text(X, 105, "over it", "PrepSans-Regular", 11)
    made = typeset(document(TRAY, replace(TRAY, path="b")))
    (page,) = made.pages
    assert faults(made, 480) == []
    found = faults(
        type(made)("", "", "", "", "", (Page(page.width, page.height, (*page.nodes, long, over)),)), 480
    )
    assert {fault.split(":")[0] for fault in found} >= {"off the page", "text over text"}
