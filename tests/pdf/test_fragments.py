"""A fragment is finished but for its numbers, and depends on nothing but its pages."""

from __future__ import annotations

import pytest

from prepsheet.pdf import fragment as packed
from prepsheet.pdf.fragments import Unit, fragment, unpacked
from prepsheet.typeset.pages import Artifact, Circle, Node, Polygon, Rect, Tag
from tests.making import PEOPLE, PRINTED, pages_of
from tests.pdf import samples
from tests.pdf.binding import bound
from tests.pdf.samples import sample, text
from tests.pdf.test_book import different, own_pictures, pictures


def units(*nodes: Node) -> list[Unit]:
    """The units of a page with these nodes."""
    (page,) = fragment(sample(*nodes)).pages
    return [*page.units]


def label(words: str, x: float, y: float) -> Tag:
    return Tag("P", (text(x, y, words),))


def test_a_fragment_travels_as_bytes() -> None:
    made = fragment(samples.everything())
    assert unpacked(packed(samples.everything())) == made
    assert packed(samples.everything()) == packed(samples.everything())


@pytest.mark.parametrize("sheet", PRINTED)
def test_every_content_is_in_one_unit_and_has_one_owner(sheet: str) -> None:
    for page in fragment(pages_of(sheet, "zuzana")).pages:
        contents = [content for unit in page.units for content in unit.contents]
        assert sorted(contents) == [*range(len(page.owners))]
        assert all(len(unit.parts) == len(unit.contents) + 1 for unit in page.units)
        kids = [-1 - kid for element in page.elements for kid in element.kids if kid < 0]
        assert sorted(kids) == sorted(contents)


def test_the_same_words_are_the_same_unit_on_everybodys_page() -> None:
    """Whatever was set before them: a unit that depended on it would never be shared."""
    one = units(label("one", 57, 100), label("all", 57, 200))
    bold = Tag("P", (text(57, 100, "two", samples.BOLD, 20),))
    other = units(bold, Artifact((Rect(50, 120, 9, 9, fill="accent"),)), label("all", 57, 200))
    assert one[-1].parts == other[-1].parts


def test_what_lies_on_a_shape_is_one_unit_with_it() -> None:
    disc = Artifact((Circle(100, 100, 8, fill="accent"),))
    number = label("1", 97, 104)
    assert len(units(disc, label("apart", 150, 104), number)) == 2
    assert len(units(disc, label("apart", 150, 104))) == 2
    arrow = Artifact((Polygon(((300, 300), (320, 310), (300, 320))),))
    assert len(units(arrow, label("over", 290, 312), label("under", 290, 400))) == 2


def test_a_shape_over_two_others_joins_them() -> None:
    squares = [Artifact((Rect(x, 100, 20, 20, fill="accent"),)) for x in (100, 200)]
    band = Artifact((Rect(90, 105, 200, 5, fill="paper"),))
    (joined,) = units(*squares, band)
    assert joined.parts[0].index(b" re") < joined.parts[0].rindex(b" re")


@pytest.mark.parametrize("wide", [(60, 200), (200, 60)])
def test_a_bar_of_ones_own_is_not_drawn_over_words_of_all(wide: tuple[float, float]) -> None:
    """The words are everybody's, and the bar below them is as long as somebody's answer."""
    much = [label(f"line {n}", 57, 300 + 16 * n) for n in range(20)]
    sheets = [
        sample(Artifact((Rect(57, 90, width, 20, fill="accent"),)), label("words of all", 60, 104), *much)
        for width in wide
    ]
    (made,) = bound(*((str(n), [sheet]) for n, sheet in enumerate([*sheets, *sheets])), duplex="none")
    assert not different(pictures(made), own_pictures([*sheets, *sheets]))


def test_characters_are_named_by_face() -> None:
    made = fragment(sample(label("ba", 57, 100), Tag("P", (text(57, 200, "ö", samples.SERIF),))))
    assert made.characters == {"PrepSans-Regular": "ab", "PrepSerif-Regular": "ö"}


def test_ink_outside_any_tag_is_a_bug() -> None:
    with pytest.raises(ValueError, match="outside any tag"):
        packed(sample(text(57, 100, "loose")))


def test_people_share_most_of_a_page() -> None:
    one, other = (fragment(pages_of("goals", name)).pages[0] for name in PEOPLE[:2])
    both = {unit.parts for unit in one.units} & {unit.parts for unit in other.units}
    assert len(both) > len(one.units) / 2
