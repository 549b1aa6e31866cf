"""Pages on sheets of paper: in the right places, and behind what they should be behind."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from prepsheet.pdf.imposition import Imposition, booklet, cards, form, matrix, reading
from prepsheet.typeset.pages import Box
from prepsheet.typeset.setting import PAPERS
from tests.making import PEOPLE, Paper
from tests.pdf.binding import bound
from tests.pdf.reading import catalog, content, pages
from tests.pdf.test_book import PRINT, labels, outline, own_pictures, person, pictures, spoken
from tests.pdf.validators import assert_valid

IMPOSED: tuple[Imposition, ...] = ("two-up", "booklet", "cards")
SHEETS = ("values", "skills", "goals", "cheat-sheet")
"""Six pages."""


@lru_cache
def imposed(imposition: Imposition, people: int = 2, **options: Any) -> bytes:
    (made,) = bound(
        *(person(name, sheets=SHEETS) for name in PEOPLE[:people]), imposition=imposition, **options
    )
    return made


@lru_cache
def logical(people: int) -> list[Image.Image]:
    """The pages of the people one by one."""
    return [picture for name in PEOPLE[:people] for picture in own_pictures(person(name, sheets=SHEETS)[1])]


def found(made: bytes, imposition: Imposition, people: int = 2, paper: Paper = "a4") -> list[list[int]]:
    """Which page stands in each place of each side, from 1; 0 for none."""
    places = form(imposition, paper).places
    known = [picture.resize((150, 212)) for picture in logical(people)]
    return [[_nearest(side, place, known) for place in places] for side in pictures(made)]


def _nearest(side: Image.Image, place: Box, known: list[Image.Image]) -> int:
    inset = 16  # points, inside the marks
    area = side.crop((
        round(place.x) + inset,
        round(place.y) + inset,
        round(place.x + place.width) - inset,
        round(place.y + place.height) - inset,
    ))  # fmt: skip
    if area.getextrema()[0] == 255:
        return 0
    whole = side.crop(
        (round(place.x), round(place.y), round(place.x + place.width), round(place.y + place.height))
    ).resize((150, 212))
    apart = [ImageStat.Stat(ImageChops.difference(whole, other)).mean[0] for other in known]
    return apart.index(min(apart)) + 1


def test_two_pages_on_a_side_are_read_on() -> None:
    assert found(imposed("two-up", duplex="none"), "two-up") == [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
        [9, 10],
        [11, 12],
    ]
    assert found(imposed("two-up"), "two-up")[3:5] == [[0, 0], [7, 8]]


def test_a_booklet_is_folded_for_each_person() -> None:
    outer, inner = [[0, 1], [2, 0]], [[6, 3], [4, 5]]
    assert found(imposed("booklet"), "booklet")[:4] == [*outer, *inner]
    assert found(imposed("booklet"), "booklet")[4] == [0, 7]


def test_cards_have_their_backs_behind_them() -> None:
    sides = found(imposed("cards"), "cards")
    assert sides == [[1, 3, 5, 7], [4, 2, 8, 6], [9, 11, 0, 0], [12, 10, 0, 0]]
    assert found(imposed("cards", duplex="none"), "cards") == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]


@pytest.mark.parametrize("imposition", IMPOSED)
def test_an_imposed_file_is_valid_and_read_page_by_page(imposition: Imposition) -> None:
    made = imposed(imposition)
    assert_valid(made, PRINT)
    single = bound(*(person(name, sheets=SHEETS) for name in PEOPLE[:2]))[0]
    assert spoken(made) == spoken(single)
    assert len(made) < 1.3 * len(single)


@pytest.mark.parametrize("imposition", IMPOSED)
def test_people_are_found_where_they_begin(imposition: Imposition) -> None:
    made = imposed(imposition)
    people, starts, _ = outline(made)
    assert people == list(PEOPLE[:2])
    assert starts == {"two-up": [0, 4], "booklet": [0, 4], "cards": [0, 0]}[imposition]
    assert labels(made)[0] == "1-1"


def test_a_person_with_a_single_page_takes_a_quarter_of_a_sheet() -> None:
    everybody = [person(name, sheets=("cheat-sheet",)) for name in PEOPLE[:5]]
    (made,) = bound(*everybody, imposition="cards", duplex="none")
    assert len(pages(made)) == 2
    assert outline(made)[1] == [0, 0, 0, 0, 1]
    assert_valid(made, PRINT)


def test_copies_of_cards() -> None:
    (made,) = bound(person("zuzana", sheets=("cheat-sheet",)), imposition="cards", copies=8, duplex="none")
    first, second = pictures(made)
    assert ImageChops.difference(first, second).getbbox() is None


@pytest.mark.parametrize(("imposition", "edge"), [("single", "Long"), ("two-up", "Short"), ("cards", "Long")])
def test_printers_are_told_how_to_turn_the_paper(imposition: Imposition, edge: str) -> None:
    assert catalog(imposed(imposition, people=1))["/ViewerPreferences"]["/Duplex"] == f"/DuplexFlip{edge}Edge"
    simplex = catalog(imposed(imposition, people=1, duplex="none"))
    assert "/Duplex" not in simplex["/ViewerPreferences"]


def test_a_booklet_is_never_printed_on_one_side() -> None:
    made = catalog(imposed("booklet", people=1, duplex="none"))
    assert made["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipShortEdge"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_places_and_marks_are_on_the_paper(paper: Paper) -> None:
    width, height = PAPERS[paper]
    for imposition in IMPOSED:
        its = form(imposition, paper)
        assert {its.width, its.height} == {width, height}
        assert sum(place.width * place.height for place in its.places) == pytest.approx(width * height)
        scale, x, y = matrix(its.places[-1], its.height, width, height)
        assert x >= its.places[-1].x - 0.01 and x + scale * width <= its.width + 0.01
        assert y >= -0.01 and y + scale * height <= its.height - its.places[-1].y + 0.01
    assert b"/Artifact" in content(imposed("cards"), 0)


def test_pages_of_any_number_are_all_laid_once() -> None:
    for count in range(1, 30):
        some = list(range(count))
        for sides in (reading(some, 2), reading(some, 4), booklet(some), cards(some)):
            laid = [page for side in sides for page in side]
            assert sorted(page for page in laid if page is not None) == some


def test_a_booklet_opens_in_the_order_of_its_pages() -> None:
    sides = [*booklet(list(range(1, 9)))]
    assert sides == [(8, 1), (2, 7), (6, 3), (4, 5)]


@pytest.mark.parametrize(
    ("imposition", "sides"),
    [("two-up", [[2, 1], [4, 3], [6, 5]]), ("booklet", [[1, 0], [0, 2], [3, 6], [5, 4]])],
)
def test_a_language_read_from_right_to_left_is_laid_so(
    imposition: Imposition, sides: list[list[int]]
) -> None:
    name, sheets = person(PEOPLE[0], sheets=SHEETS)
    rtl = [replace(sheet, rtl=True) for sheet in sheets]
    (made,) = bound((name, rtl), imposition=imposition, duplex="none")
    assert found(made, imposition, people=1) == sides
