"""What pages have in common is found, whatever else is on them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from prepsheet.pdf.fragments import Unit
from prepsheet.pdf.layers import KEPT, Layer, Layers

PLACE = ("goals", 0)
PRINTED = [Unit((b"printed %02d " % n * 20,), ()) for n in range(30)]
MOVED = [Unit((b"moved %02d   " % n * 20,), ()) for n in range(20)]
"""What stands where in a page that a long answer has made longer."""


def ticks(choice: random.Random) -> list[Unit]:
    """Ten ratings, each one of five."""
    return [Unit((b"tick %d at %d" % (row, choice.randrange(5)) * 4,), ()) for row in range(10)]


def layers_of(pages: Sequence[list[Unit]]) -> list[Layer]:
    """The common layers of the pages, as they come."""
    layers = Layers()
    return [layers.common(PLACE, page) for page in pages]


def test_a_layer_has_nothing_that_its_page_has_not() -> None:
    pages = [[*PRINTED, *ticks(random.Random(n))] for n in range(200)]
    for page, layer in zip(pages, layers_of(pages), strict=True):
        assert {unit.parts for unit in layer.units} <= {unit.parts for unit in page}


def test_ticks_that_happen_to_agree_do_not_make_ever_new_layers() -> None:
    found = layers_of([[*PRINTED, *ticks(random.Random(n))] for n in range(400)])
    assert len({*map(id, found)}) < 12
    assert all(len(layer.units) >= len(PRINTED) for layer in found[1:])


def test_pages_that_part_ways_have_layers_of_their_own() -> None:
    choice = random.Random(7)
    longer = [*PRINTED[:10], *MOVED]
    pages = [[*(longer if choice.random() < 0.3 else PRINTED), *ticks(choice)] for _ in range(200)]
    for page, layer in zip(pages[50:], layers_of(pages)[50:], strict=True):
        assert len(layer.units) >= len(page) - 10


def test_a_page_like_no_other_leaves_the_layers_of_the_rest_alone() -> None:
    pages = [[*PRINTED, *ticks(random.Random(n))] for n in range(100)]
    odd = [Unit((b"odd %d" % n * 30,), ()) for n in range(40)]
    found = layers_of([*pages[:50], odd, *pages[50:]])
    assert found[50].units == ()
    assert {*map(id, found[51:])} <= {*map(id, found[10:50])}


def test_pages_all_alike_are_one_layer() -> None:
    first, *rest = layers_of([PRINTED] * 5)
    assert first.units == ()
    assert {*map(id, rest)} == {id(rest[0])} and [*rest[0].units] == PRINTED


def test_what_a_page_draws_twice_is_in_a_layer_once() -> None:
    found = layers_of([[*PRINTED, Unit(PRINTED[0].parts, ())]] * 3)
    assert [*found[-1].units] == PRINTED


def test_no_more_is_remembered_than_is_of_use() -> None:
    layers = Layers()
    for n in range(50):
        layers.common(PLACE, [Unit((b"%d" % n,), ())])
    assert len(layers._known[PLACE]) == KEPT
