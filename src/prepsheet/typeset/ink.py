"""Pages in other ink: in black alone, or with another accent."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from prepsheet.brand import Colour
from prepsheet.typeset.change import changed
from prepsheet.typeset.pages import Circle, Code, Ink, Mark, Pages, Picture, Polygon, Rect, Rule, Text


def mono(pages: Pages) -> Pages:
    """The same pages with ink in place of the accent, and logos in grey; nothing moves."""
    return _inked(pages, "ink", grey=True)


def tinted(pages: Pages, accent: Colour) -> Pages:
    """The same pages with another colour for the accent."""
    return _inked(pages, accent)


def _inked(pages: Pages, accent: Ink, *, grey: bool = False) -> Pages:
    def mark(mark: Mark) -> Mark:
        return _mark(mark, accent, grey)

    return replace(pages, pages=tuple(changed(page, mark) for page in pages.pages))


def _mark(mark: Mark, accent: Ink, grey: bool) -> Mark:
    match mark:
        case Text():
            return replace(mark, ink=_ink(mark.ink, accent))
        case Rect() | Circle():
            return replace(mark, fill=mark.fill and _ink(mark.fill, accent))
        case Polygon():
            return replace(mark, fill=_ink(mark.fill, accent))
        case Picture():
            return replace(mark, grey=mark.grey or grey)
        case Rule() | Code():
            return mark
        case _:
            assert_never(mark)


def _ink(ink: Ink, accent: Ink) -> Ink:
    return accent if ink == "accent" else ink
