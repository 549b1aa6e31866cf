"""What a screen reader announces of the shipped sheets: everything, once, with labels, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations, pairwise

import pytest

from prepsheet import pdf
from prepsheet.reading_order import Announced, Utterance, announced, dump
from prepsheet.typeset.pages import Node, Tag, Text
from tests.making import NOBODY, PEOPLE, PRINTED, WORKSHEETS, pages_of
from tests.pdf.reading import widgets

ROW = 36.0
"""Points by which a step to the right may lead up again: the height of a row, about."""

everybody = pytest.mark.parametrize("name", [*PEOPLE, NOBODY])
printed = pytest.mark.parametrize("sheet", PRINTED)
worksheets = pytest.mark.parametrize("sheet", WORKSHEETS)


@lru_cache
def made(sheet: str, name: str, flat: bool = False) -> bytes:
    return pdf.render(pages_of(sheet, name), interactive=not flat)


@lru_cache
def heard(sheet: str, name: str, flat: bool = False) -> Announced:
    return announced(made(sheet, name, flat), f"{sheet}.pdf")


def letters(*texts: str) -> str:
    return "".join("".join(text.split()) for text in texts)


def seen(nodes: tuple[Node, ...]) -> Iterator[str]:
    """The text of typeset pages that is no artifact and in no field, or what stands in for it."""
    for node in nodes:
        if isinstance(node, Tag) and node.alt and node.role not in ("Form", "Table"):
            yield node.alt
        elif isinstance(node, Tag):
            yield from seen(node.kids)
        elif isinstance(node, Text):
            yield node.text


def test_goals_as_they_are_announced(golden: Callable[[str, str], None]) -> None:
    golden("reading-order/goals.txt", dump(heard("goals", "zuzana")) + "\n")


def test_the_first_lines_of_the_values_table(golden: Callable[[str, str], None]) -> None:
    lines = dump(heard("values", "zuzana")).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("Table"))
    golden("reading-order/values-table.txt", "\n".join(lines[start : start + 34]) + "\n")


@printed
@everybody
def test_every_text_is_announced_once(name: str, sheet: str) -> None:
    document = heard(sheet, name)
    assert document.problems == ()
    on_paper = (text for page in pages_of(sheet, name).pages for text in seen(page.nodes))
    assert letters(*(each.text for each in document.utterances)) == letters(*on_paper)


@worksheets
@everybody
def test_every_field_is_announced_once_by_a_label_that_no_other_has(name: str, sheet: str) -> None:
    controls = [each.control for each in heard(sheet, name).utterances if each.control]
    assert len(controls) == len(widgets(made(sheet, name)))
    labels = Counter(control.label for control in controls)
    assert {label: count for label, count in labels.items() if count > 1 or not label.strip()} == {}


@worksheets
def test_a_flat_sheet_announces_the_same_as_the_one_to_fill_in(sheet: str) -> None:
    """But for a drop-down, which has nothing to drop down on paper."""
    fill, flat = (heard(sheet, "zuzana", flat) for flat in (False, True))
    assert flat.problems == ()
    assert [each.text for each in flat.utterances] == [each.text for each in fill.utterances]
    told = [
        [
            ("edit box" if c.kind == "drop-down" else c.kind, c.label, c.on, letters(c.value))
            for each in document.utterances
            if (c := each.control)
        ]
        for document in (fill, flat)
    ]
    assert told[0] == told[1]


@worksheets
@everybody
def test_it_goes_down_the_page_and_up_only_to_the_right_within_a_row(name: str, sheet: str) -> None:
    for page in by_page(heard(sheet, name)):
        for (x, y), (next_x, next_y) in pairwise(page):
            assert next_y <= y + 2 or (next_x > x and next_y <= y + ROW)


@printed
@everybody
def test_what_begins_at_the_same_margin_is_announced_from_top_to_bottom(name: str, sheet: str) -> None:
    for page in by_page(heard(sheet, name)):
        for (x, y), (other_x, other_y) in combinations(page, 2):
            assert abs(x - other_x) > 0.5 or other_y <= y


def by_page(document: Announced) -> list[list[tuple[float, float]]]:
    """Where on each page is what is announced, in order."""
    placed: list[tuple[Utterance, tuple[float, float]]] = [
        (each, each.at) for each in document.utterances if each.at
    ]
    return [[at for each, at in placed if each.page == page] for page in range(1, document.pages + 1)]
