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


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Units that pages have in common, in the order in which the first of these pages has them.

    `weight` is the length of all that they draw.
    """

    units: tuple[Unit, ...] = ()
    keys: frozenset[Key] = frozenset()
    weight: int = 0


NOTHING = Layer()


class Layers:
    """The common layers of all pages of all sheets, by the sheet and the page's place in it."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], list[Layer]] = {}

    def common(self, place: tuple[str, int], units: Sequence[Unit]) -> Layer:
        """The layer for a page; what of the page others may share is remembered."""
        known = self._known.setdefault(place, [])
        page = _Page(units)
        least = GAIN * page.whole.weight
        best = max((each for each in known if each.keys <= page.whole.keys), key=_weight, default=NOTHING)
        shared = max((page.shared(each) for each in known), key=page.weight, default=NOTHING.keys)
        if page.weight(shared) - best.weight > least:
            best = page.layer(shared)
        if best in known:
            known.remove(best)
        if best is not NOTHING:
            known.append(best)
        if page.whole.weight - best.weight > 2 * least:
            known.append(page.whole)
        del known[:-KEPT]
        return best


class _Page:
    """A page: the weight of each of its units, and all of it as a layer."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = {unit.parts: unit for unit in reversed(units)}
        self._weights = {key: sum(map(len, key)) for key in self._units}
        self._order = units
        self.whole = self.layer(frozenset(self._units))

    def weight(self, keys: frozenset[Key]) -> int:
        """The weight of some of its units."""
        return sum(map(self._weights.__getitem__, keys))

    def shared(self, layer: Layer) -> frozenset[Key]:
        """What of a layer it has."""
        return layer.keys & self.whole.keys

    def layer(self, keys: frozenset[Key]) -> Layer:
        """Some of its units as a layer."""
        units = (unit for unit in self._order if unit.parts in keys)
        return Layer(
            tuple(unit for unit in units if self._units[unit.parts] is unit), keys, self.weight(keys)
        )


def _weight(layer: Layer) -> int:
    return layer.weight
