"""Codes on pages are read back by a scanner, from what a printer would print."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from prepsheet import codes, sheets
from prepsheet.document import Preset
from prepsheet.library import Library
from prepsheet.profile import Profile, load
from tests.branding import TOKEN, dots
from tests.making import LIBRARY, ROOT, Paper, person
from tests.pdf.reading import information
from tests.pdf.validators import assert_valid

DOTS_AN_INCH = 150


def made(
    profile: Profile,
    *names: str,
    library: Library = LIBRARY,
    paper: Paper = "a4",
    preset: Preset = "standard",
    code: str = TOKEN,
) -> list[bytes]:
    options = sheets.Options(date(2026, 5, 13), paper=paper, preset=preset, code=code, brand=dots())
    return [sheets.render(sheet).data for sheet in sheets.plan(profile, library, names, options)]


def scanned(pdf: bytes) -> list[str]:
    """What is on each page, at the resolution of an office scanner, upside down and in grey."""
    document = pypdfium2.PdfDocument(pdf)
    pictures: list[Image.Image] = [
        page.render(scale=DOTS_AN_INCH / 72).to_pil().convert("L").rotate(180) for page in document
    ]
    found = [zxingcpp.read_barcodes(picture) for picture in pictures]
    assert [len(each) for each in found] == [1] * len(found)
    return [each[0].text for each in found]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("preset", ["standard", "large-ukaaf"])
def test_every_page_of_every_sheet_is_read(paper: Paper, preset: Preset) -> None:
    kit = made(person("zuzana"), "values", "cheat-sheet", "intake", paper=paper, preset=preset)
    for number, pdf in enumerate(kit, 1):
        read = [codes.parse(text) for text in scanned(pdf)]
        assert read == [codes.PageCode(TOKEN, number, page) for page in range(1, len(read) + 1)]


def test_a_sheet_read_from_right_to_left_is_read_too() -> None:
    data = ROOT / "tests/data/rtl"
    profile = load(data / "noa.yaml")[0]
    (pdf,) = made(profile, "first-week", library=Library((data, ROOT)))
    assert codes.parse(scanned(pdf)[0]) == codes.PageCode(TOKEN, 1, 1)


def test_the_file_says_it_too_and_stays_valid() -> None:
    (pdf,) = made(person("zuzana"), "goals")
    assert_valid(pdf)
    assert f'"code":"{TOKEN}-1"' in information(pdf)["/Prepsheet"]


def test_codes_are_off_unless_asked_for() -> None:
    (pdf,) = made(person("zuzana"), "goals", code="")
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0]
    assert zxingcpp.read_barcodes(page.render(scale=3).to_pil()) == []


def test_nothing_in_a_code_is_about_the_person() -> None:
    one, other = (scanned(made(person(name), "goals")[0]) for name in ("zuzana", "lukasz"))
    assert one == other
