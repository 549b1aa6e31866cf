"""Text that the shipped fonts can't draw: split into runs of one font and direction, shaped, broken, ordered.

A paragraph is read as the bidirectional algorithm says. In a sheet read from left to right, one
that begins from right to left is set flush right. In a sheet read from right to left, all are; those
without a letter that is read so (a date, a telephone number, an English name) keep their own order.

What the shipped fonts do draw stays in them, so a Latin word in a Chinese line looks like all other
Latin. A character that no font has is left in the shipped font, where `coverage` finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from unicodedata import category

from prepsheet.document import Inline, runs
from prepsheet.typeset import breaks, lines
from prepsheet.typeset.fallback import Fonts
from prepsheet.typeset.fontfile import FontFile, open_font
from prepsheet.typeset.fonts import FOLDER, NAMES, face
from prepsheet.typeset.styles import Style
from prepsheet.typeset.text import SPACES, Line, Piece, line_of
from prepsheet.writing import bidi

_HOLDS_ON = frozenset(("Mn", "Mc", "Me", "Cf"))
"""Kinds of characters that belong to the one before them: marks and joiners."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A paragraph or a line of it: each character's font and level, and the paragraph's own level."""

    text: str
    fonts: tuple[str, ...]
    levels: tuple[int, ...]
    base: int


@lru_cache(maxsize=2048)
def set_text(
    text: Inline, style: Style, width: float, fonts: Fonts, as_sheet: bool = False
) -> tuple[Line, ...]:
    """Lines of at most `width` points; see `text.set_text`."""
    characters = [
        (each, style.font if run.style == "plain" else style.strong_font)
        for run in runs(text)
        for each in run.text.translate(SPACES)
    ]
    words = "".join(each for each, _ in characters)
    faces = [name for _, name in characters]
    return tuple(
        line
        for start, end in lines.paragraphs(words)
        for line in _paragraph(
            _words(words[start:end], faces[start:end], fonts, style, as_sheet), style, width, fonts.language
        )
    )


@lru_cache(maxsize=2048)
def one_line(text: str, style: Style, fonts: Fonts) -> Line:
    """Text on one line, wherever that ends."""
    return _line(_words(text, [style.font] * len(text), fonts, style), style, fonts.language)


def _words(text: str, faces: list[str], fonts: Fonts, style: Style, as_sheet: bool = False) -> _Words:
    base = bidi.paragraph_level(text, style.rtl, as_sheet)
    return _Words(text, _fonts(text, faces, fonts), tuple(bidi.levels(text, base)), base)


def _paragraph(words: _Words, style: Style, width: float, language: str) -> Iterator[Line]:
    text = words.text
    reach = list(accumulate(_advances(words, style, language), initial=0.0))
    stops = breaks.stops(text, 0, len(text))
    if style.whole:
        stops = [(stop, after) for stop, after in stops if stop < after or stop == len(text)]
    cut = lines.balanced if style.balanced else lines.first_fit
    limit = width * 1000 / style.size
    spans = cut(text, reach, 0, stops, limit)
    for (start, end), (resume, _) in zip(spans, [*spans[1:], (len(text), 0)], strict=True):
        yield _flush(_stretch(words, start, end), text[end:resume], style, width, language)


def _stretch(words: _Words, start: int, end: int) -> _Words:
    """One line of a paragraph; the blanks at its ends have the paragraph's own direction."""
    levels = list(words.levels[start:end])
    for index in range(end - start - 1, -1, -1):
        if not words.text[start + index].isspace():
            break
        levels[index] = words.base
    return _Words(words.text[start:end], words.fonts[start:end], tuple(levels), words.base)


def _flush(words: _Words, broken_at: str, style: Style, width: float, language: str) -> Line:
    """The line at the side that reading starts from. The space it was broken at hangs over its end:
    programs that read the page aloud would join two words without it."""
    line = _line(words, style, language)
    shift = width - line.width if words.base and not style.rtl else 0.0
    if not broken_at:
        return Line(line.pieces, line.width, shift)
    room = face(style.font).width(" ", style.size)
    space = Piece(" ", style.font, room, at=line.width if words.base == style.rtl else -room)
    return Line((*line.pieces, space), line.width, shift)


def _line(words: _Words, style: Style, language: str) -> Line:
    stretches = list(_stretches(words))
    order = bidi.visual([words.levels[start] for start, _ in stretches])
    return line_of([_piece(words, *stretch, style, language) for stretch in stretches], style, order)


def _stretches(words: _Words) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch of one font and one level.

    Signs between letters that run to the left, in a font without such letters, stand alone: nothing
    about them would tell a program in which order they are read.
    """
    start = 0
    for (font, level), group in groupby(zip(words.fonts, words.levels, strict=True)):
        end = start + len(list(group))
        step = 1 if font in NAMES and level % 2 else end - start
        yield from ((at, at + step) for at in range(start, end, step))
        start = end


def _piece(words: _Words, start: int, end: int, style: Style, language: str) -> Piece:
    text, font, level = words.text[start:end], words.fonts[start], words.levels[start]
    if font in NAMES and (not level % 2 or not face(font).draws(text)):
        measures = face(font)
        plain = measures.width(text, style.size), ()
        width, kerns = measures.kerned(text, style.size) if style.kerned else plain
        return Piece(text, font, width + len(text) * style.tracking, kerns)
    file = _file(font)
    glyphs = file.shaped(text, bool(level % 2), language)
    return Piece(text, file.key, sum(glyph.advance for glyph in glyphs) * style.size / 1000, (), glyphs)


def _advances(words: _Words, style: Style, language: str) -> list[float]:
    """How far each character goes, in 1/1000 em; those of one cluster together, the first for all of them."""
    advances: list[float] = []
    for start, end in _stretches(words):
        text, font, level = words.text[start:end], words.fonts[start], words.levels[start]
        if font in NAMES and not level % 2:
            advances += [face(font).widths[each] + style.tracking * 1000 / style.size for each in text]
        else:
            advances += _file(font).reach(text, bool(level % 2), language)
    return advances


def _file(font: str) -> FontFile:
    """The file of a font, shipped or not: its brackets may have to be turned round in Arabic text."""
    return open_font(str(FOLDER / f"{font}.ttf") if font in NAMES else font)


def _fonts(text: str, faces: list[str], fonts: Fonts) -> tuple[str, ...]:
    """The font of every character: the shipped one or, where that lacks it, the key of a file.

    Marks hold on to what is before them, and so do spaces and signs that the font before them has,
    so that words are shaped whole.
    """
    chosen: list[str] = []
    for each, shipped in zip(text, faces, strict=True):
        before = chosen[-1] if chosen else shipped
        if before not in NAMES and not each.isalnum() and _holds(each, before):
            chosen.append(before)
        elif face(shipped).covers(each):
            chosen.append(shipped)
        else:
            found = fonts.find(each, "Bold" in shipped, "Serif" in shipped)
            chosen.append(found.key if found else shipped)
    return tuple(chosen)


def _holds(character: str, font: str) -> bool:
    return category(character) == "Cf" or open_font(font).draws(character)
