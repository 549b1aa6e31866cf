"""The order of reading: as the Unicode algorithm says, by another implementation's word."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from prepsheet.writing.bidi import base_level, levels, paragraph_level, visual

LETTERS = "abcאבגدمحم١٢345 ()[]-+%€.,:/'&!<>\u0301\u05b4\u064b\u200f\u200e"


@given(st.text(alphabet=LETTERS, max_size=24), st.sampled_from("LR"))
def test_any_line_is_ordered_as_the_algorithm_says(text: str, base: str) -> None:
    found = levels(text, "LR".index(base))
    assert "".join(text[index] for index in visual(found)) == get_display(text, base_dir=base)


@pytest.mark.parametrize(("text", "level"), [("דוד", 1), ("محمد", 1), ("Ana", 0), ("2019 דוד", 1), ("…", 0)])
def test_the_first_letter_decides_the_direction(text: str, level: int) -> None:
    assert base_level(text) == level


def test_hidden_controls_reorder_nothing() -> None:
    text = "pay \u202e001$\u202c now"
    assert levels(text, 0) == [0] * len(text)


@pytest.mark.parametrize(
    ("text", "rtl", "as_sheet", "level"),
    [
        ("Ask דוד", False, False, 0),
        ("דוד asks", False, False, 1),
        ("דוד asks", False, True, 0),
        ("Ask דוד", True, False, 1),
        ("Ask 2027", True, False, 0),
        ("", True, True, 0),
    ],
)
def test_a_paragraph_is_read_as_its_first_letter_or_its_sheet(
    text: str, rtl: bool, as_sheet: bool, level: int
) -> None:
    assert paragraph_level(text, rtl, as_sheet) == level
