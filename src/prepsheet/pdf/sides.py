"""What is drawn on a side of paper: pages in their layers, each layer a stream, most of them seen before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from prepsheet.pdf import operators as op
from prepsheet.pdf.file import stream
from prepsheet.pdf.fragments import PrintedPage, Unit
from prepsheet.pdf.layers import Layer, Layers
from prepsheet.pdf.objects import Store
from prepsheet.pdf.sections import Sheet

RECENT = 512
"""Streams that are remembered, so that the same one is written once."""


class Matrix(NamedTuple):
    """How a page is put on a side of paper: scaled, and moved right and up, in points."""

    scale: float
    x: float
    y: float


class Slot(NamedTuple):
    """A page on a side: the one in place `at` of its sheet. It needs no matrix if it fills the side."""

    sheet: Sheet
    at: int
    matrix: Matrix | None = None

    @property
    def page(self) -> PrintedPage:
        """The page itself."""
        return self.sheet.fragment.pages[self.at]


@dataclass(slots=True)
class Drawn:
    """A slot in the making: its common layer's stream, the units beside it, and `numbers` for its content.

    `first` is the number of the first content beside the layer.
    """

    slot: Slot
    background: int
    own: list[Unit]
    numbers: dict[int, int]
    first: int = 0


class Sides:
    """Draws sides of paper."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._layers = Layers()
        self.stream = lru_cache(RECENT)(self._new_stream)
        """The number of the stream with these operators."""
        self._background = lru_cache(RECENT)(self._new_background)

    def draw(self, slots: Sequence[Slot]) -> list[Drawn]:
        """The slots of a side with their layers. Content of common ones is numbered first, so that it has the
        same numbers whatever else is on the side."""
        drawn: list[Drawn] = []
        following = 0
        for slot in slots:
            units = slot.page.units
            layer = self._layers.common((slot.sheet.fragment.sheet, slot.at), units)
            ours = {unit.parts: unit for unit in reversed(units) if unit.parts in layer.keys}
            background = self._background(layer, following) if ours else 0
            own = [unit for unit in units if ours.get(unit.parts) is not unit]
            drawn.append(Drawn(slot, background, own, {}))
            following = _number(drawn[-1], [ours[unit.parts] for unit in layer.units], following)
        for each in drawn:
            each.first = following
            following = _number(each, each.own, following)
        return drawn

    def streams(self, drawn: Drawn) -> Iterator[int]:
        """The streams that draw a page, one after the other."""
        matrix = drawn.slot.matrix
        if matrix:
            scale, x, y = map(op.number, matrix)
            yield self.stream(f"q {scale} 0 0 {scale} {x} {y} cm\n".encode("ascii"))
        if drawn.background:
            yield drawn.background
        if own := _operators(drawn.own, drawn.first) + (b"Q\n" if matrix else b""):
            yield self.stream(own)

    def _new_stream(self, operators: bytes) -> int:
        return self._store.add(stream("", operators))

    def _new_background(self, layer: Layer, first: int) -> int:
        return self._new_stream(_operators(layer.units, first))


def _number(drawn: Drawn, units: Sequence[Unit], first: int) -> int:
    """Numbers the content of the units, from `first`; returns the next number."""
    contents = [content for unit in units for content in unit.contents]
    drawn.numbers |= {content: first + place for place, content in enumerate(contents)}
    return first + len(contents)


def _operators(units: Sequence[Unit], first: int) -> bytes:
    """The operators of units, with the numbers from `first` in their gaps."""
    written: list[bytes] = []
    for unit in units:
        for part in unit.parts[:-1]:
            written += part, b"%d" % first
            first += 1
        written.append(unit.parts[-1])
    return b"".join(written)
