from __future__ import annotations

import pytest

from prepsheet.pdf.canvas import TaggedCanvas
from prepsheet.pdf.drawing import Drawing
from prepsheet.typeset.pages import Circle, Glyph, Mark, Polygon, Rect, Rule, Text


class Alphabet:
    """Names fonts after themselves and encodes nothing."""

    def use(self, font: str) -> str:
        return font

    def encode(self, font: str, text: str) -> str:
        return f"{font}: {text}" if font != "F" else text

    def spell(self, font: str, glyphs: tuple[Glyph, ...], size: float) -> str:
        return f"{font}: {''.join(glyph.text for glyph in glyphs)} at {size}"


def drawn(*marks: Mark, left: float = 0, bottom: float = 100) -> list[str]:
    canvas = TaggedCanvas("en")
    drawing = Drawing(canvas, Alphabet(), left, bottom)
    for mark in marks:
        drawing.mark(mark)
    content: str = canvas.getCurrentPageContent()
    return content.split("\n")


def test_the_page_is_turned_over() -> None:
    assert drawn(Text(10, 20, "a", "F", 11)) == ["BT /F 11 Tf 10 80 Td <a> Tj ET"]
    assert drawn(Rect(10, 20, 30, 40, weight=1)) == ["n 10 40 30 40 re S"]
    assert drawn(Rule(0, 10, 50, 10, 1)) == ["0 90 m 50 90 l S"]


def test_a_drawing_may_have_its_origin_anywhere() -> None:
    assert drawn(Rule(10, 90, 15, 90, 1), left=10, bottom=95) == ["0 5 m 5 5 l S"]


def test_what_has_not_changed_is_not_written_again() -> None:
    first, second = drawn(Text(0, 0, "a", "F", 11), Text(0, 12, "b", "F", 11))
    assert "Tf" in first
    assert second == "BT 0 88 Td <b> Tj ET"
    assert drawn(Rule(0, 0, 1, 0, 0.6), Rule(0, 9, 1, 9, 0.6)).count(".6 w") == 1


def test_kerns_are_taken_away_after_their_character() -> None:
    line = drawn(Text(0, 0, "Total", "F", 27, kerns=(-80.0, 0.0, 0.0, 12.25, 5.0)))
    assert line == ["BT /F 27 Tf 0 100 Td [<T>80<ota>-12.25<l>] TJ ET"]


def test_kerns_of_nothing_make_a_plain_string() -> None:
    assert drawn(Text(0, 0, "ab", "F", 9, kerns=(0.0, 0.0))) == ["BT /F 9 Tf 0 100 Td <ab> Tj ET"]


def test_tracking_ends_with_its_text() -> None:
    first, second = drawn(Text(0, 0, "a", "F", 9, tracking=-0.2), Text(0, 9, "b", "F", 9))
    assert "-0.2 Tc" in first
    assert "0 Tc" in second


def test_dots_are_round_and_end_with_their_rule() -> None:
    lines = drawn(Rule(0, 0, 9, 0, 0.6, dotted=True), Rule(0, 9, 9, 9, 0.6))
    assert lines[1:3] == ["1 J", "[0 3] 0 d"]
    assert lines[4:6] == ["0 J", "[] 0 d"]
    assert "[] 0 d" in drawn(Rule(0, 0, 9, 0, 1, dotted=True), Rect(0, 0, 9, 9, weight=1))
    assert "[] 0 d" not in drawn(Rule(0, 0, 9, 0, 1, dotted=True), Rect(0, 0, 9, 9, fill="ink"))


@pytest.mark.parametrize(
    ("mark", "paint"),
    [
        (Circle(50, 50, 5, weight=1), "S"),
        (Circle(50, 50, 5, fill="ink"), "f*"),
        (Rect(0, 0, 5, 5, weight=1, fill="ink"), "B*"),
        (Polygon(((0, 0), (5, 0), (5, 5)), "ink"), "f*"),
    ],
)
def test_shapes_are_stroked_filled_or_both(mark: Mark, paint: str) -> None:
    painted = [line for line in drawn(mark) if line != "Q"]
    assert painted[-1].split()[-1] == paint


def test_a_circle_is_four_curves_around_its_centre_that_close() -> None:
    lines = drawn(Circle(10, 20, 5, fill="ink"))
    assert lines[0] == "q 1 0 0 1 10 80 cm"
    assert lines[1].startswith("n 5 0 m")
    assert lines[1].count(" c") == 4
    assert lines[1].endswith(" h")
    assert lines[-1] == "Q"


def test_ink_is_grey_level_nought_and_the_accent_a_colour() -> None:
    lines = drawn(
        Rect(0, 0, 5, 5, fill="accent"), Text(0, 0, "1", "F", 9, ink="paper"), Text(0, 9, "a", "F", 9)
    )
    assert [line for line in lines if line.endswith(("g", "rg"))] == [".039 .29 .341 rg", "1 g", "0 g"]
