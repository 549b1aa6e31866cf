"""Lines: nothing lost, nothing too long, breaks only where a reader expects them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prepsheet.typeset.fonts import Face, face
from prepsheet.typeset.lines import Piece, balance, break_lines, break_text

SANS, BOLD = face("PrepSans-Regular"), face("PrepSans-Bold")
TITLE = "What I would do in my first ninety days, and why that is worth it"


def broken(text: str, width_of: str, font: Face = SANS) -> tuple[str, ...]:
    """The text in lines as wide as `width_of`."""
    return break_text(text, font, 11, font.width(width_of, 11))


def test_lines_are_as_full_as_the_width_allows() -> None:
    assert broken("one two three four", "one two") == ("one two", "three", "four")


def test_a_line_may_be_exactly_as_wide_as_the_room() -> None:
    assert broken("one two three", "one two three") == ("one two three",)


def test_spaces_go_at_the_end_of_a_line_and_stay_inside() -> None:
    assert broken("one  two   three ", "one  two ") == ("one  two", "three")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007"])
def test_no_break_space_holds_words_together(space: str) -> None:
    assert broken(f"about 20{space}% precisely", "about 20 ") == ("about", f"20{space}%", "precisely")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("well-known", ("well-", "known")),
        ("and/or then", ("and/", "or", "then")),
        ("2019–2024", ("2019–", "2024")),
        ("this—that", ("this—", "that")),
        ("Křížková-Nováková", ("Křížková-", "Nováková")),
    ],
)
def test_a_line_may_end_after_a_hyphen_dash_or_slash(text: str, lines: tuple[str, ...]) -> None:
    assert break_text(text, SANS, 11, max(SANS.width(line, 11) for line in lines)) == lines


@pytest.mark.parametrize("text", ["a -5 b", "a 24/7 b", "a 2024-05-01 b", "a https: b", "a –x b"])
def test_numbers_dates_and_signs_stay_whole(text: str) -> None:
    assert broken(text, text.split()[1]) == tuple(text.split())


def test_line_feeds_end_lines_and_empty_lines_stay() -> None:
    assert broken("one\n\ntwo\n", "one two") == ("one", "", "two")


def test_no_text_gives_no_lines() -> None:
    assert break_text("", SANS, 11, 100) == ()
    assert break_lines([], 11, 100) == ()
    assert balance("", SANS, 11, 100) == ()


def test_a_word_longer_than_the_line_is_cut_not_clipped() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    lines = broken(f"An {word} today", "Donaudampfsch")
    assert "".join(lines[1:]).startswith(word)
    assert lines[0] == "An"
    assert all(SANS.width(line, 11) <= SANS.width("Donaudampfsch", 11) + 0.001 for line in lines)


def test_a_cut_keeps_marks_with_their_letter() -> None:
    assert broken("mmm" + "e\u0323m", "mmme") == ("mmme\u0323", "m")
    assert broken("mmx\u0323\u0301m", "mm") == ("mm", "x\u0323\u0301m")


def test_width_less_than_a_letter_still_ends() -> None:
    assert break_text("abc", SANS, 11, 1) == ("a", "b", "c")


def test_runs_break_together() -> None:
    lines = break_lines([("Near: ", BOLD), ("lead a team", SANS)], 11, 60)
    assert lines == (
        (Piece("Near: ", BOLD), Piece("lead a", SANS)),
        (Piece("team", SANS),),
    )


def test_a_change_of_face_is_no_place_to_break() -> None:
    room = BOLD.width("very", 11) + SANS.width("long", 11) - 1
    assert break_lines([("a ", SANS), ("very", BOLD), ("long x", SANS)], 11, room)[0] == (Piece("a", SANS),)


def test_an_empty_line_of_runs_has_no_pieces() -> None:
    assert break_lines([("a\n\nb", SANS)], 11, 100) == ((Piece("a", SANS),), (), (Piece("b", SANS),))


def test_tracking_counts() -> None:
    width = BOLD.width("To be or", 27)
    assert len(break_text("To be or", BOLD, 27, width)) == 1
    assert len(break_text("To be or", BOLD, 27, width, tracking=0.2)) == 2
    assert len(break_text("To be or", BOLD, 27, width - 7 * 0.2, tracking=-0.2)) == 1


@given(st.text("ab cíř-–/\u00a0\u0301\n", max_size=80), st.floats(8, 200))
def test_every_line_fits_and_no_character_but_space_is_lost(text: str, width: float) -> None:
    lines = break_text(text, SANS, 11, width)
    assert "".join("".join(lines).split(" ")) == "".join(text.replace("\n", "").split(" "))
    assert all(SANS.width(line, 11) <= width + 0.001 for line in lines)


@given(st.text("ab cíř-–/\u00a0\n", max_size=80), st.integers(0, 80), st.floats(8, 200))
def test_runs_of_one_face_break_as_plain_text(text: str, cut: int, width: float) -> None:
    lines = break_lines([(text[:cut], SANS), (text[cut:], SANS)], 11, width)
    assert tuple("".join(piece.text for piece in line) for line in lines) == break_text(text, SANS, 11, width)


@example(text="  aa a", width=26.0)
@given(st.text("ab cd-\n", max_size=60), st.floats(8, 200))
def test_balance_costs_no_line_and_widens_one_only_to_spare_a_lone_word(text: str, width: float) -> None:
    full, even = break_text(text, BOLD, 20, width), balance(text, BOLD, 20, width)
    assert len(even) == len(full)
    lone = any(len(line.split()) == 1 for line in full)
    assert lone or longest(even) <= longest(full) + 0.001
    assert "".join(even).replace(" ", "") == "".join(full).replace(" ", "")


def longest(lines: tuple[str, ...]) -> float:
    return max((BOLD.width(line, 20) for line in lines), default=0.0)


def test_balance_evens_lines_out() -> None:
    assert balance(TITLE, BOLD, 28, 400) == (
        "What I would do in my",
        "first ninety days, and",
        "why that is worth it",
    )


def test_balance_leaves_no_word_alone_on_the_last_line() -> None:
    text = "a considerable responsibility now"
    width = BOLD.width("a considerable responsibility", 28)
    assert break_text(text, BOLD, 28, width)[-1] == "now"
    assert balance(text, BOLD, 28, width) == ("a considerable", "responsibility now")


def test_a_lone_word_stays_where_it_can_not_be_avoided() -> None:
    text = "Extraordinarily responsible"
    assert balance(text, BOLD, 28, BOLD.width("Extraordinarily", 28)) == ("Extraordinarily", "responsible")


def test_balance_cuts_a_word_that_fits_no_line() -> None:
    width = BOLD.width("responsi", 28)
    assert balance("My responsibility", BOLD, 28, width) == break_text("My responsibility", BOLD, 28, width)
