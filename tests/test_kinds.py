"""What may be entered in a field, checked again when it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepsheet.document import Choice, Option, Select, TextField
from prepsheet.kinds import ANYTHING, Kind, check_value, kind_of
from prepsheet.problems import Place

HERE = Place("goals.pdf", path="goals.near.by")
YEARS = Kind(name="number", minimum=-4, maximum=40)
DATE = Kind(name="date", max_length=10)
GOALS = tuple(Option(value=value, label=value.title()) for value in ("near", "far"))


def said(kind: Kind, text: str) -> str:
    problem = check_value(kind, text, HERE)
    assert problem is None or problem.place is HERE
    return f"{problem.code}: {problem.message}" if problem else ""


@pytest.mark.parametrize("text", ["3", "-4", "−4", "+2", " 40 ", "2.5", "2,5", "", " "])
def test_a_number_within_its_bounds_is_one(text: str) -> None:
    assert said(YEARS, text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("three", 'no-number: "three" is no number'),
        ("1e3", 'no-number: "1e3" is no number'),
        ("1 2", 'no-number: "1 2" is no number'),
        ("-", 'no-number: "-" is no number'),
        ("41", "number-too-large: 41 is more than 40"),
        ("−5", "number-too-small: −5 is less than -4"),
    ],
)
def test_what_is_no_number_or_out_of_bounds_is_told(text: str, words: str) -> None:
    assert said(YEARS, text) == words


@pytest.mark.parametrize("text", ["2028", "2028-06", "2028-06-30", ""])
def test_a_date_may_be_a_year_a_month_or_a_day(text: str) -> None:
    assert said(DATE, text) == ""


@pytest.mark.parametrize("text", ["June 2028", "2028-13", "2028-02-30", "28", "2028-6"])
def test_what_is_no_date_is_told_with_how_to_write_one(text: str) -> None:
    problem = check_value(DATE, text, HERE)
    assert problem is not None
    assert problem.code == "no-date"
    assert "2028-06" in problem.hint


def test_a_value_that_a_program_wrote_too_long_is_told() -> None:
    assert said(Kind(max_length=7), "2028-06") == ""
    assert said(Kind(max_length=7), "2028-06-30") == "value-too-long: 10 characters, at most 7 fit"


def test_what_must_be_filled_in_is_told() -> None:
    assert said(Kind(required=True), " \n") == "value-missing: this must be filled in"
    assert said(Kind(required=True), "x") == ""


def test_only_options_count() -> None:
    one, several = Kind(options=("near", "far")), Kind(options=("near", "far"), several=True)
    assert said(one, "near") == said(several, "far\nnear") == ""
    assert said(one, "near\nfar").startswith("unknown-option")
    assert said(several, "near\nlater") == 'unknown-option: "later" is none of the options'


@given(st.text())
def test_any_text_may_be_entered_where_nothing_is_said(text: str) -> None:
    assert check_value(ANYTHING, text, HERE) is None


@given(st.text(max_size=40), st.sampled_from(["text", "number", "date"]))
def test_nothing_that_is_read_breaks_the_check(text: str, name: str) -> None:
    kind = Kind(name=name, minimum=1, maximum=2, max_length=12)  # type: ignore[arg-type]
    problem = check_value(kind, text, HERE)
    assert problem is None or problem.message.isprintable()


def test_the_kind_of_a_field_says_what_its_block_says() -> None:
    years = TextField(path="a", label="A", kind="number", minimum=0, maximum=9, required="required")
    assert kind_of(years) == Kind(name="number", minimum=0, maximum=9, required=True)
    assert kind_of(TextField(path="a", label="A", max_length=60)) == Kind(max_length=60)
    assert kind_of(TextField(path="a", label="A", kind="date")).max_length == 10
    assert kind_of(Select(path="a", label="A", options=GOALS, several=True)) == Kind(
        options=("near", "far"), several=True
    )
    assert kind_of(Choice(path="a", label="A", options=GOALS)).options == ("near", "far")


@pytest.mark.parametrize(("value", "cells"), [("", 7), ("2028", 7), ("2028-06-30", 10)])
def test_a_comb_has_cells_for_its_pattern_and_for_a_longer_value(value: str, cells: int) -> None:
    comb = TextField(path="a", label="A", kind="date", frame="comb", pattern="YYYY-MM", value=value)
    assert kind_of(comb).max_length == cells
