"""Every kind of field in place: on the screen, for a pen, prefilled and empty."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from prepsheet.document import Check, Choice, Option, Select, TextField
from prepsheet.typeset.fields import TRAY_EDGE
from prepsheet.typeset.fonts import face
from prepsheet.typeset.pages import (
    CheckWidget,
    Circle,
    Page,
    Polygon,
    RadioWidget,
    Rect,
    SelectWidget,
    Several,
    TextWidget,
)
from tests.typeset.building import X, row, set_page
from tests.typeset.geometry import area, marks, rules, texts, widgets

MONTH = TextField(path="a.by", label="By", kind="date", frame="comb", pattern="YYYY-MM", width=140)
YEARS = TextField(path="a.years", label="Years", kind="number", minimum=0, maximum=60)
GOALS = (Option(value="near", label="Lead fitter"), Option(value="far", label="Own company"))
PICK = Select(path="a.for", label="For the goal", options=GOALS)
LIST = replace(PICK, several=True)
LABELS = st.text("abcdefgh ijklmnop ěřžň-,", min_size=1, max_size=60).filter(str.strip)
OPTIONS = st.lists(LABELS, min_size=1, max_size=8, unique=True)


def words(page: Page) -> list[str]:
    return [text.text.strip() for text in texts(page)]


def only(page: Page, kind: type[Any]) -> Any:
    (widget,) = (widget for widget in widgets(page) if isinstance(widget, kind))
    return widget


# Dates


def test_a_comb_is_a_tray_with_ticks_between_its_cells() -> None:
    ticks = [rule for rule in rules(set_page(MONTH)) if rule.x1 == rule.x2]
    assert [round(rule.x1 - X, 3) for rule in ticks if rule.y2 - rule.y1 == 4] == [20, 40, 60, 80, 100, 120]
    assert [round(rule.x1 - X, 3) for rule in ticks if rule.y2 - rule.y1 == 6] == [0, 140]


@pytest.mark.parametrize("mode", ["form", "paper"])
def test_every_letter_stands_in_the_middle_of_its_cell(mode: Any) -> None:
    (text,) = texts(set_page(replace(MONTH, value="2028-06"), mode=mode))
    assert text.text == "2028-06"
    at, centres = text.x, []
    for letter, kern in zip(text.text, text.kerns, strict=True):
        advance = face(text.font).width(letter, text.size)
        centres.append(round(at + advance / 2 - X, 2))
        at += advance + kern * text.size / 1000
    assert centres == [10, 30, 50, 70, 90, 110, 130]


def test_a_comb_takes_as_many_characters_as_it_has_cells_and_a_full_date_gets_ten() -> None:
    for value, cells in (("", 7), ("2028", 7), ("2028-06-30", 10)):
        widget = only(set_page(replace(MONTH, value=value)), TextWidget)
        assert (widget.comb, widget.kind.max_length, widget.multiline) == (True, cells, False)
        assert widget.box.width == 140


@pytest.mark.parametrize("value", ["W" * 30, "two\nlines"])
def test_what_no_cell_can_hold_has_a_tray(value: str) -> None:
    widget = only(set_page(replace(MONTH, value=value)), TextWidget)
    assert "".join("".join(line.text for line in widget.lines).split()) == value.replace("\n", ",")
    assert not widget.comb


def test_how_a_date_is_written_stands_beside_its_label_and_is_announced() -> None:
    for show in ("above", "left"):
        page = set_page(replace(MONTH, show_label=show))
        assert words(page) == ["By", "YYYY-MM"]
        assert only(page, TextWidget).label == "By, YYYY-MM"
    assert words(set_page(MONTH)) == []


# Numbers


@pytest.mark.parametrize(("maximum", "figures"), [(9, 3), (60, 3), (100_000, 6)])
def test_a_number_has_room_for_its_bounds(maximum: float, figures: int) -> None:
    page = set_page(replace(YEARS, maximum=maximum))
    (foot,) = (rule for rule in rules(page) if rule.y1 == rule.y2)
    assert foot.x2 - foot.x1 == figures * 8 + 10
    assert only(page, TextWidget).kind.maximum == maximum


# Words to take or to leave


@pytest.mark.parametrize("mode", ["form", "paper"])
@pytest.mark.parametrize("show", ["above", "left", "no"])
def test_suggestions_are_printed_and_announced_before_what_is_written(show: Any, mode: Any) -> None:
    tone = TextField(path="a", label="A", value="my own", suggestions=("calm", "lively"), show_label=show)
    page = set_page(tone, mode=mode)
    assert words(page)[-2:] == ["calm  ·  lively", "my own"]
    assert [widget.label for widget in widgets(page)] in ([], ["A, calm, lively"])


# Required


@pytest.mark.parametrize("mode", ["form", "paper"])
@pytest.mark.parametrize("show", ["above", "left", "no"])
@pytest.mark.parametrize("block", [MONTH, YEARS, PICK, LIST, TextField(path="b", label="B", frame="box")])
def test_a_required_field_says_so_in_a_word(block: Any, show: Any, mode: Any) -> None:
    page = set_page(replace(block, required="required", show_label=show), mode=mode)
    assert any("required" in text for text in words(page))
    for widget in widgets(page):
        match widget:
            case TextWidget():
                assert widget.kind.required
            case CheckWidget(among=Several() as among):
                assert not widget.required  # one by one
                assert among.label == "For the goal, required"
            case _:
                assert widget.required


@pytest.mark.parametrize("mode", ["form", "paper"])
def test_so_do_choices_and_checkboxes(mode: Any) -> None:
    choice = Choice(path="a", label="When", options=GOALS, required="required")
    page = set_page(choice, Check(path="b", label="Done", text="I did it", required="required"), mode=mode)
    assert words(page) == ["When", "required", "Lead fitter", "Own company", "I did it", "(required)"]
    for widget in widgets(page):
        assert isinstance(widget, RadioWidget | CheckWidget)
        assert widget.required


# Drop-downs


def test_a_drop_down_is_a_tray_with_the_label_of_its_value_and_a_triangle() -> None:
    page = set_page(replace(PICK, value="far"))
    widget = only(page, SelectWidget)
    assert words(page) == ["Own company"]
    assert (widget.value, widget.options) == ("far", (("near", "Lead fitter"), ("far", "Own company")))
    assert [type(mark) for mark in widget.sign] == [Polygon]
    assert widget.box.x == X + TRAY_EDGE


def test_an_empty_drop_down_shows_nothing() -> None:
    page = set_page(PICK)
    assert words(page) == []
    assert only(page, SelectWidget).value == ""


def test_a_value_that_is_no_option_becomes_one() -> None:
    widget = only(set_page(replace(PICK, value="later")), SelectWidget)
    assert widget.value == "later"
    assert widget.options[-1] == ("later", "later")


def test_several_values_in_a_drop_down_are_one_more_option() -> None:
    page = set_page(replace(PICK, value="near\nfar"))
    widget = only(page, SelectWidget)
    assert widget.value == "near, far"
    assert widget.options[-1] == ("near, far", "Lead fitter, Own company")
    assert words(page) == ["Lead fitter, Own company"]


def test_options_of_one_label_are_told_apart() -> None:
    labels = {"a": "Fitter", "b": "Fitter", "c": "Fitter (2)"}
    alike = tuple(Option(value=value, label=label) for value, label in labels.items())
    page = set_page(replace(PICK, options=alike, value="b"))
    made = ("a", "Fitter"), ("b", "Fitter (2)"), ("c", "Fitter (2) (2)")
    assert only(page, SelectWidget).options == made
    assert words(page) == ["Fitter (2)"]


@pytest.mark.parametrize("mode", ["form", "paper"])
def test_without_options_it_is_a_tray(mode: Any) -> None:
    page = set_page(replace(PICK, options=(), value="near\nfar"), mode=mode)
    assert words(page) == ["near, far"]
    assert all(isinstance(widget, TextWidget) for widget in widgets(page))


@pytest.mark.parametrize(("value", "chosen"), [("", []), ("far", [1]), ("near\nfar", [0, 1])])
def test_for_a_pen_a_few_options_are_circles(value: str, chosen: list[int]) -> None:
    page = set_page(replace(PICK, value=value), mode="paper")
    assert words(page) == ["Lead fitter", "Own company"]
    circles = [mark for mark in marks(page) if isinstance(mark, Circle)]
    outlines = [mark.x for mark in circles if mark.weight]
    assert len(outlines) == 2
    assert [outlines.index(mark.x) for mark in circles if mark.fill] == chosen


@pytest.mark.parametrize("options", [GOALS * 4, (Option(value="a", label="a long one " * 12),)])
def test_for_a_pen_many_or_long_options_stand_under_a_line(options: tuple[Option, ...]) -> None:
    named = tuple(Option(value=f"{n}", label=option.label) for n, option in enumerate(options))
    page = set_page(replace(PICK, options=named, value="own"), mode="paper")
    assert words(page)[0] == "own"
    assert all(option.label.strip() in " ".join(words(page)) for option in named)
    assert [mark for mark in marks(page) if isinstance(mark, Circle)] == []


# Lists


def test_a_list_is_a_checkbox_for_each_option_with_a_name_and_label_of_its_own() -> None:
    page = set_page(replace(LIST, value="far\nlater"))
    among = Several("a.for", "For the goal", ("far", "later"))
    assert words(page) == ["Lead fitter", "Own company", "later"]
    boxes = [widget for widget in widgets(page) if isinstance(widget, CheckWidget)]
    assert [(box.name, box.label, box.on, box.stands_for, box.among) for box in boxes] == [
        ("a.for.1", "For the goal: Lead fitter", False, "near", among),
        ("a.for.2", "For the goal: Own company", True, "far", among),
        ("a.for.3", "For the goal: later", True, "later", among),
    ]


@pytest.mark.parametrize("mode", ["form", "paper"])
def test_its_checkboxes_stand_in_columns(mode: Any) -> None:
    page = set_page(replace(LIST, value="far"), mode=mode)
    boxes = [mark for mark in marks(page) if isinstance(mark, Rect)]
    assert len({box.y for box in boxes}) == 1
    assert len({box.x for box in boxes}) == 2


def test_for_a_pen_chosen_ones_are_crossed() -> None:
    page = set_page(replace(LIST, value="far"), mode="paper")
    boxes = [mark for mark in marks(page) if isinstance(mark, Rect)]
    assert len(rules(page)) == 2
    assert all(area(rule).within(area(boxes[1])) for rule in rules(page))


@pytest.mark.parametrize("mode", ["form", "paper"])
@given(labels=OPTIONS, chosen=st.integers(0, 7), several=st.booleans(), span=st.integers(4, 12))
def test_options_are_whole_and_stay_in_their_room(
    mode: Any, labels: list[str], chosen: int, several: bool, span: int
) -> None:
    options = tuple(Option(value=f"v{n}", label=label) for n, label in enumerate(labels))
    value = options[chosen % len(options)].value
    block = replace(PICK, options=options, value=value, several=several, show_label="above")
    page = set_page(row((1, span, block)), mode=mode)
    shown = "".join("".join(words(page)).split())
    label = options[chosen % len(options)].label
    assert "".join(label.split()) in shown
    assert several is False or all("".join(each.split()) in shown for each in labels)
