"""Worksheets in Arabic and Hebrew words: mirrored, valid, read in order, filled by other programs."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest

from prepsheet import layout, pdf
from prepsheet.cli import run
from prepsheet.library import Library
from prepsheet.profile import load
from prepsheet.reading_order import announced, dump
from prepsheet.typeset import typeset, unprintable
from prepsheet.typeset.pages import Pages, RadioWidget, TextWidget
from prepsheet.typeset.setting import Mode
from tests.fonts import needed
from tests.making import MODES, PAPERS, ROOT, Paper, document
from tests.pdf.pdfium import opened
from tests.pdf.reading import catalog, values
from tests.pdf.validators import assert_valid
from tests.typeset.geometry import faults, texts, widgets

DATA = ROOT / "tests/data/rtl"
LIBRARY = Library((DATA, ROOT))
PEOPLE = {"dalia": "Arabic", "noa": "Hebrew"}

everybody = pytest.mark.parametrize("name", PEOPLE)


@lru_cache
def pages_for(name: str, paper: Paper = "a4", mode: Mode = "form") -> Pages:
    needed(PEOPLE[name])
    person = load(DATA / f"{name}.yaml")[0]
    made = document("first-week", person, paper, library=LIBRARY, blank=mode == "paper")
    return typeset(made, mode=mode)


@lru_cache
def made(name: str) -> bytes:
    return pdf.render(pages_for(name))


def test_every_part_kind_of_worksheets_is_used_in_arabic() -> None:
    words = (DATA / "content/ar/sheets/first-week.yaml").read_text(encoding="utf-8")
    kinds = layout.load(ROOT / "layouts/worksheet.yaml").parts
    assert [kind for kind in kinds if f"part: {kind}" not in words] == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("paper", PAPERS)
@everybody
def test_it_is_typeset_without_a_fault(name: str, paper: Paper, mode: Mode) -> None:
    made = pages_for(name, paper, mode)
    assert made.rtl
    assert faults(made, 480) == []
    assert unprintable(made) == ()


@everybody
def test_the_title_stands_at_the_right_and_whose_it_is_at_the_left(name: str) -> None:
    page = pages_for(name).pages[0]
    owner = load(DATA / f"{name}.yaml")[0].data()["basics"]["name"]
    title = next(text for text in texts(page) if text.size > 20)
    whose = next(text for text in texts(page) if text.text == owner)
    assert whose.x == pytest.approx((page.width - 480) / 2)
    assert title.x > page.width / 2


@everybody
def test_all_is_read_once_and_down_the_page(name: str) -> None:
    document = announced(made(name), f"{name}.pdf")
    assert document.problems == ()
    for one, other in pairwise(each for each in document.utterances if each.at):
        (x, y), (next_x, next_y) = one.at or (0, 0), other.at or (0, 0)
        down = next_y <= y + 4 or one.page != other.page
        assert down or next_x < x, f"{one.text or one.control} and {other.text or other.control}"


@everybody
def test_it_is_announced_in_the_order_of_its_letters(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"reading-order/{name}.txt", dump(announced(made(name), f"{name}.pdf")) + "\n")


@everybody
def test_it_is_valid_and_says_that_it_is_read_from_the_right(name: str) -> None:
    assert_valid(made(name))
    root: Any = catalog(made(name))
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert root["/StructTreeRoot"]["/K"].get_object()["/A"]["/WritingMode"] == "/RlTb"
    first: Any = pypdf.PdfReader(io.BytesIO(made(name))).outline[0]
    assert first.title in ("قبل اليوم الأول", "לפני היום הראשון")


def test_a_sheet_in_english_words_is_read_from_the_left_whoever_fills_it() -> None:
    needed("Arabic")
    pages = typeset(document("goals", load(DATA / "dalia.yaml")[0]))
    assert not pages.rtl
    assert faults(pages, 480) == []
    role = next(each for page in pages.pages for each in widgets(page) if each.name.endswith(".rough"))
    assert isinstance(role, TextWidget)
    assert role.rtl
    assert role.lines[-1].x > role.box.x + role.box.width / 2
    root: Any = catalog(pdf.render(pages))
    assert "/Direction" not in root["/ViewerPreferences"]
    assert "/A" not in root["/StructTreeRoot"]["/K"].get_object()


@everybody
def test_typed_text_stands_at_the_right_but_for_dates(name: str) -> None:
    fields = [each for page in pages_for(name).pages for each in widgets(page)]
    for field in (each for each in fields if isinstance(each, TextWidget)):
        assert field.rtl is not field.comb
    empty = next(each for each in fields if isinstance(each, TextWidget) and each.name == EMPTY[name])
    with opened(made(name)) as reader:
        reader.type(EMPTY[name], TYPED[name])
        page = next(n for n, page in enumerate(pages_for(name).pages) if empty in widgets(page))
        left, top, right = empty.box.x, empty.box.y, empty.box.x + empty.box.width
        picture = reader.picture(page)
        halves = [
            sum(picture.crop((4 * a, 4 * top + 8, 4 * b, 4 * top + 72)).histogram()[:128])
            for a, b in ((left, right - 60), (right - 60, right))
        ]
        assert halves[0] < halves[1] / 10
        saved = reader.saved()
    assert values(saved)[EMPTY[name]] == TYPED[name]
    assert_valid(saved)


EMPTY = {"dalia": "goals.1.benefit", "noa": "goals.1.steps.2.do"}
TYPED = {"dalia": "كمال", "noa": "דוד"}


@everybody
def test_a_program_can_fill_it(name: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made(name)))
    for page in writer.pages:
        given = {EMPTY[name]: TYPED[name]}
        writer.update_page_form_field_values(page, given, auto_regenerate=False)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert values(buffer.getvalue())[EMPTY[name]] == TYPED[name]


def test_buttons_of_a_scale_count_to_the_left() -> None:
    buttons = [
        each
        for page in pages_for("dalia").pages
        for each in widgets(page)
        if isinstance(each, RadioWidget) and each.name == "ratings.trust.matters"
    ]
    places = [button.box.x for button in buttons]
    assert [button.value for button in buttons] == ["1", "2", "3", "4", "5"]
    assert places == sorted(places, reverse=True)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    once = made("dalia")
    assert pdf.render(pages_for.__wrapped__("dalia")) == once


def test_a_sheet_in_another_language_is_named_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needed("Arabic")
    command = ["build", str(DATA / "dalia.yaml"), "first-week", "--library", str(DATA), "-o", str(tmp_path)]
    assert run(command) == 0, capsys.readouterr().err
    assert (tmp_path / "first-week.pdf").read_bytes().startswith(b"%PDF")
    assert run([*command, "goals"]) == 2, "goals are in English only"
