"""Fonts in a PDF: read right by every engine, small, and the same bytes every time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import page as page_validation
import pypdfium2
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from prepsheet.pdf.canvas import TaggedCanvas
from prepsheet.pdf.fonts import FORM_FACE, Fonts, ucid_objects
from prepsheet.typeset.fonts import NAMES, face
from tests.pdf.reading import fonts_of
from tests.pdf.validators import reword

EVERY_FACE = pytest.mark.parametrize("name", NAMES)
FONT_RULE = re.compile("FONT|CID|CMAP")
PEOPLE = "Zuzana Křížková, Nguyễn Thị Ánh, Ольга Ελένη → ×"


def document(*lines: tuple[str, str], form: bool = False) -> bytes:
    """A page with a line of text in each (font, text)."""
    canvas = TaggedCanvas("en")
    fonts = Fonts(canvas.objects)
    for row, (font, text) in enumerate(lines):
        shown = f"/{fonts.use(font)} 12 Tf 50 {700 - 40 * row} Td <{fonts.encode(font, text)}> Tj"
        canvas.addLiteral(f"BT {shown} ET")
    if form:
        canvas.objects.add(f"<< /Wingdings {fonts.form()} 0 R >>")
    canvas.finish_page(0, [])
    pdf: bytes = canvas.getpdfdata()
    return pdf


def descendant(font: Any) -> Any:
    return font["/DescendantFonts"][0].get_object()


def program(font: Any) -> TTFont:
    """The embedded font file."""
    return TTFont(io.BytesIO(descendant(font)["/FontDescriptor"]["/FontFile2"].get_data()))


@EVERY_FACE
def test_pypdf_and_pdfium_read_names_in_every_script(name: str) -> None:
    pdf = document((name, PEOPLE))
    assert PdfReader(io.BytesIO(pdf)).pages[0].extract_text() == PEOPLE
    assert pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range() == PEOPLE


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_reads_names_in_every_script(tmp_path: Path) -> None:
    path = tmp_path / "names.pdf"
    path.write_bytes(document(*((name, PEOPLE) for name in NAMES)))
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    assert read.split("\n")[: len(NAMES)] == [PEOPLE] * len(NAMES)


def test_similar_characters_keep_their_own_codes() -> None:
    text = "µμ a\u00a0b Ω -‐–"
    pdf = document((FORM_FACE, text), form=True)
    ranges = to_unicode(fonts_of(pdf)[FORM_FACE])
    assert all(ranges[ord(character)] == ord(character) for character in text)


def to_unicode(font: Any) -> dict[int, int]:
    """Which code stands for which code point."""
    cmap = font["/ToUnicode"].get_data().decode()
    ranges = re.findall(r"<(\w{4})> <(\w{4})> <(\w{4})>", cmap)
    return {
        code: int(target, 16) + code - int(first, 16)
        for first, last, target in ranges
        for code in range(int(first, 16), int(last, 16) + 1)
    }


def test_to_unicode_keeps_to_what_the_format_allows() -> None:
    cmap = fonts_of(document((FORM_FACE, "a"), form=True))[FORM_FACE]["/ToUnicode"].get_data().decode()
    for first, last, _ in re.findall(r"<(\w{4})> <(\w{4})> <(\w{4})>", cmap):
        assert first[:2] == last[:2]
    assert all(int(count) <= 100 for count in re.findall(r"(\d+) beginbfrange", cmap))


def test_line_breaks_and_tabs_of_typed_text_are_known() -> None:
    font = fonts_of(document((FORM_FACE, "a"), form=True))[FORM_FACE]
    assert {9, 10, 13} <= to_unicode(font).keys()


@EVERY_FACE
def test_codes_lead_to_the_glyphs_and_widths_of_the_face(name: str) -> None:
    font, its = fonts_of(document((name, PEOPLE)))[name], face(name)
    table = descendant(font)["/CIDToGIDMap"].get_data()
    widths = widths_of(descendant(font))
    for character in set(PEOPLE):
        glyph = int.from_bytes(table[2 * ord(character) : 2 * ord(character) + 2], "big")
        assert glyph == its.font.glyphs[ord(character)]
        assert widths[ord(character)] == its.widths[character]
        assert program(font)["hmtx"].metrics[program(font).getGlyphName(glyph)][0] == widths[ord(character)]


def widths_of(font: Any) -> dict[int, float]:
    entries = list(font["/W"])
    return {
        int(first) + place: float(width)
        for first, run in zip(entries[::2], entries[1::2], strict=True)
        for place, width in enumerate(run)
    }


@EVERY_FACE
def test_the_embedded_font_has_no_cmap_and_a_tagged_name(name: str) -> None:
    font = fonts_of(document((name, "Hello")))[name]
    assert re.fullmatch(rf"/[A-Z]{{6}}\+{name}", font["/BaseFont"])
    assert descendant(font)["/FontDescriptor"]["/FontName"] == font["/BaseFont"]
    assert "cmap" not in program(font).reader.tables


@EVERY_FACE
def test_the_descriptor_says_what_the_outlines_show(name: str) -> None:
    descriptor = descendant(fonts_of(document((name, "I")))[name])["/FontDescriptor"]
    font = TTFont(io.BytesIO(face(name).font.data))
    assert (descriptor["/Ascent"], descriptor["/Descent"]) == (font["hhea"].ascent, font["hhea"].descent)
    assert descriptor["/CapHeight"] == pytest.approx(top(font, "H"), abs=10)
    assert descriptor["/StemV"] == pytest.approx(stem(font), abs=1)
    assert bool(descriptor["/Flags"] & 2) == name.startswith("PrepSerif")


def top(font: TTFont, character: str) -> float:
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(character)]].draw(pen)
    assert pen.bounds is not None
    return float(pen.bounds[3])


def stem(font: TTFont) -> float:
    """How thick the capital I is half-way up."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getBestCmap()[ord("I")]].draw(pen)
    half = top(font, "I") / 2
    points = [point for _, points in pen.value for point in points]
    if all(abs(y - half) > half / 2 for _, y in points):
        return float(max(x for x, _ in points) - min(x for x, _ in points))
    middle = [x for x, y in points if abs(y - half) < half / 2]
    return float(max(middle) - min(middle))


