"""Reading TrueType and cutting subsets, checked against fontTools."""

from __future__ import annotations

import io
import struct

import pytest
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from prepsheet.typeset.fonts import NAMES, face
from prepsheet.typeset.truetype import TrueType

EVERY_FACE = pytest.mark.parametrize("name", NAMES)


def outline(font: TTFont, glyph: int) -> object:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getGlyphName(glyph)].draw(pen)
    return pen.value


def codes(font: TrueType, text: str) -> list[int]:
    return [font.glyphs[ord(character)] for character in text]


@EVERY_FACE
def test_characters_have_the_glyphs_of_the_cmap(name: str) -> None:
    font = face(name).font
    reference = TTFont(io.BytesIO(font.data))
    expected = {code: reference.getGlyphID(glyph) for code, glyph in reference.getBestCmap().items()}
    assert font.glyphs == expected
    assert list(font.glyphs) == sorted(expected)


def test_a_cmap_for_all_planes_is_read() -> None:
    data = with_cmap(face("PrepSans-Regular").font.data, {0x41: "glyph00001", 0x1F600: "glyph00002"})
    assert TrueType(data).glyphs == {0x41: 1, 0x1F600: 2}


def with_cmap(data: bytes, mapping: dict[int, str]) -> bytes:
    font = TTFont(io.BytesIO(data))
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, mapping
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion, font["cmap"].tables = 0, [table]
    return saved(font)


def test_a_composite_glyph_brings_its_parts() -> None:
    font = face("PrepSans-Regular").font
    kept = font.closure(codes(font, "ễ"))
    assert 0 in kept
    assert len(kept) > 2
    assert kept == sorted(set(kept))


@EVERY_FACE
def test_a_subset_draws_the_same_glyphs_under_the_same_numbers(name: str) -> None:
    font = face(name).font
    glyphs = codes(font, "Křížková ễ Ольга Ё ½ →")
    whole, part = TTFont(io.BytesIO(font.data)), TTFont(io.BytesIO(font.subset(glyphs)), checkChecksums=2)
    for glyph in glyphs:
        assert outline(part, glyph) == outline(whole, glyph)
        assert part["hmtx"][part.getGlyphName(glyph)] == whole["hmtx"][whole.getGlyphName(glyph)]


def test_a_subset_is_small_and_has_no_cmap() -> None:
    font = face("PrepSans-Bold").font
    part = font.subset(codes(font, "Hello"))
    assert "cmap" not in TTFont(io.BytesIO(part)).keys()  # noqa: SIM118
    assert len(part) < 3000


def test_a_subset_has_the_same_bytes_whatever_the_order() -> None:
    font = face("PrepSans-Bold").font
    glyphs = codes(font, "Hello ěř")
    assert font.subset(glyphs) == font.subset(reversed(glyphs)) == font.subset(set(glyphs))


def test_a_subset_sums_up_to_what_the_format_asks() -> None:
    font = face("PrepSans-Bold").font
    part = font.subset(codes(font, "Hello"))
    assert sum(struct.unpack(f">{len(part) // 4}I", part)) & 0xFFFFFFFF == 0xB1B0AFBA


def test_an_empty_subset_still_has_the_box() -> None:
    font = face("PrepSans-Bold").font
    part, whole = TTFont(io.BytesIO(font.subset([]))), TTFont(io.BytesIO(font.data))
    assert part["maxp"].numGlyphs == 1
    assert outline(part, 0) == outline(whole, 0)


def test_a_large_font_is_read() -> None:
    reference = TTFont(io.BytesIO(decomposed(face("PrepSans-Regular").font.data)))
    assert reference["head"].indexToLocFormat == 1
    font = TrueType(reference.reader.file.getvalue())
    glyph = font.glyphs[ord("ř")]
    part = TTFont(io.BytesIO(font.subset([glyph])), checkChecksums=2)
    assert outline(part, glyph) == outline(reference, glyph)


def test_glyphs_that_share_the_last_width_are_read() -> None:
    reference = TTFont(io.BytesIO(face("PrepSans-Regular").font.data))
    for name in reference.getGlyphOrder()[-20:]:
        reference["hmtx"][name] = (777, reference["hmtx"][name][1])
    font = TrueType(saved(reference))
    assert font.advances == [reference["hmtx"][name][0] for name in reference.getGlyphOrder()]


def decomposed(data: bytes) -> bytes:
    """The font with every composite glyph drawn out, which takes more room than a short loca can count."""
    font = TTFont(io.BytesIO(data))
    glyphs = font.getGlyphSet()
    for name in font.getGlyphOrder():
        if font["glyf"][name].isComposite():
            pen = TTGlyphPen(None)
            glyphs[name].draw(DecomposingFilterPen(pen, glyphs))
            font["glyf"][name] = pen.glyph()
    return saved(font)


def saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
