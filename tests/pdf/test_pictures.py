"""Logos in a PDF: as shapes or dots, once in the file, said once, and grey in black ink."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from prepsheet import sheets
from prepsheet.brand import Brand
from prepsheet.reading_order import announced, dump
from prepsheet.sheets import Ink
from tests.branding import dots, lipova
from tests.making import LIBRARY, person
from tests.pdf.binding import filed
from tests.pdf.contrast import BLACK, WHITE, drawn
from tests.pdf.reading import catalog, elements, pages
from tests.pdf.test_book import PRINT, different, pictures
from tests.pdf.validators import assert_valid

BRANDS = {"shapes": lipova, "dots": dots}
brands = pytest.mark.parametrize("kind", BRANDS)


@lru_cache
def made(kind: str, sheet: str = "goals", ink: Ink = "colour", preset: Any = "", flat: bool = False) -> bytes:
    options = sheets.Options(date(2026, 5, 13), ink=ink, preset=preset, flat=flat, brand=BRANDS[kind]())
    (planned,) = sheets.plan(person("zuzana"), LIBRARY, (sheet,), options)
    return sheets.render(planned).data


def logos(pdf: bytes) -> list[Any]:
    """The logo of each page."""
    found = [page["/Resources"]["/XObject"] for page in pages(pdf)]
    assert [len(each) for each in found] == [1] * len(found)
    return [next(iter(each.values())) for each in found]


@brands
@pytest.mark.parametrize("sheet", ["values", "goals", "cheat-sheet", "intake"])
@pytest.mark.parametrize("flat", [False, True])
def test_branded_sheets_are_valid(kind: str, sheet: str, flat: bool) -> None:
    assert_valid(made(kind, sheet, flat=flat))


@brands
@pytest.mark.parametrize("preset", ["large-acb", "large-ukaaf", "dyslexia"])
def test_relaid_branded_sheets_are_valid(kind: str, preset: str) -> None:
    assert_valid(made(kind, preset=preset))


@brands
def test_the_logo_is_in_the_file_once(kind: str) -> None:
    first, *others = (page["/Resources"]["/XObject"] for page in pages(made(kind)))
    assert others
    assert len({repr(each.raw_get(next(iter(each)))) for each in (first, *others)}) == 1


@brands
def test_it_is_announced_once_by_its_words_and_before_the_title(kind: str) -> None:
    logo = BRANDS[kind]().logo
    assert logo
    told = dump(announced(made(kind), "goals.pdf")).splitlines()
    (said,) = (number for number, line in enumerate(told) if line.startswith("Figure:"))
    assert logo.alt in told[said]
    assert said < next(number for number, line in enumerate(told) if "One goal I can say out loud" in line)


@brands
def test_a_figure_says_where_it_is(kind: str) -> None:
    all_elements: list[Any] = [each.get_object() for each in elements(catalog(made(kind)))]
    (figure,) = (each for each in all_elements if each["/S"] == "/Figure")
    left, bottom, right, top = (float(each) for each in figure["/A"]["/BBox"])
    assert 55 < left < right < 130
    assert 800 < bottom < top < 825


def test_what_is_seen_through_is_a_mask() -> None:
    logo = logos(made("dots"))[0]
    assert (logo["/Subtype"], logo["/ColorSpace"], logo["/SMask"]["/ColorSpace"]) == (
        "/Image", "/DeviceRGB", "/DeviceGray",
    )  # fmt: skip
    assert len(logo.get_data()) == 3 * len(logo["/SMask"].get_data()) == 3 * logo["/Width"] * logo["/Height"]


def test_shapes_stay_shapes() -> None:
    logo = logos(made("shapes"))[0]
    assert logo["/Subtype"] == "/Form"
    assert b"0.478 0.122 0.239 rg" in logo.get_data()


@brands
@pytest.mark.parametrize("ink, preset", [("mono", ""), ("colour", "large-acb")])
def test_black_ink_has_a_grey_logo(kind: str, ink: Ink, preset: str) -> None:
    logo = logos(made(kind, ink=ink, preset=preset))[0]
    data = logo.get_data()
    assert logo["/ColorSpace"] == "/DeviceGray" if kind == "dots" else b" rg" not in data and b" g\n" in data


@pytest.mark.parametrize("ink", ["colour", "mono"])
def test_the_accent_takes_the_place_of_ours(ink: Ink) -> None:
    accent = lipova().accent
    options = sheets.Options(date(2026, 5, 13), ink=ink, brand=Brand(accent=accent))
    (planned,) = sheets.plan(person("zuzana"), LIBRARY, ("goals",), options)
    colours = {each.colour for each in drawn(sheets.render(planned).data)} - {BLACK, WHITE}
    assert [*colours] == ([pytest.approx(accent, abs=0.002)] if ink == "colour" else [])


@brands
def test_the_same_brand_gives_the_same_bytes(kind: str) -> None:
    before = made(kind)
    made.cache_clear()
    assert made(kind) == before


@brands
@pytest.mark.parametrize("ink", ["colour", "mono"])
def test_a_print_file_has_it_once_and_shows_it_and_the_code_as_the_sheets_own_files(
    kind: str, ink: Ink
) -> None:
    brand = BRANDS[kind]()
    options = sheets.Options(date(2026, 5, 13), ink=ink, flat=True, brand=brand, code="7K3MQ2XDWA")
    people = [
        [
            sheets.render(each, printing=True)
            for each in sheets.plan(person(who), LIBRARY, ("goals",), options)
        ]
        for who in ("zuzana", "anh")
    ]
    assert brand.logo
    (book,) = filed(
        *((str(number), [sheet.fragment for sheet in own]) for number, own in enumerate(people)),
        logos=(brand.logo.art, brand.logo.grey),
    )
    assert_valid(book, PRINT)
    assert len({repr(page["/Resources"].raw_get("/XObject")) for page in pages(book)}) == 1
    assert len(pages(book)[0]["/Resources"]["/XObject"]) == 1
    own = [picture for sheets_ in people for sheet in sheets_ for picture in pictures(sheet.data)]
    assert not different(pictures(book), own)


def test_a_brand_of_no_logo_brings_no_picture() -> None:
    options = sheets.Options(date(2026, 5, 13), brand=Brand(name="Lipová Careers Service"))
    (planned,) = sheets.plan(person("zuzana"), LIBRARY, ("goals",), options)
    pdf = sheets.render(planned).data
    assert_valid(pdf)
    assert all("/XObject" not in page["/Resources"] for page in pages(pdf))
