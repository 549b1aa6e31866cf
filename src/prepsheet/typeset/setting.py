"""What every block needs to know to be placed, and how tight the page has become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from prepsheet.brand import NO_BRAND, Brand
from prepsheet.document import Before
from prepsheet.typeset.designs import DESIGNS, Design
from prepsheet.typeset.pages import Node
from prepsheet.typeset.styles import Paper, Style, resized

Mode = Literal["form", "paper"]

PAPERS: Mapping[Paper, tuple[float, float]] = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Tightness:
    """How far one-page fitting has gone along each of its ways; all zero is as designed.

    `space` and `pitch` are places in a block's list of lengths, `opening` one in the ladder of the
    opening line, `steps` the places of other display styles in theirs.
    """

    space: int = 0
    pitch: int = 0
    small: bool = False
    opening: int = 0
    steps: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Setting:
    """The grid (`measure`, `column`, `gutter`, in points), the paper, fields or pen, design and tightness.

    `continued` has, for the fields whose value goes on elsewhere, the words that say where. A sheet
    that is read from right to left, `rtl`, is placed like any other: it is mirrored once it is finished.
    What stands around the text makes room for the `brand`, and for `code`, which is `TOKEN-SHEET`.
    """

    mode: Mode
    paper: Paper
    measure: float
    column: float
    gutter: float
    design: Design = DESIGNS["standard"]
    tight: Tightness = Tightness()
    continued: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rtl: bool = False
    brand: Brand = NO_BRAND
    code: str = ""

    def offset(self, at: int) -> float:
        """Where column `at`, counted from 1, begins."""
        return (at - 1) * (self.column + self.gutter)

    def width(self, span: int) -> float:
        """The width of so many columns with the gutters between them."""
        return span * self.column + (span - 1) * self.gutter

    def space(self, lengths: Before) -> float:
        """The length that the present tightness of space picks."""
        return lengths[min(self.tight.space, len(lengths) - 1)]

    def pitch(self, lengths: Before) -> float:
        """The length that the present tightness of rows picks."""
        return lengths[min(self.tight.pitch, len(lengths) - 1)]

    def style(self, name: str) -> Style:
        """A style of the type scale, at the size that fitting has come to."""
        return replace(self._sized(name), rtl=True) if self.rtl else self._sized(name)

    def _sized(self, name: str) -> Style:
        style = self.design.styles[name]
        if name == "opening":
            step = self.design.openings[self.paper][self.tight.opening]
            return resized(style, step.size, step.leading)
        if self.tight.small and name in self.design.small:
            return resized(style, *self.design.small[name])
        if step_index := self.tight.steps.get(name, 0):
            sizes = self.design.steps[name]
            return resized(style, sizes[min(step_index, len(sizes) - 1)])
        return style


@dataclass(frozen=True, slots=True)
class Placed:
    """Nodes in place and the height that they take, in points."""

    height: float
    nodes: tuple[Node, ...] = ()
