"""Lines of text in place.

A line box is as high as the style's leading; the baseline stands where ascent and descent of the
face leave the same room above and below.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from prepsheet.document import Inline, runs
from prepsheet.typeset.fonts import face
from prepsheet.typeset.lines import balance, break_lines, break_text
from prepsheet.typeset.pages import Glyph, Text
from prepsheet.typeset.styles import SANS, Style

SPACES = {ord("\t"): " "}
"""No font has a shape for a tab."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a set line in one face: its text, its face, and how far it goes, in points.

    It has glyphs if it had to be shaped; `font` is then the key of a font file. `at` is how far it
    stands from the beginning of its line.
    """

    text: str
    font: str
    width: float
    kerns: tuple[float, ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: its pieces in the order of reading and their width together, in points.

    It begins where the lines of its sheet do, `shift` away from the edge of its column if it is read
    the other way. A space at which it was broken may be among the pieces; it is not counted in the width.
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


def plain(text: Inline) -> str:
    """Text without its styles."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def set_text(text: Inline, style: Style, width: float, as_sheet: bool = False) -> tuple[Line, ...]:
    """Break text into lines of at most `width` points; no lines for no text.

    A text whose first letter is read the other way than the sheet stands at the other side of its
    column, unless it has to be in line with others, `as_sheet`.
    """
    lines = _shipped(text, style, width)
    if lines is None:
        from prepsheet.typeset import fallback, foreign

        return foreign.set_text(text, style, width, fallback.current(), as_sheet)
    return lines


@lru_cache(maxsize=8192)
def _shipped(text: Inline, style: Style, width: float) -> tuple[Line, ...] | None:
    """The lines of text in the shipped fonts; None if they can't draw it."""
    if not plain(text).strip():
        return ()
    if not face(style.font).draws(plain(text)):
        return None
    if style.kerned or style.balanced or style.whole:
        return _display(plain(text).translate(SPACES), style, width)
    faces = [
        (run.text.translate(SPACES), face(style.font if run.style == "plain" else style.strong_font))
        for run in runs(text)
    ]
    return tuple(
        line_of([Piece(piece, its.name, its.width(piece, style.size)) for piece, its in line], style)
        for line in break_lines(faces, style.size, width)
    )


def _display(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """Lines of display text. They are broken by widths without kerning: where that makes one wider than it
    may be, they are broken anew, narrower by as much.
    """
    whole = _set(text, style)
    if whole.width <= width and "\n" not in text:
        return (whole,)
    if style.whole:
        return tuple(_set(line, style) for line in _whole_words(text, style, width))
    cut = balance if style.balanced else break_text

    def within(room: float) -> tuple[Line, ...]:
        lines = cut(text, face(style.font), style.size, room, style.tracking)
        return tuple(_set(line, style) for line in lines)

    lines, room = within(width), width
    while 0.01 < (over := max(line.width for line in lines) - width) < room:
        room -= over
        lines = within(room)
    return lines


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
    return line_of([Piece(text, style.font, width + len(text) * style.tracking, kerns)], style)


def line_of(pieces: Sequence[Piece], style: Style, order: Sequence[int] = ()) -> Line:
    """A line of pieces; `order` is how they stand from left to right, if not as they are read."""
    order = order or range(len(pieces))
    standing = order[::-1] if style.rtl else order
    starts = accumulate((pieces[index].width for index in standing), initial=0.0)
    at = dict(zip(standing, starts, strict=False))
    placed = tuple(replace(piece, at=at[index]) if at[index] else piece for index, piece in enumerate(pieces))
    return Line(placed, sum(piece.width for piece in pieces))


def place(line: Line, x: float, top: float, style: Style) -> tuple[Text, ...]:
    """A line's marks, its box beginning at `x` and `top`."""
    y = top + baseline(style)
    return tuple(
        Text(
            x + piece.at,
            y,
            piece.text,
            piece.font,
            style.size,
            piece.kerns,
            0.0 if piece.glyphs else style.tracking,
            style.ink,
            piece.glyphs,
            piece.width if style.underlined and piece.font == style.strong_font else 0.0,
        )
        for piece in line.pieces
    )


def reach(mark: Text) -> float:
    """How far a mark goes from its left edge, in points."""
    if mark.glyphs:
        return sum(glyph.advance for glyph in mark.glyphs) * mark.size / 1000
    plain = face(mark.font).width(mark.text, mark.size)
    return plain + sum(mark.kerns) * mark.size / 1000 + len(mark.text) * mark.tracking


def stack_lines(lines: tuple[Line, ...], x: float, top: float, style: Style) -> tuple[Text, ...]:
    """The marks of lines under each other, each at the side of its column that reading starts from."""
    return tuple(
        mark
        for n, line in enumerate(lines)
        for mark in place(line, x + line.shift, top + n * style.leading, style)
    )


def place_in_cells(
    text: str, x: float, y: float, pitch: float, cells: int, style: Style
) -> tuple[Text, ...] | None:
    """The text on the baseline `y` with each letter in the middle of its cell, from the left in any sheet.

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
    if not starts:
        return ()
    before = cells * pitch - starts[-1] - advances[-1] if style.rtl else starts[0]
    return (Text(x + before, y, text, style.font, style.size, (*gaps, 0.0)),)


def spaced(marks: tuple[Text, ...]) -> tuple[Text, ...]:
    """Words that others follow at a distance, with a space: without one, readers would join them."""
    if not marks:
        return ()
    *before, last = marks
    if last.glyphs:
        end = max(mark.x + reach(mark) for mark in marks if mark.y == last.y)
        return (*marks, Text(end, last.y, " ", SANS, last.size))
    room = face(last.font).widths[" "] + last.tracking * 1000 / last.size
    kerns = last.kerns or (0.0,) * len(last.text)  # so that the mark reaches as far as before
    return (*before, replace(last, text=f"{last.text} ", kerns=(*kerns, -room)))


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
