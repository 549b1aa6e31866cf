"""What Word is told about text in other scripts than Latin, and about the drafts of those who write them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from prepsheet.document import Beat, Check, Preset, Region, Table, TableRow
from prepsheet.docx import render
from prepsheet.docx.scripts import Kind, kinds, scripts_of
from tests.docx import people, sample
from tests.docx.lint import assert_clean, findings
from tests.docx.parts import VAL, W, body, bookmarked, damaged, part, style, text

READ_FROM_RIGHT = pytest.mark.parametrize("name", ["salma", "tamar"])
EVERYBODY = pytest.mark.parametrize("name", people.PEOPLE)
PRESETS: tuple[Preset, ...] = ("large-acb", "large-ukaaf", "dyslexia")

SHORT = {"plain": "l", "eastAsia": "e", "cs": "c", "rtl": "r"}


def stretches(words: str, level: int = 0, own: Kind = "plain") -> list[tuple[str, str]]:
    """The kinds of a text, each by its first letter, with what is of it."""
    pairs = zip(kinds(words, level, own), words, strict=True)
    grouped = groupby(pairs, lambda pair: pair[0])
    return [(SHORT[kind], "".join(each for _, each in group)) for kind, group in grouped]


def marks(run: etree._Element) -> dict[str, str]:
    """What a run says of itself: the names of its properties with their values."""
    properties = run.find(W + "rPr")
    found = [] if properties is None else list(properties)
    return {etree.QName(each).localname: next(iter(each.attrib.values()), "") for each in found}


def runs(docx: bytes, words: str) -> list[tuple[str, dict[str, str]]]:
    """The runs of the paragraph that has these words, and what they say of themselves."""
    (line,) = (line for line in body(docx).iter(W + "p") if words in text(line))
    return [(text(run), marks(run)) for run in line.iter(W + "r")]


def said(words: str, **changes: Any) -> bytes:
    """A draft with these words in a region."""
    region = Region(path="a.b", title="T", beats=(Beat(label="Now", text=words),))
    return render(sample.document(region, **changes))


# Which text is of which kind ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "level", "own", "expected"),
    [
        ("Plain words, 5 of them.", 0, "plain", [("l", "Plain words, 5 of them.")]),
        (
            "I called דוד לוי (twice).",
            0,
            "plain",
            [("l", "I called "), ("r", "דוד לוי"), ("l", " (twice).")],
        ),
        ("Ask محمد 12 علي, now", 0, "plain", [("l", "Ask "), ("r", "محمد 12 علي"), ("l", ", now")]),
        ("في شركة FerryLink.", 1, "rtl", [("r", "في شركة "), ("l", "FerryLink"), ("r", ".")]),
        ("قبل 18:30 (12 شخصا)!", 1, "rtl", [("r", "قبل 18:30 (12 شخصا)!")]),
        ("נוסח Office 365 חדש", 1, "rtl", [("r", "נוסח "), ("l", "Office 365"), ("r", " חדש")]),
        ("Call me, 5.", 0, "rtl", [("l", "Call me, 5.")]),
        ("山田さん…「はい」18:30", 0, "eastAsia", [("e", "山田さん…「はい」18:30")]),
        ("“山田” said", 0, "plain", [("l", "“"), ("e", "山田"), ("l", "” said")]),
        ("Ferry社の“運航”", 0, "eastAsia", [("l", "Ferry"), ("e", "社の“運航”")]),
        ("ฉันชื่อ Anna ค่ะ", 0, "cs", [("c", "ฉันชื่อ "), ("l", "Anna"), ("c", " ค่ะ")]),
        ("Cafe\u0301 山", 0, "eastAsia", [("l", "Cafe\u0301"), ("e", " 山")]),
        ("", 0, "plain", []),
    ],
)
def test_each_character_goes_with_its_script_and_signs_with_what_is_around_them(
    words: str, level: int, own: Kind, expected: list[tuple[str, str]]
) -> None:
    assert stretches(words, level, own) == expected


@given(st.text(), st.sampled_from((0, 1)), st.sampled_from(("plain", "eastAsia", "cs", "rtl")))
def test_every_character_has_a_kind(words: str, level: int, own: Kind) -> None:
    assert len(kinds(words, level, own)) == len(words)


@pytest.mark.parametrize(
    ("language", "theirs", "words", "expected"),
    [
        ("en-GB", "", "Nothing but this", ("en-GB", "en-GB", "en-GB")),
        ("cs", "ar", "Nic než tohle", ("cs", "cs", "cs")),
        ("en-GB", "ar-MA", "It is محمد", ("en-GB", "en-GB", "ar-MA")),
        ("en-GB", "", "It is דוד", ("en-GB", "en-GB", "he-IL")),
        ("en-GB", "", "It is 山田", ("en-GB", "zh-CN", "en-GB")),
        ("en-GB", "", "It is 山田さん", ("en-GB", "ja-JP", "en-GB")),
        ("en-GB", "zh-Hant", "It is 山田さん", ("en-GB", "zh-TW", "en-GB")),
        ("en-GB", "", "It is 김민수", ("en-GB", "ko-KR", "en-GB")),
        ("ja", "", "山田", ("en-GB", "ja-JP", "ja")),
        ("fa", "", "سلام", ("en-GB", "fa", "fa-IR")),
        ("he", "ar", "דוד محمد", ("en-GB", "he", "he-IL")),
        ("th", "", "ค่ะ", ("en-GB", "th", "th-TH")),
        ("el", "he", "Ελένη דוד", ("el", "el", "he-IL")),
    ],
)
def test_languages_of_a_draft(language: str, theirs: str, words: str, expected: tuple[str, str, str]) -> None:
    found = scripts_of(language, theirs, words)
    assert (found.latin, found.east.language, found.complex.language) == expected


# An English draft with other scripts in it -------------------------------------------------------------


def test_a_name_from_the_right_is_a_run_of_its_own_in_a_line_from_the_left() -> None:
    found = runs(said("I called דוד לוי (twice)."), "I called")
    assert found[2:] == [("I called ", {}), ("דוד לוי", {"rtl": ""}), (" (twice).", {})]
    assert "bidi" not in etree.tostring(body(said("I called דוד לוי (twice)."))).decode()


def test_a_line_that_begins_from_the_right_is_read_so_whatever_its_label() -> None:
    docx = said("דוד called.")
    (line,) = (line for line in body(docx).iter(W + "p") if style(line) == "Spoken")
    assert [etree.QName(each).localname for each in line.find(W + "pPr")] == ["pStyle", "bidi"]
    assert not list(body(said("Call דוד.")).iter(W + "bidi"))


def test_text_in_a_second_script_of_its_kind_names_its_language() -> None:
    docx = said("Then דוד met محمد and 山田さん and 김민수.", language="en-GB")
    found = dict(runs(docx, "met"))
    assert found["דוד"] == {"rtl": ""}
    assert found["محمد"] == {"rtl": "", "lang": "ar-EG"}
    assert found["山田さん"] == {"rFonts": "eastAsia"}
    assert found["김민수"] == {"rFonts": "eastAsia", "lang": "ko-KR"}


def test_text_keeps_its_character_style_where_it_is_split() -> None:
    name = "Ask דוד first"
    docx = render(sample.document(Region(path="a.b", title="T", beats=(Beat(label=name, text="x"),))))
    assert runs(docx, "Ask")[:3] == [
        ("Ask ", {"rStyle": "Beat"}),
        ("דוד", {"rStyle": "Beat", "rtl": ""}),
        (" first", {"rStyle": "Beat"}),
    ]


def test_lint_sees_text_that_does_not_say_that_it_runs_to_the_left() -> None:
    (finding,) = findings(damaged(said("Call דוד."), b"<w:rtl/>", b""))
    assert finding.endswith("run 'דוד' does not run to the left")


@given(people.MIXED, st.sampled_from(("en-GB", "he", "ja")))
def test_no_run_of_any_text_is_of_two_kinds(words: str, language: str) -> None:
    assert_clean(said(words, language=language))


def test_a_bookmark_still_spans_what_was_split() -> None:
    docx = render(sample.document(Check(label="Ask דוד first", path="a.b")))
    line = bookmarked(list(body(docx).iter(W + "p")), "pp_a_b_c")
    assert [etree.QName(each).localname for each in line][-5:] == [
        "bookmarkStart",
        "r",
        "r",
        "r",
        "bookmarkEnd",
    ]


def test_header_and_footer_stand_as_the_draft_does_whatever_they_say() -> None:
    docx = people.english("salma")
    (line,) = part(docx, "word/header.xml")
    assert text(line).startswith("سلمى الخطيب\t")
    assert not list(line.iter(W + "bidi"))
    assert next(line.iter(W + "rtl")).getparent().getparent().findtext(W + "t") == "سلمى الخطيب"


@EVERYBODY
def test_an_english_draft_is_read_from_the_left_whoever_it_is_for(name: str) -> None:
    docx = people.english(name)
    assert_clean(docx)
    assert not list(body(docx)[-1].iter(W + "bidi"))
    assert not list(body(docx).iter(W + "bidiVisual"))
    (lang,) = part(docx, "word/styles.xml").iter(W + "lang")
    assert lang.get(VAL) == "en-GB"


def test_a_draft_in_latin_letters_says_nothing_of_scripts() -> None:
    written = etree.tostring(body(render(sample.draft()))).decode()
    assert not [mark for mark in ("w:rtl", "w:bidi", "w:cs", "w:hint", "w:lang") if mark in written]


# A draft in another language ---------------------------------------------------------------------------


@READ_FROM_RIGHT
def test_a_draft_in_their_words_is_mirrored(name: str) -> None:
    docx = people.draft(name)
    assert_clean(docx)
    assert body(docx)[-1].tag == W + "sectPr"
    assert body(docx)[-1][-1].tag == W + "bidi"
    tables = list(body(docx).iter(W + "tbl"))
    assert tables
    for table in tables:
        assert [etree.QName(each).localname for each in table[0]][:2] == ["tblStyle", "bidiVisual"]
    styles = {each.get(W + "styleId"): each for each in part(docx, "word/styles.xml").iter(W + "style")}
    assert styles["Normal"].find(f"{W}pPr/{W}bidi") is not None
    for line in body(docx).iter(W + "p"):
        found = styles[style(line)]
        while found.find(W + "basedOn") is not None:
            found = styles[found.find(W + "basedOn").get(VAL)]
        assert found is styles["Normal"], "it would be read from the left"


@READ_FROM_RIGHT
def test_words_typed_into_a_control_run_to_the_left(name: str) -> None:
    controls = list(body(people.draft(name)).iter(W + "sdtPr"))
    assert len(controls) >= 4
    assert all(control[0].tag == W + "rPr" and control[0][0].tag == W + "rtl" for control in controls)


@READ_FROM_RIGHT
def test_latin_words_in_their_draft_run_to_the_right(name: str) -> None:
    found = [(text(run), marks(run)) for run in body(people.draft(name)).iter(W + "r")]
    assert ("FerryLink", {}) in found
    assert [words for words, said in found if words.isascii() and words.isalpha() and "rtl" in said] == []


def test_a_line_of_latin_words_keeps_its_order_in_a_draft_from_the_right() -> None:
    row = TableRow(cells=("למה FerryLink?", "Because I want to, at last."))
    table = Table(title="t", header=("א", "ב"), columns=(1, 9), rows=(row,))
    docx = render(sample.document(table, language="he"))
    assert runs(docx, "Because") == [("Because I want to, at last.", {})]


@pytest.mark.parametrize(
    ("name", "slot", "language", "sans", "serif"),
    [
        ("salma", "cs", "ar-EG", "Arial", "Times New Roman"),
        ("tamar", "cs", "he-IL", "Arial", "Times New Roman"),
        ("sakura", "eastAsia", "ja-JP", "Yu Gothic", "Yu Mincho"),
    ],
)
def test_fonts_and_languages_of_a_draft(name: str, slot: str, language: str, sans: str, serif: str) -> None:
    styles = part(people.draft(name), "word/styles.xml")
    (lang,) = styles.iter(W + "lang")
    (theme,) = part(people.draft(name), "word/settings.xml").iter(W + "themeFontLang")
    for mark in (lang, theme):
        assert mark.get(W + ("bidi" if slot == "cs" else slot)) == language
        assert mark.get(VAL) == "en-GB"
    for fonts in styles.iter(W + "rFonts"):
        wanted = {"Calibri": sans, "Cambria": serif, "MS Gothic": "MS Gothic"}
        assert fonts.get(W + slot) == wanted[fonts.get(W + "ascii")]


@pytest.mark.parametrize(
    ("language", "sans", "serif"),
    [
        ("zh-Hans", "Microsoft YaHei", "SimSun"),
        ("zh-CN", "Microsoft YaHei", "SimSun"),
        ("zh-Hant", "Microsoft JhengHei", "PMingLiU"),
        ("zh-TW", "Microsoft JhengHei", "PMingLiU"),
        ("ko", "Malgun Gothic", "Batang"),
    ],
)
def test_chinese_and_korean_have_fonts_of_their_own(language: str, sans: str, serif: str) -> None:
    styles = part(said("山田", language=language), "word/styles.xml")
    found = {fonts.get(W + "ascii"): fonts.get(W + "eastAsia") for fonts in styles.iter(W + "rFonts")}
    assert found == {"Calibri": sans, "Cambria": serif, "MS Gothic": "MS Gothic"}


def test_the_persons_language_says_whose_shared_characters_are() -> None:
    docx = render(sample.document(Check(label="山田")), theirs="ko")
    assert {fonts.get(W + "eastAsia") for fonts in part(docx, "word/styles.xml").iter(W + "rFonts")} == {
        "Malgun Gothic",
        "Batang",
        "MS Gothic",
    }


def test_thai_is_complex_text_read_from_the_left() -> None:
    docx = said("ฉันชื่อ Anna", language="th")
    assert runs(docx, "Anna")[2:] == [("ฉันชื่อ ", {"cs": ""}), ("Anna", {})]
    assert not list(body(docx).iter(W + "bidi"))


def test_emphasis_is_bold_in_every_script_and_never_slanted() -> None:
    for name in people.PEOPLE:
        styles = part(people.draft(name), "word/styles.xml")
        assert not list(styles.iter(W + "i", W + "iCs"))


@EVERYBODY
@pytest.mark.parametrize("preset", [None, *PRESETS])
def test_complex_text_has_the_size_and_weight_of_the_rest(name: str, preset: Preset | None) -> None:
    docx = people.draft(name, **({"preset": preset} if preset else {}))
    assert_clean(docx)
    for properties in part(docx, "word/styles.xml").iter(W + "rPr"):
        size, complex_size = properties.find(W + "sz"), properties.find(W + "szCs")
        assert (size is None) == (complex_size is None)
        assert size is None or size.get(VAL) == complex_size.get(VAL)
        assert (properties.find(W + "b") is None) == (properties.find(W + "bCs") is None)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(
    ("name", "slot", "font"), [("salma", "cs", "Arial"), ("sakura", "eastAsia", "Yu Gothic")]
)
def test_larger_type_is_sans_in_every_script(name: str, slot: str, font: str, preset: Preset) -> None:
    styles = part(people.draft(name, preset=preset), "word/styles.xml")
    assert {fonts.get(W + slot) for fonts in styles.iter(W + "rFonts")} == {font, "MS Gothic"}


@pytest.mark.parametrize(("paper", "width"), [("a4", "9026"), ("letter", "9360")])
@EVERYBODY
def test_paper_and_title(name: str, paper: str, width: str) -> None:
    docx = people.draft(name, paper=paper)
    assert body(docx)[-1].find(W + "pgSz").get(W + "w") == {"a4": "11906", "letter": "12240"}[paper]
    tabs = part(docx, "word/styles.xml").iter(W + "tab")
    assert [tab.get(W + "pos") for tab in tabs if tab.get(VAL) == "right"] == [width] * 2
    core = part(docx, "docProps/core.xml")
    title = text(next(body(docx).iter(W + "p")))
    assert core.findtext("{http://purl.org/dc/elements/1.1/}title") == title
    assert core.findtext("{http://purl.org/dc/elements/1.1/}language") == {"salma": "ar", "tamar": "he"}.get(
        name, "ja"
    )


def test_every_font_that_word_is_told_is_described_with_what_may_stand_in_for_it() -> None:
    from prepsheet.writing.families import SCRIPTS

    table = part(render(sample.draft()), "word/fontTable.xml")
    told = {font.get(W + "name"): font.find(W + "altName") for font in table}
    for script in SCRIPTS:
        for font in script.word:
            assert font in ("Arial", "Times New Roman") or told[font] is not None
