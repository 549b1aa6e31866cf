"""What stands on a page for everybody, found by comparing the pages of one sheet as they come.

A page is drawn in two layers, the common one from a stream that all such pages share, the person's own
over it. Pages differ in more than what is filled in: a long answer moves what stands under it. So a sheet
may have several common layers, and a page takes the largest of which it has everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prepsheet.pdf.fragments import Unit

Key = tuple[bytes, ...]
"""A unit by what it draws, whatever the numbers of its content: its parts."""

KEPT = 12
"""Layers of one page of a sheet that are remembered, the ones in use."""
GAIN = 0.25
"""The part of a page that a new layer must save this page, or it is not worth its room."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Units that pages have in common, in the order of the first of them."""

    units: tuple[Unit, ...]
    keys: frozenset[Key]


NOTHING = Layer((), frozenset())


class Layers:
    """The common layers of all pages of all sheets, by the sheet and the page's place in it."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], list[Layer]] = {}

    def common(self, place: tuple[str, int], units: Sequence[Unit]) -> Layer:
        """The layer for a page; what of it later pages may share is remembered."""
        known = self._known.setdefault(place, [])
        page = frozenset(unit.parts for unit in units)
        least = GAIN * _weight(page)
        best = max((each for each in known if each.keys <= page), key=_size, default=NOTHING)
        shared = max((each.keys & page for each in known), key=_weight, default=NOTHING.keys)
        if _weight(shared) - _size(best) > least:
            best = Layer(tuple({unit.parts: unit for unit in units if unit.parts in shared}.values()), shared)
        if best in known:
            known.remove(best)
        if best is not NOTHING:
            known.append(best)
        if _weight(page) - _size(best) > 2 * least:
            known.append(Layer(tuple({unit.parts: unit for unit in units}.values()), page))
        del known[:-KEPT]
        return best


def _size(layer: Layer) -> int:
    return _weight(layer.keys)


def _weight(keys: frozenset[Key]) -> int:
    return sum(len(part) for key in keys for part in key)
