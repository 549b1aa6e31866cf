"""The type scale, and the steps in which one-page fitting may change it.

Sizes, leadings and minimum sizes are the design system's; every figure is in points. Sans is the
sheet talking, serif is the person talking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from prepsheet.typeset.pages import Ink

SANS, SEMIBOLD, BOLD = "PrepSans-Regular", "PrepSans-SemiBold", "PrepSans-Bold"
SERIF, SERIF_SEMIBOLD = "PrepSerif-Regular", "PrepSerif-SemiBold"
STRONG = {SANS: SEMIBOLD, SEMIBOLD: BOLD, BOLD: BOLD, SERIF: SERIF_SEMIBOLD, SERIF_SEMIBOLD: SERIF_SEMIBOLD}

Paper = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class Style:
    """A text style.

    `kerned` sets pair kerning, `balanced` evens out the lengths of its lines, `whole` breaks lines
    at spaces only, `underlined` is how strong runs are told. `rtl` is for sheets that are read from
    right to left.
    """

    font: str
    size: float
    leading: float
    strong: str = ""
    tracking: float = 0.0
    kerned: bool = False
    balanced: bool = False
    whole: bool = False
    underlined: bool = False
    ink: Ink = "ink"
    rtl: bool = False

    @property
    def strong_font(self) -> str:
        """The face of strong runs."""
        return self.strong or STRONG[self.font]


STYLES: Mapping[str, Style] = {
    "micro": Style(SANS, 9, 12),
    "hint": Style(SANS, 10, 12),
    "small": Style(SANS, 10.5, 16),
    "body": Style(SANS, 11, 16),
    "question": Style(SANS, 11, 14),
    "label": Style(SEMIBOLD, 11, 16),
    "ruled": Style(SANS, 11.5, 24),
    "ruled-spoken": Style(SERIF, 12, 24),
    "spoken": Style(SERIF, 12, 16),
    "lead": Style(SANS, 12, 16),
    "group": Style(BOLD, 12, 16),
    "h1": Style(BOLD, 27, 32, tracking=-0.2, kerned=True),
    "h2": Style(BOLD, 13, 16),
    "letter": Style(BOLD, 30, 32, kerned=True, ink="accent"),
    "strip": Style(SANS, 11, 16, strong=BOLD),
    "opening": Style(SERIF_SEMIBOLD, 28, 34, tracking=-0.15, kerned=True, balanced=True),
    "name": Style(BOLD, 16, 20, kerned=True),
    "say": Style(SERIF, 12, 16, whole=True),
    "role": Style(SANS, 10, 12),
    "figure": Style(BOLD, 34, 36, tracking=-0.4, kerned=True),
    "caption": Style(SANS, 12, 16),
    "beat-label": Style(BOLD, 10, 12),
    "beat": Style(SERIF, 12, 16, balanced=True),
    "row": Style(SANS, 11, 16),
    "row-strong": Style(SEMIBOLD, 11, 16),
    "say-line": Style(SERIF, 11, 16),
}

SMALL: Mapping[str, tuple[float, float]] = {
    "beat": (11, 14), "caption": (11, 16), "row": (10.5, 16), "row-strong": (10.5, 16), "body": (10.5, 16),
}  # fmt: skip
"""Small things first: size and leading after fitting has made them smaller."""

WIDTH_STEPS: Mapping[str, tuple[float, ...]] = {
    "h1": (27, 25, 23), "figure": (34, 30, 26), "name": (16, 14, 12),
}  # fmt: skip
"""Display text on one line: the sizes to try until it fits its width; then it takes two lines."""


@dataclass(frozen=True, slots=True)
class DisplayStep:
    """A step of the opening line: size and leading, and how many lines it may take."""

    size: float
    leading: float
    lines: int


OPENING: Mapping[Paper, tuple[DisplayStep, ...]] = {
    "a4": (DisplayStep(28, 34, 4), DisplayStep(26, 32, 4), DisplayStep(24, 28, 5), DisplayStep(22, 28, 5)),
    "letter": (DisplayStep(26, 32, 4), DisplayStep(24, 26, 5), DisplayStep(22, 26, 5)),
}


def resized(style: Style, size: float, leading: float | None = None) -> Style:
    """The style at another size; its leading keeps the distance to the size unless given."""
    return replace(
        style, size=size, leading=style.leading - style.size + size if leading is None else leading
    )
