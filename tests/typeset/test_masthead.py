"""What an office puts around the text, and codes of pages: they have places of their own, on every sheet."""

from __future__ import annotations

from dataclasses import replace as with_
from functools import lru_cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from prepsheet import codes
from prepsheet.brand import NO_BRAND, Brand
from prepsheet.document import Document, Origin, Preset
from prepsheet.library import Library
from prepsheet.profile import load
from prepsheet.typeset import mono, tinted, typeset
from prepsheet.typeset.designs import DESIGNS
from prepsheet.typeset.masthead import CODE, QUIET
from prepsheet.typeset.pages import Artifact, Code, Mark, Node, Page, Pages, Picture, Tag, Text, Widget
from prepsheet.typeset.setting import Mode
from tests.branding import TOKEN, full, lipova
from tests.making import NOBODY, PAPERS, PRINTED, ROOT, Paper, document, person
from tests.typeset.geometry import Area, area, faults, leaves, marks, texts, widgets

PRESETS: tuple[Preset, ...] = ("standard", "large-acb", "large-ukaaf", "dyslexia")
BRANDS = {"lipova": lipova, "full": full}
LONG = "Bartholomew Featherstonehaugh-Cholmondeley of Saint Mary Magdalene and Godmanchester-upon-Ouse"

printed = pytest.mark.parametrize("sheet", PRINTED)
papers = pytest.mark.parametrize("paper", PAPERS)
presets = pytest.mark.parametrize("preset", PRESETS)


@lru_cache
def plain(sheet: str, name: str, paper: Paper, preset: Preset) -> Document:
    return document(sheet, person(name), paper, preset=preset)


def branded(made: Document, brand: Brand, mode: Mode = "form", code: bool = True) -> Pages:
    origin = Origin(sheet=made.sheet, code=f"{TOKEN}-3" if code else "")
    return typeset(replace(made, origin=origin), mode=mode, brand=brand)


def body(page: Page) -> list[object]:
    """All that stands in the text area, and every field: neither masthead nor foot nor office."""
    inside = Area(0, 56, page.width, page.height - 57)
    return [
        leaf
        for leaf in leaves(page.nodes)
        if not isinstance(leaf, Picture | Code) and _place(leaf).within(inside)
    ]


def _place(leaf: Mark | Widget) -> Area:
    return area(leaf.box if isinstance(leaf, Widget) else leaf)


def without_office(page: Page, brand: Brand) -> Page:
    """The page without the lines that close a column."""

    def is_office(node: Node) -> bool:
        said = _letters(_words(node)) if isinstance(node, Tag) and node.role == "P" else ""
        return bool(said) and any(_letters(row).startswith(said) for row in brand.rows)

    return with_(page, nodes=tuple(node for node in page.nodes if not is_office(node)))


def _letters(text: str) -> str:
    return "".join(text.split())


@printed
@papers
@presets
def test_the_text_stays_where_it_is(sheet: str, paper: Paper, preset: Preset) -> None:
    for name in ("zuzana", "kaloyan", NOBODY):
        made = plain(sheet, name, paper, preset)
        bare = typeset(made)
        for brand in (lipova(), full()):
            pages = branded(made, brand)
            assert len(pages.pages) == len(bare.pages)
            for ours, theirs in zip(pages.pages, bare.pages, strict=True):
                assert body(without_office(ours, brand)) == body(without_office(theirs, brand))
                assert widgets(ours) == widgets(theirs)


@printed
@papers
@presets
@pytest.mark.parametrize("mode", ["form", "paper"])
def test_nothing_stands_on_anything_else(sheet: str, paper: Paper, preset: Preset, mode: Mode) -> None:
    column = DESIGNS[preset].column
    for name in ("zuzana", NOBODY):
        made = plain(sheet, name, paper, preset)
        for brand in (lipova(), full()):
            pages = branded(made, brand, mode)
            assert faults(pages, column.measure if column else made.measure) == []
            for page in pages.pages:
                check_corners(page)


def check_corners(page: Page) -> None:
    """The code has its quiet zone, and the logo its box, to themselves."""
    (code,) = (mark for mark in marks(page) if isinstance(mark, Code))
    (logo,) = (mark for mark in marks(page) if isinstance(mark, Picture))
    square = area(code)
    quiet = Area(square.left - QUIET, square.top - QUIET, square.right + QUIET, square.bottom + QUIET)
    for leaf in leaves(page.nodes):
        if leaf is not code:
            assert not _place(leaf).overlaps(quiet), leaf
        if leaf is not logo:
            assert not _place(leaf).overlaps(area(logo)), leaf


@papers
def test_a_foot_of_two_lines_leaves_the_office_its_place(paper: Paper) -> None:
    made = plain("goals", "zuzana", paper, "standard")
    first, *others = made.pages
    first = replace(first, furniture=replace(first.furniture, footer_left=f"{LONG}, Goals"))
    pages = branded(replace(made, pages=(first, *others)), full())
    assert faults(pages, 480) == []
    foot = [text for text in texts(pages.pages[0]) if text.y > pages.pages[0].height - 56]
    assert len({text.y for text in foot}) == 4


