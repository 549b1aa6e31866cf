"""Pages in black alone."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from prepsheet.typeset.change import changed
from prepsheet.typeset.pages import Circle, Ink, Mark, Pages, Polygon, Rect, Rule, Text


def mono(pages: Pages) -> Pages:
    """The same pages with ink in place of the accent; nothing moves."""
    return replace(pages, pages=tuple(changed(page, _mark) for page in pages.pages))


def _mark(mark: Mark) -> Mark:
    match mark:
        case Text():
            return replace(mark, ink=_ink(mark.ink))
        case Rect() | Circle():
            return replace(mark, fill=mark.fill and _ink(mark.fill))
        case Polygon():
            return replace(mark, fill=_ink(mark.fill))
        case Rule():
            return mark
        case _:
            assert_never(mark)


def _ink(ink: Ink) -> Ink:
    return "ink" if ink == "accent" else ink
