"""Sheets relaid for readers who need more: large print by two standards, and dyslexia."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import Literal, get_args

import pytest
from msgspec.structs import replace

from prepsheet import pdf, sheets
from prepsheet.cli import options
from prepsheet.document import Preset, TextField
from prepsheet.profile import Profile
from prepsheet.profile.prep import Prep, Print
from prepsheet.reading_order import announced
from prepsheet.typeset import typeset
from prepsheet.typeset.designs import DESIGNS
from prepsheet.typeset.pages import Circle, Page, Pages, RadioWidget, Rect, Text, TextWidget
from prepsheet.typeset.setting import Mode
from tests.making import (
    DAY,
    LIBRARY,
    MODES,
    NOBODY,
    PAPERS,
    PEOPLE,
    PRINTED,
    WORKSHEETS,
    Paper,
    document,
    person,
)
from tests.typeset.geometry import faults, marks, texts, widgets

Relaid = Literal["large-acb", "large-ukaaf", "dyslexia"]
RELAID: tuple[Relaid, ...] = get_args(Relaid)
SMALLEST = {"large-acb": 18, "large-ukaaf": 18, "dyslexia": 12}
WORD = re.compile(r"\w+")
OTHERS = {"Company", "Stories", "Journal", "Values", "Skills", "Goals"}
"""Sheets that the navigator names; in one column it is bars, and the foot names the present one."""

relaid = pytest.mark.parametrize("preset", RELAID)
printed = pytest.mark.parametrize("sheet", PRINTED)
worksheets = pytest.mark.parametrize("sheet", WORKSHEETS)


@lru_cache
def made(sheet: str, preset: Preset, name: str = "zuzana", paper: Paper = "a4", mode: Mode = "form") -> Pages:
    return typeset(document(sheet, person(name), paper, preset=preset), mode=mode)


def words(pages: Pages) -> set[str]:
    return {word for page in pages.pages for text in texts(page) for word in WORD.findall(text.text)}


def side_by_side(page: Page) -> list[tuple[str, str]]:
    """Pairs of fields to write in of which one stands beside the other."""
    boxes = [w for w in widgets(page) if isinstance(w, TextWidget) and not w.name.endswith(".gap")]
    return [
        (one.name, other.name)
        for one, other in combinations(boxes, 2)
        if min(one.box.y + one.box.height, other.box.y + other.box.height) - max(one.box.y, other.box.y) > 1
    ]


def letters(text: str) -> str:
    return "".join(text.split())


@relaid
@printed
@pytest.mark.parametrize("paper", PAPERS)
def test_type_is_large_enough_and_nothing_is_amiss(sheet: str, paper: Paper, preset: Relaid) -> None:
    column = DESIGNS[preset].column
    assert column
    for name in ("kaloyan", "zuzana", NOBODY):
        for mode in MODES:
            pages = made(sheet, preset, name, paper, mode)
            assert faults(pages, column.measure) == []
            sizes = [text.size for page in pages.pages for text in texts(page)]
            typed = [w.size for page in pages.pages for w in widgets(page) if isinstance(w, TextWidget)]
            assert min([*sizes, *typed]) >= SMALLEST[preset]


@relaid
@printed
def test_there_is_one_column(sheet: str, preset: Relaid) -> None:
    assert [pair for page in made(sheet, preset).pages for pair in side_by_side(page)] == []
    assert any(side_by_side(page) for page in made("goals", "standard").pages)


@relaid
@worksheets
def test_words_and_fields_are_those_of_the_standard(sheet: str, preset: Relaid) -> None:
    for name in PEOPLE:
        standard, relaid = made(sheet, "standard", name), made(sheet, preset, name)
        assert words(standard) - words(relaid) <= OTHERS
        assert standard.dropped == relaid.dropped == ()
        fields = [
            {(w.name, getattr(w, "value", ""), getattr(w, "on", "")) for p in pages.pages for w in widgets(p)}
            for pages in (standard, relaid)
        ]
        assert fields[0] == fields[1]


@pytest.mark.parametrize(
    "preset, pages",
    [
        ("standard", [2, 1, 2, 4, 1]),
        ("large-acb", [8, 5, 5, 13, 2]),
        ("large-ukaaf", [8, 5, 5, 13, 2]),
        ("dyslexia", [6, 4, 5, 11, 2]),
    ],
)
def test_how_many_pages_it_takes(preset: Preset, pages: list[int]) -> None:
    assert [len(made(sheet, preset).pages) for sheet in PRINTED] == pages


@relaid
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_cheat_sheet_keeps_to_one_sheet_of_paper_and_says_what_it_left_out(
    name: str, paper: Paper, preset: Relaid
) -> None:
    standard, relaid = made("cheat-sheet", "standard", name, paper), made("cheat-sheet", preset, name, paper)
    assert len(relaid.pages) == 2
    missing = words(standard) - words(relaid) - {"fold"}
    assert bool(relaid.dropped) or not missing


def test_the_standards_part_at_underlines_alone_not_at_emphasis() -> None:
    def underlined(preset: Preset) -> set[str]:
        marks = (text for page in made("values", preset).pages for text in texts(page))
        return {text.text for text in marks if text.underline}

    assert {"Belonging", "Zuzana Křížková"} <= underlined("large-acb")
    assert underlined("large-ukaaf") == underlined("dyslexia") == underlined("standard") == set()
    fonts = {t.font for p in made("values", "large-ukaaf").pages for t in texts(p) if t.text == "Belonging"}
    assert fonts == {"PrepSans-Bold"}


@relaid
@printed
def test_only_sans_is_used_and_large_print_is_black(sheet: str, preset: Relaid) -> None:
    pages = made(sheet, preset)
    found = [mark for page in pages.pages for mark in marks(page)]
    assert {mark.font.split("-")[0] for mark in found if isinstance(mark, Text)} == {"PrepSans"}
    accents = [mark for mark in found if isinstance(mark, Rect | Circle) and mark.fill == "accent"]
    assert bool(accents) == (preset == "dyslexia")


@relaid
def test_what_the_figures_mean_is_repeated_on_every_page_that_has_them(preset: Relaid) -> None:
    for page in made("values", preset).pages:
        rated = {
            w.name for w in widgets(page) if isinstance(w, RadioWidget) and w.name.startswith("ratings.")
        }
        assert bool(rated) <= any("1 hardly" in text.text for text in texts(page))


def test_a_figure_stands_in_its_button_and_a_ring_leaves_it_in_sight() -> None:
    (page, *_) = (p for p in made("values", "large").pages if any(t.text == "People" for t in texts(p)))
    button = next(w for w in widgets(page) if isinstance(w, RadioWidget) and w.on)
    box = button.box
    inside = [t for t in texts(page) if box.x < t.x < box.x + box.width and box.y < t.y < box.y + box.height]
    assert [t.text.strip() for t in inside] == [button.value]
    assert (box.width, box.height, button.ring) == (30, 30, True)


@relaid
def test_an_answer_longer_than_a_page_goes_on_and_none_of_it_is_lost(preset: Relaid) -> None:
    long = " ".join(f"word{n}" for n in range(900))
    goals = document("goals", person("zuzana"), preset=preset)
    (field,) = (
        b for b in goals.pages[1].frames[0].blocks if isinstance(b, TextField) and b.label == "Why that one"
    )
    frame = goals.pages[1].frames[0]
    blocks = tuple(replace(b, value=long) if b is field else b for b in frame.blocks)
    page = replace(goals.pages[1], frames=(replace(frame, blocks=blocks),))
    pages = typeset(replace(goals, pages=(goals.pages[0], page)))
    column = DESIGNS[preset].column
    assert column and faults(pages, column.measure) == []
    ((path, number),) = pages.continued
    assert path == field.path
    after = {word for page in pages.pages[number - 1 :] for t in texts(page) for word in t.text.split()}
    assert {*long.split()} <= after


@relaid
@worksheets
def test_all_of_it_is_announced_with_every_field_by_a_label_of_its_own(sheet: str, preset: Relaid) -> None:
    for mode in MODES:
        heard = announced(pdf.render(made(sheet, preset, mode=mode)), sheet)
        assert heard.problems == ()
        labels = [each.control.label for each in heard.utterances if each.control]
        assert len(labels) == len({*labels})
        said = letters("".join(each.text for each in heard.utterances))
        assert "page1of" not in said
        assert all(letters(word) in said for word in ("Zuzana Křížková", "Lipová Careers Service"))


def test_headings_stay_with_what_follows_them() -> None:
    for preset in RELAID:
        for sheet in WORKSHEETS:
            for page in made(sheet, preset).pages:
                *_, last = (t for t in texts(page) if "page" not in t.text and "sheet" not in t.text)
                assert last.font != "PrepSans-Bold" or last.size <= 20


def test_the_command_and_the_profile_name_the_same_presets() -> None:
    assert options.PRESETS == sheets.PRESETS == tuple(DESIGNS)


@pytest.mark.parametrize("asked, preset", [("", "dyslexia"), ("standard", "standard"), ("large", "large")])
def test_the_profile_chooses_and_the_command_overrules_it(
    asked: Literal["", "standard", "large"], preset: Preset
) -> None:
    profile = Profile(prep=Prep(print=Print(size="dyslexia")))
    (sheet,) = sheets.plan(profile, LIBRARY, ("goals",), sheets.Options(DAY, preset=asked))
    assert sheet.setting.preset == preset