def test_a_validator_finds_no_fault_in_the_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [(name, PEOPLE) for name in NAMES]
    assert font_faults(document(*lines, form=True), tmp_path) == []
    reword(monkeypatch, "/ToUnicode", "/ToUnicodx")
    assert font_faults(document(*lines, form=True), tmp_path) != []


def font_faults(pdf: bytes, folder: Path) -> list[str]:
    path = folder / "fonts.pdf"
    path.write_bytes(pdf)
    failures = page_validation.validate_pdf(str(path), profile="ua1").failures
    ids = (failure.rule_id for failure in failures)
    return [id for id in ids if FONT_RULE.search(id)]


def test_the_form_font_has_all_that_may_be_typed_and_a_constant_size() -> None:
    plain, czech = (fonts_of(document((FORM_FACE, text), form=True))[FORM_FACE] for text in ("a", "Křížková"))
    assert plain["/BaseFont"] == czech["/BaseFont"]
    assert set(map(ord, "ŁőǎơƯỗйґЇΐἀ€₫№“”•→☐✓")) <= to_unicode(plain).keys()
    assert len(document(form=True)) < 60_000


def test_a_document_without_fields_embeds_what_it_uses() -> None:
    font = fonts_of(document((FORM_FACE, "Křížková")))[FORM_FACE]
    assert to_unicode(font).keys() == set(map(ord, "Křížková")) | {9, 10, 13}
    assert len(document((FORM_FACE, "Křížková"))) < 4_000


def test_a_font_in_use_that_shows_nothing_is_no_fault(tmp_path: Path) -> None:
    assert font_faults(document((FORM_FACE, "")), tmp_path) == []


def test_documents_of_the_same_letters_share_their_fonts() -> None:
    ucid_objects.cache_clear()
    for words in ("live on", "no veil", "in love"):
        document(("PrepSans-Bold", words))
    assert ucid_objects.cache_info().misses == 1


def test_the_same_document_has_the_same_bytes_however_it_came_about() -> None:
    lines = [(name, PEOPLE) for name in NAMES]
    first = document(*lines, form=True)
    ucid_objects.cache_clear()
    assert document(*lines, form=True) == first


def test_resource_names_count_from_one() -> None:
    fonts = Fonts(TaggedCanvas("en").objects)
    assert [fonts.use("PrepSans-Bold"), fonts.use("PrepSerif-Regular"), fonts.use("PrepSans-Bold")] == [
        "F1",
        "F2",
        "F1",
    ]


def test_codes_are_code_points() -> None:
    assert Fonts(TaggedCanvas("en").objects).encode("PrepSans-Bold", "Zoë") == "005A006F00EB"


def test_characters_the_face_lacks_are_left_out() -> None:
    font = fonts_of(document(("PrepSans-Bold", "a李")))["PrepSans-Bold"]
    assert ord("李") not in to_unicode(font)


def test_a_font_that_is_not_shipped_is_an_error() -> None:
    with pytest.raises(KeyError):
        ucid_objects("Helvetica", frozenset(b"a"))
