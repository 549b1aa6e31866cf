"""How well everything that a PDF draws stands out from what it is drawn on, read from its operators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from pypdf.generic import ContentStream, StreamObject

from tests.pdf.reading import pages, widgets

Colour = tuple[float, float, float]
WHITE, BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)


class Drawn(NamedTuple):
    """Something drawn: its contrast with what is under it, its colour, and the size of text in points."""

    kind: Literal["text", "line", "shape"]
    ratio: float
    colour: Colour
    size: float = 0.0


class _Patch(NamedTuple):
    """A filled shape: its colour and the rectangle around it."""

    colour: Colour
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class _State:
    fill: Colour = BLACK
    stroke: Colour = BLACK
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


def luminance(colour: Colour) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Colour, other: Colour) -> float:
    """The contrast of two colours (WCAG 2.2), from 1 to 21."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def drawn(pdf: bytes) -> Iterator[Drawn]:
    """All text, lines and shapes of the pages and of the fields on them."""
    for page in pages(pdf):
        yield from _stream(page.get_contents())
    for widget in widgets(pdf):
        look = widget["/AP"]["/N"].get_object()
        for each in [look] if isinstance(look, StreamObject) else look.values():
            yield from _stream(each.get_object())


def _stream(stream: Any) -> Iterator[Drawn]:
    """What a stream draws. Shapes lie under what comes later; of text, its first letter is looked at."""
    state, kept = _State(), list[_State]()
    patches: list[_Patch] = []
    path: list[tuple[float, float]] = []
    for operands, operator in ContentStream(stream, None).operations:
        numbers = [float(each) for each in operands if isinstance(each, int | float)]
        match operator:
            case b"q":
                kept.append(state)
            case b"Q":
                state = kept.pop()
            case b"cm":
                assert numbers[:4] == [1, 0, 0, 1]
                state = replace(state, x=state.x + numbers[4], y=state.y + numbers[5])
            case b"g" | b"rg":
                state = replace(state, fill=_rgb(numbers))
            case b"G" | b"RG":
                state = replace(state, stroke=_rgb(numbers))
            case b"k" | b"K" | b"sc" | b"scn" | b"cs" | b"sh" | b"gs" | b"Do":
                raise AssertionError(f"{operator!r} is not looked at here")
            case b"Tf":
                state = replace(state, size=numbers[-1])
            case b"re":
                x, y, width, height = numbers
                path += [(state.x + x, state.y + y), (state.x + x + width, state.y + y + height)]
            case b"m" | b"l" | b"c":
                path += [(state.x + x, state.y + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            case b"f" | b"f*" | b"B" | b"S" | b"s" | b"n":
                if operator in (b"S", b"s", b"B"):
                    yield Drawn("line", ratio(state.stroke, WHITE), state.stroke)
                if operator in (b"f", b"f*", b"B"):
                    xs, ys = zip(*path, strict=True)
                    patches.append(_Patch(state.fill, min(xs), min(ys), max(xs), max(ys)))
                    yield Drawn("shape", ratio(state.fill, WHITE), state.fill)
                path = []
            case b"Td":
                at = state.x + numbers[0] + 1, state.y + numbers[1] + 1
                under = next((each.colour for each in reversed(patches) if _within(at, each)), WHITE)
            case b"Tj" | b"TJ":
                yield Drawn("text", ratio(state.fill, under), state.fill, state.size)


def _rgb(numbers: list[float]) -> Colour:
    red, green, blue = numbers * 3 if len(numbers) == 1 else numbers
    return red, green, blue


def _within(point: tuple[float, float], patch: _Patch) -> bool:
    x, y = point
    return patch.left <= x <= patch.right and patch.bottom <= y <= patch.top
