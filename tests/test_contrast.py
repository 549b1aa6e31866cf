"""All that a kit draws can be seen: text at 7 : 1 (WCAG 1.4.6), lines and signs at 3 : 1 (WCAG 1.4.11)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

import prepsheet
from prepsheet.sheets import Ink
from tests.making import ROOT
from tests.pdf.contrast import BLACK, WHITE, Drawn, drawn, ratio

DAY = date(2026, 5, 13)
DISPLAY = 20.0
"""Smaller text is black: colour is printed in dots, and small letters would go ragged."""

INKS: tuple[Ink, Ink] = ("colour", "mono")
inks = pytest.mark.parametrize("ink", INKS)
flat_or_not = pytest.mark.parametrize("flat", [False, True])


@lru_cache
def kit(ink: Ink, flat: bool, person: Path = ROOT / "content/examples/zuzana.yaml") -> tuple[Drawn, ...]:
    """All that the printed sheets of a person's kit draw."""
    made = prepsheet.build(person, date=DAY, ink=ink, flat=flat)
    return tuple(each for sheet in made if sheet.sheet.format == "pdf" for each in drawn(sheet.data))


def test_the_ratios_are_those_of_the_standard() -> None:
    assert ratio(BLACK, WHITE) == pytest.approx(21.0)
    assert ratio((0.4666667, 0.4666667, 0.4666667), WHITE) == pytest.approx(4.48, abs=0.01)


@inks
@flat_or_not
def test_all_text_stands_out_from_what_is_under_it(ink: Ink, flat: bool) -> None:
    texts = [each for each in kit(ink, flat) if each.kind == "text"]
    assert len(texts) > 300
    assert [each for each in texts if each.ratio < 7.0] == []
    assert any(each.colour == WHITE for each in texts), "numerals in discs are among them"


@inks
@flat_or_not
def test_the_edges_of_fields_and_all_signs_stand_out(ink: Ink, flat: bool) -> None:
    seen = [each for each in kit(ink, flat) if each.kind != "text"]
    assert len(seen) > 300
    assert [each for each in seen if each.ratio < 3.0] == []


@flat_or_not
def test_small_text_and_all_lines_are_black_in_any_ink(flat: bool) -> None:
    small = [each for each in kit("colour", flat) if each.kind == "line" or 0 < each.size < DISPLAY]
    assert {each.colour for each in small} == {BLACK, WHITE}
    assert all(each.kind == "text" for each in small if each.colour == WHITE)


@flat_or_not
def test_mono_is_black_and_white(flat: bool) -> None:
    assert {each.colour for each in kit("mono", flat)} == {BLACK, WHITE}
    assert len({each.colour for each in kit("colour", flat)}) == 3
