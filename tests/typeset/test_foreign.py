"""Text in scripts that do not come with us: its runs, its lines, and which fonts draw it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.pens.recordingPen import RecordingPen

from prepsheet.document import Run
from prepsheet.typeset.fallback import Fonts, refused, using
from prepsheet.typeset.fontfile import Unusable, open_font
from prepsheet.typeset.fonts import face
from prepsheet.typeset.styles import STYLES
from prepsheet.typeset.text import Line, place, set_text, text_width
from tests.fonts import FILES, NAMES, needed

BODY = STYLES["body"]


def runs(line: Line) -> str:
    """The pieces of a line as they are read: their font, how many glyphs, their text."""
    return " | ".join(
        f"{Path(piece.font).stem}{f' {len(piece.glyphs)}' if piece.glyphs else ''}: {piece.text}"
        for piece in line.pieces
    )


def only(text: str, width: float = 500.0, **more: bool) -> Line:
    (line,) = set_text(text, BODY, width, **more)
    return line


@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_drawn_whole(script: str) -> None:
    needed(script)
    line = only(NAMES[script])
    assert [piece.text for piece in line.pieces] == [NAMES[script]]
    assert all(glyph.number for piece in line.pieces for glyph in piece.glyphs)
    said = "".join(glyph.text for piece in line.pieces for glyph in piece.glyphs)
    assert said == (NAMES[script][::-1] if script in ("Arabic", "Hebrew") else NAMES[script])
    assert line.width == pytest.approx(text_width(NAMES[script], BODY))


def test_latin_in_a_foreign_line_stays_latin() -> None:
    needed("Chinese", "Hebrew")
    assert runs(only("李雷 uses Python")) == "DroidSansFallbackFull 3: 李雷  | PrepSans-Regular: uses Python"
    assert (
        runs(only("דוד (Dudu) לוי"))
        == "NotoSansHebrew-Regular 4: דוד  | PrepSans-Regular 1: ( | PrepSans-Regular: Dudu"
        " | PrepSans-Regular 1: ) | PrepSans-Regular 1:   | NotoSansHebrew-Regular 3: לוי"
    )


def test_bold_is_bold_where_there_is_one() -> None:
    needed("Thai")
    (line,) = set_text((Run("สมชาย "), Run("ใจดี", "strong")), BODY, 500.0)
    assert [Path(piece.font).stem for piece in line.pieces] == ["NotoSansThai-Regular", "NotoSansThai-Bold"]


def test_what_is_read_from_the_right_stands_at_the_right() -> None:
    needed("Hebrew")
    line = only("דוד לוי", 200.0)
    assert line.shift + line.width == pytest.approx(200.0)
    assert only("דוד לוי", 200.0, as_sheet=True).shift == 0


def test_lines_are_broken_where_the_script_allows() -> None:
    needed("Chinese", "Arabic")
    chinese = set_text("我想在一家小公司工作，因为那里的人互相认识。", BODY, 100.0)
    assert ["".join(piece.text for piece in line.pieces) for line in chinese] == [
        "我想在一家小公司工", "作，因为那里的人互", "相认识。",
    ]  # fmt: skip
    arabic = set_text("أريد أن أعمل في شركة صغيرة", BODY, 80.0)
    assert len(arabic) > 1
    assert max(line.width for line in chinese) <= 100.0
    assert max(line.width for line in arabic) <= 80.0
    assert arabic[0].pieces[-1].text == " ", "a space for programs that read aloud"


def test_marks_carry_their_glyphs_and_text() -> None:
    needed("Arabic")
    (mark,) = place(only("محمد"), 57.0, 90.0, BODY)
    assert (mark.text, mark.x) == ("محمد", 57.0)
    assert [glyph.text for glyph in mark.glyphs] == list("دمحم")


def test_a_ligature_says_each_of_its_letters() -> None:
    needed("Arabic")
    glyphs = open_font(str(FILES["Arabic"])).shaped("لا", rtl=True)
    assert [glyph.text for glyph in glyphs] == ["ا", "ل"]
    assert [glyph.advance > 0 for glyph in glyphs] == [True, False]
    assert not drawn(glyphs[1].number), "its joiner has ink in this font"


def drawn(glyph: int) -> list[object]:
    pen = RecordingPen()
    open_font(str(FILES["Arabic"])).draw(glyph, pen)
    found: list[object] = pen.value
    return found


def test_a_font_file_that_is_named_comes_first(tmp_path: Path) -> None:
    needed("Hebrew")
    (tmp_path / "mine.ttf").write_bytes((FILES["Hebrew"].parent / "NotoSerifHebrew-Regular.ttf").read_bytes())
    with using(Fonts(("mine.ttf",), tmp_path)):
        assert Path(only("דוד").pieces[0].font).stem == "mine"
    with using(Fonts(("Noto Rashi Hebrew",), tmp_path)):
        assert Path(only("דוד").pieces[0].font).stem == "NotoRashiHebrew-Regular"


def test_text_of_the_shipped_fonts_asks_for_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked_for(*_: object) -> None:
        raise AssertionError("looked for a font")

    monkeypatch.setattr(Fonts, "find", looked_for)
    assert only("Zuzana Křížková, Ольга, Ελένη, Nguyễn Thị Ánh").width > 0


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("broken.ttf", "it is damaged, or not a font"),
        ("licence.ttf", "its maker does not allow it to be embedded in documents"),
        ("../outside.ttf", "it is not in the folder of the profile"),
        ("none.ttf", None),
        ("No Such Family", None),
    ],
)
def test_a_named_font_that_cannot_be_used_is_told(tmp_path: Path, name: str, reason: str | None) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0 no font at all")
    (tmp_path / "licence.ttf").write_bytes(restricted(face("PrepSans-Regular").font.data))
    (told,) = refused(Fonts((name,), tmp_path))
    assert (told.number, told.reason) == (1, reason)


def restricted(font: bytes) -> bytes:
    """The font, its licence bits forbidding to embed it."""
    at = font.index(b"OS/2")
    offset = int.from_bytes(font[at + 8 : at + 12], "big") + 8
    return font[:offset] + b"\0\2" + font[offset + 2 :]


@pytest.mark.parametrize("cut", [0, 3, 12, 100, 2000, 60_000])
def test_a_damaged_font_file_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.ttf"
    path.write_bytes(face("PrepSans-Regular").font.data[:cut])
    with pytest.raises(Unusable):
        open_font(str(path))
