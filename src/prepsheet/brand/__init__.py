"""Branding: the logo, the colour and the address of the office that hands sheets out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prepsheet.brand.model import NO_BRAND, Art, Brand, Colour, Logo, Raster, Vector

__all__ = ["NO_BRAND", "Art", "Brand", "Colour", "Logo", "Raster", "Vector", "load"]


def load(path: Path, width: Callable[[str], float]) -> Brand:
    """Read a branding file (YAML or JSON) and its logo.

    `width` is that of a text at the foot of a page, in points. Raises InputError with all problems.
    """
    # The libraries that read pictures are for those alone who have a branding file.
    from prepsheet.brand.branding import load as read

    return read(path, width)
