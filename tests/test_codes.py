"""Codes of pages: what they say, how they may be typed, and that slips show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepsheet.codes import ALPHABET, PageCode, of_page, parse, token

CODE = "5NRHCGNQ4T-3-1-C"
made = st.builds(
    PageCode,
    st.text(ALPHABET, min_size=10, max_size=10),
    st.integers(1, 99),
    st.integers(1, 999),
)


def test_a_code_is_written_and_read() -> None:
    assert of_page("5NRHCGNQ4T-3", 1) == CODE
    assert parse(CODE) == PageCode("5NRHCGNQ4T", 3, 1)


@given(made)
def test_every_code_is_read_as_it_was_written(code: PageCode) -> None:
    assert parse(str(code)) == code
    assert len(str(code)) <= 20, "the smallest matrix code holds no more"


@pytest.mark.parametrize(
    "typed",
    [
        "5nrhcgnq4t-3-1-c",
        " 5NRHC GNQ4T 3 1 C ",
        "5NRHC-GNQ4T-3-1-C",
        "5NRHCGNQ4T – 3 – 1 – C",
        "5NRHCGNQ4T-3-l-C",
        "5NRHCGNQ4T-3-I-C",
    ],
)
def test_a_code_may_be_typed_in_many_ways(typed: str) -> None:
    assert parse(typed) == parse(CODE)


def test_letters_that_look_like_figures_stand_for_them() -> None:
    code = str(PageCode("0101ABCDEF", 10, 1))
    assert parse(code.replace("0", "O").replace("1", "l")) == PageCode("0101ABCDEF", 10, 1)


@given(made, st.data())
def test_a_wrong_character_or_two_that_changed_places_show(code: PageCode, data: st.DataObject) -> None:
    text = str(code)
    at = data.draw(st.sampled_from([n for n, character in enumerate(text) if character != "-"]))
    other = data.draw(st.sampled_from([each for each in ALPHABET if each != text[at]]))
    assert parse(text[:at] + other + text[at + 1 :]) is None
    swapped = text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
    assert parse(swapped) is None or swapped in (text, text.rstrip())


@pytest.mark.parametrize("text", ["", "goals", "content/en/sheets/goals", "5NRHCGNQ4T", "-", "1-1-1-1"])
def test_other_words_are_no_codes(text: str) -> None:
    assert parse(text) is None


def test_tokens_are_opaque_steady_and_apart() -> None:
    tokens = {token(b"row %d" % number) for number in range(5000)}
    assert len(tokens) == 5000
    assert all(len(each) == 10 and set(each) <= set(ALPHABET) for each in tokens)
    assert token(b"Zuzana") == "NAX58QWYPC"
