"""Brands for tests: that of an invented office, and one that fills every place that it may have."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from PIL import Image

from prepsheet import codes, sheets
from prepsheet.brand import Brand, Logo
from prepsheet.brand.branding import ROW
from prepsheet.brand.raster import pictures
from prepsheet.typeset import foot_width
from tests.brand.test_raster import png
from tests.making import ROOT

TOKEN = codes.token(b"row")


@lru_cache
def lipova() -> Brand:
    """The brand of `tests/data/brand`: its logo is of shapes."""
    return sheets.branding(ROOT / "tests/data/brand/lipova.yaml")


@lru_cache
def dots() -> Brand:
    """The same with a logo of dots that is seen through."""
    picture = Image.linear_gradient("L").resize((240, 80)).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").rotate(90).resize((240, 80)))
    art, grey, file = pictures(png(picture))
    return replace(lipova(), logo=Logo(art, grey, "A shade", file))


@lru_cache
def full() -> Brand:
    """Lines as long as a branding file may have them."""
    words = ("Lipová", "Careers", "Service", "and", "Centre", "for", "Employment") * 9
    count = next(n for n in range(len(words)) if foot_width(" ".join(words[: n + 1])) > ROW)
    row = " ".join(words[:count])
    return replace(lipova(), name=row, reach=(), where=(row,))
