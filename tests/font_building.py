"""Small fonts made in the test: two letters that the shipped fonts lack, in every wrapping."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any, Literal

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

LETTERS = "אב"
ADVANCE = 600

Kind = Literal["truetype", "cff", "variable", "cff2"]


@lru_cache
def font(kind: Kind = "truetype", *, family: str = "Mine", rights: int = 0, weight: int = 400) -> bytes:
    """A font of squares. `rights` are its licence bits (`fsType`)."""
    builder = FontBuilder(1000, isTTF=kind in ("truetype", "variable"))
    names = [".notdef", "space", "alef", "bet"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "space", **dict(zip(map(ord, LETTERS), names[2:], strict=True))})
    if builder.isTTF:
        builder.setupGlyf({name: _square(TTGlyphPen(None), name).glyph() for name in names})
    else:
        shapes = {name: _square(T2CharStringPen(ADVANCE, None), name).getCharString() for name in names}
        if kind == "cff2":
            builder.setupCFF2(shapes)
        else:
            builder.setupCFF(family, {"FullName": family}, shapes, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (ADVANCE, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, fsType=rights, usWeightClass=weight)
    builder.setupPost()
    if kind == "variable":
        builder.setupFvar([("wght", 400, 400, 700, "Weight")], [])
        wider = TupleVariation({"wght": (0.0, 1.0, 1.0)}, [(0, 0), (0, 0), (90, 0), (90, 0)] + [(0, 0)] * 4)
        builder.setupGvar({"alef": [wider]})
    return saved(builder.font)


def _square(pen: Any, name: str) -> Any:
    if name != "space":
        pen.moveTo((100, 0))
        for point in ((100, 500), (500, 500), (500, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen


def woff(data: bytes) -> bytes:
    """The font as web pages have it."""
    packed = TTFont(io.BytesIO(data))
    packed.flavor = "woff"
    return saved(packed)


def collection(*fonts: bytes) -> bytes:
    """The fonts in one file."""
    whole = TTCollection()
    whole.fonts = [TTFont(io.BytesIO(data)) for data in fonts]
    return saved(whole)


def saved(made: TTFont | TTCollection) -> bytes:
    """The bytes of a font or a collection."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
