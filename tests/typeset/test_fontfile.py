"""Font files that a person names: of every kind, damaged, forbidden, in collections."""

from __future__ import annotations

import struct
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prepsheet.typeset.fallback import Fonts, refused
from prepsheet.typeset.fontfile import FontFile, Unusable, faces_in
from prepsheet.typeset.outlines import outline
from tests.font_building import ADVANCE, LETTERS, Kind, collection, font, woff


def told(folder: Path, name: str) -> str | None:
    """Why a named font is refused; the empty text if it is not there, None if it can be used."""
    found = refused(Fonts((name,), folder))
    return (found[0].reason or "") if found else None


def use(path: Path) -> None:
    """Does to every font of a file what printing a text in it does."""
    for key in faces_in(path):
        its = FontFile(key)
        assert its.name and its.kind and its.weight and its.upright in (True, False)
        assert len(its.bbox) == 4 and len(its.heights) == 2
        if all(map(its.draws, LETTERS)):
            glyphs = its.shaped(LETTERS, rtl=True)
            assert len(its.reach(LETTERS, rtl=True)) == len(LETTERS)
            for glyph in glyphs:
                outline(its, glyph.number, 1000)
        its.program(frozenset(range(min(its.glyph_count, 4))))


@pytest.mark.parametrize("kind", ["truetype", "cff", "variable"])
def test_fonts_of_all_usual_kinds_can_be_used(tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / "mine.otf"
    path.write_bytes(font(kind))
    assert told(tmp_path, "mine.otf") is None
    use(path)
    its = FontFile(str(path))
    assert [glyph.advance for glyph in its.shaped(LETTERS, rtl=True)] == [ADVANCE, ADVANCE]
    assert its.kind == ("cff" if kind == "cff" else "truetype")


@pytest.mark.parametrize("rights", [0, 0x4, 0x8, 0xC, 0x6])
def test_a_font_that_may_be_embedded_is_taken(tmp_path: Path, rights: int) -> None:
    (tmp_path / "mine.ttf").write_bytes(font(rights=rights))
    assert told(tmp_path, "mine.ttf") is None


@pytest.mark.parametrize("rights", [0x2, 0x102, 0x104, 0x200, 0x208])
def test_a_font_that_may_not_be_embedded_or_cut_down_is_refused(tmp_path: Path, rights: int) -> None:
    (tmp_path / "mine.ttf").write_bytes(font(rights=rights))
    assert told(tmp_path, "mine.ttf") == "its maker does not allow it to be embedded in documents"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("mine.woff", woff(font()), "it is packed for web pages (WOFF)"),
        ("mine.ttf", woff(font()), "it is packed for web pages (WOFF)"),
        ("mine.woff2", b"wOF2" + bytes(100), "it is packed for web pages (WOFF)"),
        ("mine.otf", font("cff2"), "its shapes are of a kind that PDF files can't hold"),
        ("mine.pfb", b"\x80\x01%!PS-AdobeFont-1.0: Mine", "it is damaged, or not a font"),
        ("mine.ttf", b"", "it is damaged, or not a font"),
        ("mine.ttf", b"<!DOCTYPE html><title>404</title>", "it is damaged, or not a font"),
        ("mine.ttc", b"ttcf\0\1\0\0" + bytes(8), "it is damaged, or not a font"),
    ],
)
def test_a_file_that_is_of_no_use_is_told_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert told(tmp_path, name) == reason


@pytest.mark.parametrize("name", ["/etc/passwd", "../mine.ttf", "sub/../../mine.ttf", "link.ttf"])
def test_a_file_from_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "mine.ttf").write_bytes(font())
    folder = tmp_path / "profile"
    (folder / "sub").mkdir(parents=True)
    (folder / "link.ttf").symlink_to(tmp_path / "mine.ttf")
    assert told(folder, name) == "it is not in the folder of the profile"


@pytest.mark.parametrize("name", ["folder.ttf", "x" * 300 + ".ttf", "no\0file.ttf", "none.ttf", "x" * 300])
def test_what_is_no_file_is_told_to_be_absent(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.ttf").mkdir()
    assert told(tmp_path, name) == ""


def test_a_font_of_a_collection_has_a_number(tmp_path: Path) -> None:
    data = collection(font(family="One"), font(family="Two", weight=700))
    (tmp_path / "both.ttc").write_bytes(data)
    for number, family in ((1, "One"), (2, "Two")):
        found = Fonts((f"both.ttc#{number}",), tmp_path).find("א", bold=False, serif=False)
        assert found and found.family == family
    assert told(tmp_path, "both.ttc") is None
    for wrong in ("0", "3", "-1", "two"):
        assert told(tmp_path, f"both.ttc#{wrong}") == "the file has no font of that number"


def test_a_whole_collection_gives_the_weight_that_fits(tmp_path: Path) -> None:
    data = collection(font(family="Two", weight=700), font(family="One"))
    (tmp_path / "both.ttc").write_bytes(data)
    fonts = Fonts(("both.ttc",), tmp_path)
    for bold, family in ((False, "One"), (True, "Two")):
        found = fonts.find("א", bold=bold, serif=False)
        assert found and found.family == family


_NUMBERS = count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


def survives(folder: Path, data: bytes) -> None:
    name = f"{next(_NUMBERS)}.ttf"
    (folder / name).write_bytes(data)
    if refused(Fonts((name,), folder)):
        return
    try:
        use(folder / name)
    except Unusable as fault:
        assert (fault.reason, fault.name, bool(fault.hint)) == ("broken", name, True)


KINDS: list[Kind] = ["truetype", "cff", "variable"]
kinds = st.sampled_from(KINDS)


@given(kind=kinds, cut=st.floats(0, 1), packed=st.booleans())
def test_a_font_cut_off_anywhere_is_refused(folder: Path, kind: Kind, cut: float, packed: bool) -> None:
    data = collection(font(kind), font()) if packed else font(kind)
    survives(folder, data[: int(cut * len(data))])


@settings(max_examples=300)
@given(kind=kinds, bits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 7)), min_size=1, max_size=12))
def test_flipped_bits_give_a_font_or_a_refusal(
    folder: Path, kind: Kind, bits: list[tuple[float, int]]
) -> None:
    data = bytearray(font(kind))
    for place, bit in bits:
        data[int(place * (len(data) - 1))] ^= 1 << bit
    survives(folder, bytes(data))


@settings(max_examples=300)
@given(
    kind=kinds, table=st.integers(0, 40), at=st.integers(0, 60), value=st.sampled_from((0, 1, 127, 128, 255))
)
def test_wild_numbers_in_any_table_give_a_font_or_a_refusal(
    folder: Path, kind: Kind, table: int, at: int, value: int
) -> None:
    data = bytearray(font(kind))
    count = struct.unpack_from(">H", data, 4)[0]
    start, size = struct.unpack_from(">II", data, 12 + 16 * (table % count) + 8)
    for place in range(start + at % size, min(start + at % size + 4, start + size)):
        data[place] = value
    survives(folder, bytes(data))


@given(
    data=st.binary(max_size=400), head=st.sampled_from((b"", b"\0\1\0\0", b"OTTO", b"ttcf", b"true", b"wOFF"))
)
def test_anything_at_all_is_refused(folder: Path, data: bytes, head: bytes) -> None:
    survives(folder, head + data)
