"""The shipped fonts: named as their licence asks, covering what people write, measured right."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from prepsheet.typeset.fonts import FOLDER, NAMES, face

EVERY_FACE = pytest.mark.parametrize("name", NAMES)
SANS = [name for name in NAMES if name.startswith("PrepSans")]


def opened(name: str) -> TTFont:
    return TTFont(io.BytesIO(face(name).font.data))


@EVERY_FACE
def test_only_the_notices_carry_the_reserved_name(name: str) -> None:
    records = {record.nameID: record.toUnicode() for record in opened(name)["name"].names}
    assert records[6] == name
    assert "Reserved Font Name ‘Source’" in records[0]
    assert "SIL Open Font License" in records[13]
    for id in (1, 3, 4, 6, 16, 17):
        assert "Source" not in records[id]
    assert 25 not in records


@EVERY_FACE
def test_the_licence_lies_beside_the_font(name: str) -> None:
    licence = (FOLDER / f"OFL-{name.partition('-')[0]}.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name 'Source'" in licence


@EVERY_FACE
@pytest.mark.parametrize(
    "text",
    [
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
        "Zażółć gęślą jaźń ŁÓDŹ",
        "Nguyễn Thị Ánh, Đặng Hữu Phước, ƯỜ ợ ẵ ẳ",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία ΐ ΰ Ά",
        "Съешь же ещё этих мягких французских булок, їжак ґанок ђ џ Ў",
        "Ünsal Çağrı Şeyma İğdır Þór Œuvre Ģirts Ő ŷ ȘȚ",
        "“Yes” ‘no’ – — … • · † ‰ ‹› «» ¿¡ № € £ ₹ ₫ ₺ ₽ ™ © § ° ½ × ÷ ± − ≤ ≥ ≠ ≈ ∞",
        "→ ← ↑ ↓ ☐ ☑ ✓",
        "0123456789\u00a0",
    ],
)
def test_what_people_write_is_covered(name: str, text: str) -> None:
    assert face(name).missing(text) == ()


@pytest.mark.parametrize("name", SANS)
def test_signs_of_the_sheets_are_covered_by_the_sans(name: str) -> None:
    assert face(name).missing("▸ ▪ ▶ ■ □ ○ ● ✔ ✗ ἀρετή ə ʃ") == ()


@EVERY_FACE
def test_figures_are_as_wide_as_each_other(name: str) -> None:
    assert len({face(name).width(figure, 10) for figure in "0123456789"}) == 1


@EVERY_FACE
def test_kerning_and_marks_are_kept(name: str) -> None:
    features = {record.FeatureTag for record in opened(name)["GPOS"].table.FeatureList.FeatureRecord}
    assert {"kern", "mark"} <= features


@EVERY_FACE
def test_measures_are_those_of_the_file(name: str) -> None:
    its, font = face(name), opened(name)
    assert (its.ascent, its.descent) == (font["hhea"].ascent, font["hhea"].descent)
    assert its.cap_height == font["OS/2"].sCapHeight
    widths = {chr(code): font["hmtx"][glyph][0] for code, glyph in font.getBestCmap().items()}
    assert its.widths == widths


def test_width_is_in_points() -> None:
    assert face("PrepSans-Regular").width("0", 20) == pytest.approx(20 * 0.497)


def test_missing_characters_come_once_in_their_order() -> None:
    its = face("PrepSans-Regular")
    assert its.missing("Li 李 and\n王, 李 \U0001f600") == ("李", "王", "\U0001f600")
    assert not its.covers("李")
    assert its.covers("ř")


def test_a_missing_character_is_as_wide_as_its_box() -> None:
    its = face("PrepSans-Regular")
    assert its.width("李", 10) == its.font.advances[0] / 100


def test_kerning_tightens_pairs_that_need_it() -> None:
    its = face("PrepSans-Bold")
    width, kerns = its.kerned("To AV", 27)
    assert kerns[0] < 0 and kerns[3] < 0
    assert width == pytest.approx(its.width("To AV", 27) + sum(kerns) * 27 / 1000)


@pytest.mark.parametrize("text", ["fi ffl", "Křížková", "a\u0301b", "x\u00a0y", "Ольга", ""])
def test_kerning_keeps_a_glyph_for_each_character(text: str) -> None:
    its = face("PrepSerif-SemiBold")
    _, kerns = its.kerned(text, 28)
    assert len(kerns) == len(text)
    assert all(-100 < kern < 100 for kern in kerns)


def test_a_face_is_read_once() -> None:
    assert face("PrepSans-Bold") is face("PrepSans-Bold")


def test_a_font_that_is_not_shipped_is_an_error() -> None:
    with pytest.raises(KeyError):
        face("Helvetica")


def test_the_fonts_are_small() -> None:
    files = [FOLDER / f"{name}.ttf" for name in NAMES]
    assert sum(map(file_size, files)) < 900_000


def file_size(path: Path) -> int:
    return path.stat().st_size
