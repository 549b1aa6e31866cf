"""Numbers, strings and shapes the way PDF writes them.

Everything here returns ASCII text; it becomes bytes once, when a stream or an object is complete.
"""

from __future__ import annotations

from functools import lru_cache

LIMIT = 1_000_000.0
"""Larger numbers are a bug: a page is at most 14,400 points."""

ARC = 0.5523
"""How far the control points of a quarter circle stand off, in radii."""


@lru_cache(8192)
def number(value: float) -> str:
    """`value` with at most three decimals, never with an exponent. Raises ValueError beyond `LIMIT`."""
    if not -LIMIT < value < LIMIT:
        raise ValueError(f"{value} is no length on a page")
    digits = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def numbers(*values: float) -> str:
    """`values` with spaces between them."""
    return " ".join(map(number, values))


def text_string(text: str) -> str:
    """A PDF text string: readable where it is plain ASCII, otherwise UTF-16 in hexadecimal."""
    if text.isascii():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").replace("\n", r"\n")
        if escaped.isprintable():
            return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def ref(number: int) -> str:
    """A reference to an object of the file."""
    return f"{number} 0 R"


def refs(numbers: list[int]) -> str:
    """An array of references."""
    return f"[{' '.join(map(ref, numbers))}]"


@lru_cache(1024)
def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle around x, y: four curves from the rightmost point."""
    arc = radius * ARC
    left, right, low, high = x - radius, x + radius, y - radius, y + radius
    return (
        f"{numbers(right, y)} m "
        f"{numbers(right, y + arc, x + arc, high, x, high)} c "
        f"{numbers(x - arc, high, left, y + arc, left, y)} c "
        f"{numbers(left, y - arc, x - arc, low, x, low)} c "
        f"{numbers(x + arc, low, right, y - arc, right, y)} c h"
    )


def polygon(points: list[tuple[float, float]]) -> str:
    """The path of a polygon."""
    first, *rest = (numbers(*point) for point in points)
    return " ".join([f"{first} m", *(f"{point} l" for point in rest), "h"])
