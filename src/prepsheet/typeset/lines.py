"""Break text into lines, for scripts that put spaces between words (Latin, Greek, Cyrillic).

    break_text("Why this job?", face, 11, 480)               # ("Why this job?",)
    break_lines([("Near: ", bold), (role, plain)], 11, 480)  # lines of (text, face) pieces
    balance("What I would do first", face, 28, 300)          # lines of about the same length

A line may end at a space, and after a hyphen, a slash or a dash inside a word; never at a no-break
space. Spaces at the end of a line are dropped, all others stay. A line feed ends its line, and an
empty line stays empty. Every line fits: a word longer than a whole line is cut between characters.
Sizes and widths are in points; `tracking` goes after every character but the last of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain
from typing import NamedTuple
from unicodedata import combining

from prepsheet.typeset.fonts import Face

# A width added up in another order may differ in its last digits; in 1/1000 em.
_ROUNDING = 1e-6

_BREAK = re.compile(
    r"""
    [ \t\u2000-\u2006\u2008-\u200b\u205f\u3000]+
  | (?<=\w[-\u2010/])(?=[^\W\d])         # state-of, and/or; not -5, 24/7, 2024-05 or https://
  | (?<=\S[\u2013\u2014])(?=[\w(\u2018\u201c\u00ab])  # 2019–2024, this—that
    """,
    re.VERBOSE,
)

Stop = tuple[int, int]
"""Where a line may end, and where the next one then starts."""


class Piece(NamedTuple):
    """A stretch of a line in one face."""

    text: str
    face: Face


Line = tuple[Piece, ...]


def break_text(text: str, face: Face, size: float, width: float, tracking: float = 0.0) -> tuple[str, ...]:
    """Text of one face as lines, each as full as `width` allows. No text, no lines."""
    reach = _reach(((text, face),), tracking * 1000 / size)
    limit = (width + tracking) * 1000 / size
    return tuple(text[start:end] for start, end in _lines(text, reach, limit))


def break_lines(
    runs: Iterable[tuple[str, Face]], size: float, width: float, tracking: float = 0.0
) -> tuple[Line, ...]:
    """Runs in several faces as lines, each as full as `width` allows; an empty line has no pieces."""
    pieces = [Piece(text, face) for text, face in runs]
    text = "".join(piece.text for piece in pieces)
    reach = _reach(pieces, tracking * 1000 / size)
    limit = (width + tracking) * 1000 / size
    return tuple(tuple(_between(pieces, start, end)) for start, end in _lines(text, reach, limit))


def balance(text: str, face: Face, size: float, width: float, tracking: float = 0.0) -> tuple[str, ...]:
    """Display text in as few lines as fit `width`, the longest of them as short as can be.

    The last line has more than one word wherever that costs no further line.
    """
    reach = _reach(((text, face),), tracking * 1000 / size)
    limit = (width + tracking) * 1000 / size
    return tuple(
        text[start:end]
        for first, last in paragraphs(text)
        for start, end in balanced(text, reach, first, stops(text, first, last), limit)
    )


def _reach(runs: Iterable[tuple[str, Face]], tracking: float) -> list[float]:
    """How far the text goes, in 1/1000 em, before its first character and after each."""
    advances: Iterable[float] = chain.from_iterable(map(face.widths.__getitem__, text) for text, face in runs)
    if tracking:
        advances = (advance + tracking for advance in advances)
    return list(accumulate(advances, initial=0.0))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch between line feeds; one at the very end adds no line."""
    start = 0
    for part in text.removesuffix("\n").split("\n") if text else ():
        yield start, start + len(part)
        start += len(part) + 1


def stops(text: str, start: int, end: int) -> list[Stop]:
    """Every place where a line may end, the end of the paragraph last."""
    found = [match.span() for match in _BREAK.finditer(text, start, end)]
    if not found or found[-1][1] < end:
        found.append((end, end))
    return found


def _lines(text: str, reach: Sequence[float], limit: float) -> Iterator[tuple[int, int]]:
    """Start and end of every line."""
    for start, end in paragraphs(text):
        yield from first_fit(text, reach, start, stops(text, start, end), limit)


def first_fit(
    text: str, reach: Sequence[float], start: int, stops: Sequence[Stop], limit: float
) -> list[tuple[int, int]]:
    """Lines from `start`, each ending at the last stop within the limit."""
    lines: list[tuple[int, int]] = []
    limit += _ROUNDING
    fitting = resume = start
    for stop, after in stops:
        if reach[stop] - reach[start] > limit:
            if fitting > start:
                lines.append((start, fitting))
                start = resume
            while reach[stop] - reach[start] > limit and (cut := _cut(text, reach, start, limit)) < stop:
                lines.append((start, cut))
                start = cut
        fitting, resume = stop, after
    lines.append((start, fitting))
    return lines


def _cut(text: str, reach: Sequence[float], start: int, limit: float) -> int:
    """Where to cut an overlong word: after the last character that fits, before no combining mark."""
    cut = bisect_right(reach, reach[start] + limit, start) - 1
    while cut > start and combining(text[cut]):
        cut -= 1
    return max(cut, start + 1)


def balanced(
    text: str, reach: Sequence[float], start: int, stops: list[Stop], limit: float
) -> list[tuple[int, int]]:
    """First-fit lines at the smallest limit that gives no more of them."""
    lines = first_fit(text, reach, start, stops, limit)
    for allowed in (_without_lone_word(stops), stops):
        within = partial(first_fit, text, reach, start, allowed)
        limits = _limits(reach, start, allowed, limit)
        if limits and len(within(limit)) <= len(lines):
            return _tightest(within, [*limits, limit], len(lines))
    return lines


def _tightest(
    within: Callable[[float], list[tuple[int, int]]], limits: Sequence[float], count: int
) -> list[tuple[int, int]]:
    """The lines within the smallest of these rising limits that gives at most so many, as the last does."""
    return within(limits[bisect_left(limits, True, key=lambda limit: len(within(limit)) <= count)])


def _limits(reach: Sequence[float], start: int, stops: Sequence[Stop], limit: float) -> list[float]:
    """Every length a line can have, from the longest word up to `limit`; none if a word is longer."""
    begins, ends = [start, *(after for _, after in stops)], [stop for stop, _ in stops]
    longest = max(reach[end] - reach[begin] for begin, end in zip(begins, ends, strict=False))
    lengths = {reach[end] - reach[begin] for i, begin in enumerate(begins) for end in ends[i:]}
    return sorted(length for length in lengths if longest <= length <= limit + _ROUNDING)


def _without_lone_word(stops: list[Stop]) -> list[Stop]:
    """The stops but for those that leave one word, or part of one, for the last line."""
    spaces = [index for index, (stop, after) in enumerate(stops[:-1]) if stop < after]
    return [*stops[: spaces[-1]], stops[-1]] if spaces else stops[-1:]


def _between(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    """The pieces of the text from `start` to `end`."""
    offset = 0
    for text, face in pieces:
        part = text[max(start - offset, 0) : max(end - offset, 0)]
        if part:
            yield Piece(part, face)
        offset += len(text)
