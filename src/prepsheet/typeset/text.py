"""Lines of text in place.

A line box is as high as the style's leading; the baseline stands where ascent and descent of the
face leave the same room above and below.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from prepsheet.document import Inline, Run
from prepsheet.typeset.fonts import face
from prepsheet.typeset.lines import balance, break_lines, break_text
from prepsheet.typeset.pages import Glyph, Text
from prepsheet.typeset.styles import Style

SPACES = {ord("\t"): " "}
"""No font has a shape for a tab."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a set line in one face: its text, its face, and how far it goes, in points.

    It has glyphs if it had to be shaped; `font` is then the key of a font file.
    """

    text: str
    font: str
    width: float
    kerns: tuple[float, ...] = ()
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: its pieces from left to right and their width together, in points.

    `shift` is how far to the right it stands in its column: to the end that reading starts from. A
    space at which the line was broken may be among the pieces; it is not counted in the width.
    """

    pieces: tuple[Piece, ...]
    width: float
    shift: float = 0.0


class TooWide(Exception):
    """Text that has one line and does not fit it; `limit` is how many of its characters would.

    `name` is what it is to its reader, where that is not the text itself.
    """

    def __init__(self, text: str, limit: int, name: str = "") -> None:
        super().__init__(text)
        self.text, self.limit, self.name = text, limit, name


@lru_cache(maxsize=256)
def baseline(style: Style) -> float:
    """From the top of a line box to its baseline, in points."""
    measures = face(style.font)
    middle: float = (measures.ascent + measures.descent) / 2000
    return style.leading / 2 + middle * style.size


def runs(text: Inline) -> tuple[Run, ...]:
    """Text as runs."""
    return (Run(text),) if isinstance(text, str) else text


def plain(text: Inline) -> str:
    """Text without its styles."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def set_text(text: Inline, style: Style, width: float, rtl: bool | None = None) -> tuple[Line, ...]:
    """Break text into lines of at most `width` points; no lines for no text.

    `rtl` says whether it is read from right to left; by default its first letter does.
    """
    lines = _shipped(text, style, width)
    if lines is None:
        from prepsheet.typeset import fallback, foreign

        return foreign.set_text(text, style, width, fallback.current(), rtl)
    return lines


@lru_cache(maxsize=8192)
def _shipped(text: Inline, style: Style, width: float) -> tuple[Line, ...] | None:
    """The lines of text in the shipped fonts; None if they can't draw it."""
    if not plain(text).strip():
        return ()
    if not face(style.font).draws(plain(text)):
        return None
    if style.kerned or style.balanced or style.whole:
        words = plain(text).translate(SPACES)
        return tuple(_set(line, style) for line in _display_lines(words, style, width))
    faces = [
        (run.text.translate(SPACES), face(style.font if run.style == "plain" else style.strong_font))
        for run in runs(text)
    ]
    return tuple(
        _line([Piece(piece, its.name, its.width(piece, style.size)) for piece, its in line])
        for line in break_lines(faces, style.size, width)
    )


def _display_lines(text: str, style: Style, width: float) -> tuple[str, ...]:
    if _set(text, style).width <= width and "\n" not in text:
        return (text,)
    if style.whole:
        return _whole_words(text, style, width)
    cut = balance if style.balanced else break_text
    return cut(text, face(style.font), style.size, width, style.tracking)


def _whole_words(text: str, style: Style, width: float) -> tuple[str, ...]:
    """Lines that end at spaces only: a pronunciation with hyphens is read whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, style) <= width:
            lines[-1] = longer
        else:
            lines += break_text(word, face(style.font), style.size, width)
    return tuple(lines)


def _set(text: str, style: Style) -> Line:
    """Text on one line, with pair kerning if the style has it."""
    measures = face(style.font)
    if not measures.draws(text):
        from prepsheet.typeset import fallback, foreign

        return foreign.one_line(text, style, fallback.current())
    width, kerns = (
        measures.kerned(text, style.size) if style.kerned else (measures.width(text, style.size), ())
    )
    return _line([Piece(text, style.font, width + len(text) * style.tracking, kerns)])


def _line(pieces: list[Piece]) -> Line:
    return Line(tuple(pieces), sum(piece.width for piece in pieces))


def place(line: Line, x: float, top: float, style: Style) -> tuple[Text, ...]:
    """A line's marks, its box beginning at `x` and `top`."""
    marks = []
    y = top + baseline(style)
    for piece in line.pieces:
        tracking = 0.0 if piece.glyphs else style.tracking
        told = style.underlined and piece.font == style.strong_font
        under = piece.width if told else 0.0
        marks.append(
            Text(
                x,
                y,
                piece.text,
                piece.font,
                style.size,
                piece.kerns,
                tracking,
                style.ink,
                piece.glyphs,
                under,
            )
        )
        x += piece.width
    return tuple(marks)


def stack_lines(lines: tuple[Line, ...], x: float, top: float, style: Style) -> tuple[Text, ...]:
    """The marks of lines under each other, each at the side of its column that reading starts from."""
    return tuple(
        mark
        for n, line in enumerate(lines)
        for mark in place(line, x + line.shift, top + n * style.leading, style)
    )


def place_in_cells(text: str, x: float, y: float, pitch: float, style: Style) -> tuple[Text, ...] | None:
    """The text on the baseline `y` with each letter in the middle of its cell.

    It is a single mark, so that it is read as one word. None if a letter is too wide, or of another font.
    """
    advances = [text_width(letter, style) for letter in text]
    if "\n" in text or face(style.font).missing(text) or max(advances, default=0.0) > pitch:
        return None
    starts = [n * pitch + (pitch - advance) / 2 for n, advance in enumerate(advances)]
    gaps = [
        (after - before - advance) * 1000 / style.size
        for before, after, advance in zip(starts, starts[1:], advances, strict=False)
    ]
    marks = (Text(x + start, y, text, style.font, style.size, (*gaps, 0.0)) for start in starts[:1])
    return tuple(marks)


def spaced(marks: tuple[Text, ...]) -> tuple[Text, ...]:
    """Words that others follow at a distance, with a space: without one, readers would join them."""
    ends = (
        replace(mark, text=f"{mark.text} ", kerns=mark.kerns and (*mark.kerns, 0.0)) for mark in marks[-1:]
    )
    return (*marks[:-1], *ends)


def one_line(text: str, styles: Iterable[Style], room: float, name: str = "") -> tuple[Style, Line]:
    """Text on one line in the first of the styles in which it fits `room` points; no pieces for no text.

    Raises `TooWide` if it fits in none.
    """
    words = " ".join(text.split("\n")).translate(SPACES)
    for style in styles:
        line = _set(words, style) if words.strip() else Line((), 0.0)
        if line.width <= room + 0.01:
            return style, line
    limit = bisect_right(range(1, len(words)), room, key=lambda count: text_width(words[:count], style))
    raise TooWide(words, limit, name)


def text_width(text: str, style: Style) -> float:
    """The width of text on one line, in points."""
    return _set(text, style).width