def test_the_office_is_said_once_and_then_repeated() -> None:
    first, second = branded(plain("goals", "zuzana", "a4", "standard"), lipova()).pages
    (logo,) = (node for node in first.nodes if isinstance(node, Tag) and node.role == "Figure")
    assert logo.alt == "Lipová Careers Service"
    assert not any(isinstance(node, Tag) and node.role == "Figure" for node in second.nodes)
    said = [node for node in first.nodes if isinstance(node, Tag) and "Lipová 12" in _words(node)]
    assert [node.role for node in said] == ["P"]
    assert [node for node in second.nodes if isinstance(node, Tag) and "Lipová" in _words(node)] == []
    repeated = [node for node in second.nodes if isinstance(node, Artifact)]
    assert any(isinstance(mark, Picture) for node in repeated for mark in node.marks)
    assert any("Lipová 12" in _words(node) for node in repeated)


def _words(node: Tag | Artifact) -> str:
    kids = node.marks if isinstance(node, Artifact) else node.kids
    return " ".join(kid.text for kid in kids if isinstance(kid, Text))


def test_an_office_stands_in_place_of_the_one_that_the_profile_names() -> None:
    made = plain("values", "zuzana", "a4", "standard")
    for brand, count in ((NO_BRAND, 1), (lipova(), 1)):
        foot = [text.text for text in texts(typeset(made, brand=brand).pages[0]) if text.y > 780]
        assert sum("Lipová Careers Service" in text for text in foot) == count


def test_in_large_print_what_has_no_room_is_told() -> None:
    roomy = branded(plain("goals", "zuzana", "letter", "large-acb"), lipova())
    tight = branded(plain("goals", "zuzana", "a4", "large-ukaaf"), lipova())
    assert roomy.dropped == ()
    assert tight.dropped == (*lipova().reach, lipova().place)
    for pages, told in ((roomy, "".join(lipova().rows)), (tight, lipova().name)):
        assert _letters(told) in _letters("".join(text.text for text in texts(pages.pages[-1])))


@presets
def test_letters_of_a_code_are_as_large_as_the_reader_needs(preset: Preset) -> None:
    page = branded(plain("goals", "zuzana", "a4", preset), NO_BRAND).pages[0]
    (letters,) = (text for text in texts(page) if text.text.startswith(TOKEN))
    assert letters.size >= {"standard": 9, "dyslexia": 13}.get(preset, 18)
    assert codes.parse(letters.text) == codes.PageCode(TOKEN, 3, 1)


def test_pages_have_a_code_each_that_differs_from_the_others() -> None:
    pages = branded(plain("goals", "zuzana", "a4", "standard"), NO_BRAND).pages
    found = [[mark for mark in marks(page) if isinstance(mark, Code)] for page in pages]
    assert [len(each) for each in found] == [1, 1]
    assert found[0][0].rows != found[1][0].rows
    assert found[0][0].side == pytest.approx(21 * 72 / 50.8)
    assert pytest.approx(14.5, abs=0.1) == (CODE + 2 * QUIET) * 25.4 / 72


def test_without_a_token_and_a_brand_nothing_is_added() -> None:
    pages = typeset(plain("goals", "zuzana", "a4", "standard"))
    assert not any(isinstance(mark, Code | Picture) for page in pages.pages for mark in marks(page))


def test_on_a_sheet_read_from_right_to_left_both_change_sides() -> None:
    data = ROOT / "tests/data/rtl"
    noa = load(data / "noa.yaml")[0]
    made = document("first-week", noa, library=Library((data, ROOT)))
    pages = branded(made, lipova())
    assert faults(pages, 480) == []
    page = pages.pages[0]
    (code,) = (mark for mark in marks(page) if isinstance(mark, Code))
    (logo,) = (mark for mark in marks(page) if isinstance(mark, Picture))
    assert code.x == pytest.approx(18)
    assert logo.x > page.width / 2
    left_to_right = branded(plain("goals", "zuzana", "a4", "standard"), lipova()).pages[0]
    (other,) = (mark for mark in marks(left_to_right) if isinstance(mark, Code))
    assert code.rows == other.rows, "the squares themselves are not turned"
    check_corners(page)


def test_an_accent_takes_the_place_of_ours_and_black_ink_has_none() -> None:
    accent = lipova().accent
    assert accent
    pages = branded(plain("goals", "zuzana", "a4", "standard"), lipova())
    assert _inks(tinted(pages, accent)) == {"ink", "paper", accent}
    assert _inks(mono(pages)) == {"ink", "paper"}
    assert [m.grey for page in mono(pages).pages for m in marks(page) if isinstance(m, Picture)] == [True] * 2


def _inks(pages: Pages) -> set[object]:
    all_marks = (mark for page in pages.pages for mark in marks(page))
    found = (getattr(mark, "ink", getattr(mark, "fill", None)) for mark in all_marks)
    return {ink for ink in found if ink}


def test_one_line_too_many_for_the_navigator_is_an_error_not_a_collision(tmp_path: Path) -> None:
    from prepsheet.problems import FitError

    made = plain("goals", "zuzana", "a4", "standard")
    page = made.pages[0]
    wide = replace(page.furniture, navigator=("Wertvorstellungen", *page.furniture.navigator[1:]))
    with pytest.raises(FitError, match="Wertvorstellungen"):
        branded(replace(made, pages=(replace(page, furniture=wide),)), lipova())
