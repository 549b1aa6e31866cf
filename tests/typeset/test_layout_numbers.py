"""The design's numbers on the shipped sheets, for every example person, paper and mode."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from prepsheet.typeset.fields import TRAY_EDGE
from prepsheet.typeset.pages import RadioWidget, Rect, SelectWidget, Text, TextWidget
from prepsheet.typeset.setting import PAPERS
from tests.making import MODES, NOBODY, PEOPLE, PRINTED, WORKSHEETS, pages_of
from tests.making import PAPERS as BOTH
from tests.typeset.building import LIVE
from tests.typeset.geometry import area, faults, leaves, marks, rules, texts, widgets

EVERYBODY = (*PEOPLE, NOBODY)
MEASURE = {sheet: 516 if sheet == "cheat-sheet" else 480 for sheet in PRINTED}

everybody = pytest.mark.parametrize("name", EVERYBODY)
sheets = pytest.mark.parametrize("sheet", PRINTED)
worksheets = pytest.mark.parametrize("sheet", WORKSHEETS)
papers = pytest.mark.parametrize("paper", BOTH)
modes = pytest.mark.parametrize("mode", MODES)


@everybody
@sheets
@papers
@modes
def test_nothing_leaves_its_room_or_covers_another(name: str, sheet: str, paper: Any, mode: Any) -> None:
    assert faults(pages_of(sheet, name, paper, mode), MEASURE[sheet]) == []


@everybody
@worksheets
@papers
def test_the_text_of_worksheets_stays_in_the_live_area(name: str, sheet: str, paper: Any) -> None:
    top, height = LIVE[paper]
    for page in pages_of(sheet, name, paper).pages:
        inside = [
            mark for mark in marks(page) if area(mark).top > 50 and area(mark).bottom < page.height - 52
        ]
        assert min(area(mark).top for mark in inside) >= top
        assert max(area(mark).bottom for mark in inside) <= top + height + 0.5


def lines(sheet: str, name: str, paper: Any) -> Counter[str]:
    return Counter(text.text for page in pages_of(sheet, name, paper).pages for text in texts(page))


@everybody
@worksheets
def test_lines_break_alike_on_both_papers(name: str, sheet: str) -> None:
    """Letter may have a lead of one line and fewer rows; what it has breaks as on A4."""
    a4, letter = lines(sheet, name, "a4"), lines(sheet, name, "letter")
    broken_anew = [text for text in letter - a4 if not any(line.startswith(text) for line in a4)]
    assert broken_anew == []
    if pages_of(sheet, name, "letter").dropped == ():
        assert sum((a4 - letter).values()) <= 2


@everybody
@sheets
@papers
@modes
def test_nothing_is_set_smaller_than_the_least_size(name: str, sheet: str, paper: Any, mode: Any) -> None:
    found = {text.size for page in pages_of(sheet, name, paper, mode).pages for text in texts(page)}
    assert min(found) >= 9


@everybody
@papers
def test_a_cheat_sheet_is_one_page_with_its_fold_kept_free(name: str, paper: Any) -> None:
    (page,) = pages_of("cheat-sheet", name, paper).pages
    half = PAPERS[paper][1] / 2
    crossing = [mark for mark in marks(page) if area(mark).top < half < area(mark).bottom]
    assert all(area(mark).right <= 30 or area(mark).left >= page.width - 30 for mark in crossing)
    below = [text for text in texts(page) if text.y > half]
    assert min(text.size for text in below) >= 10


@everybody
@papers
def test_the_opening_line_is_never_smaller_than_22(name: str, paper: Any) -> None:
    (page,) = pages_of("cheat-sheet", name, paper).pages
    opening = [text for text in texts(page) if text.font == "PrepSerif-SemiBold"]
    assert all(text.size >= 22 for text in opening)
    assert len({text.size for text in opening}) <= 1
    assert len(opening) <= 5
    assert all(" " in text.text.strip() for text in opening[-1:] if len(opening) > 1)


# Pitches


@everybody
@papers
def test_five_questions_are_58_apart(name: str, paper: Any) -> None:
    page = pages_of("goals", name, paper).pages[0]
    letters = [text for text in texts(page) if text.ink == "accent"]
    assert [text.text for text in letters] == [*"SMART"]
    gaps = {round(b.y - a.y, 3) for a, b in pairwise(letters)}
    grown = [
        w
        for w in widgets(page)
        if isinstance(w, TextWidget) and w.multiline and w.box.width < 400 and w.box.height > 48
    ]
    assert gaps == ({58} if paper == "a4" else gaps) or grown
    assert min(gaps) >= 54


@everybody
@papers
def test_matrix_rows_are_24_apart_with_figures_over_every_group(name: str, paper: Any) -> None:
    page = pages_of("values", name, paper).pages[0]
    rows = sorted({w.box.y for w in widgets(page) if isinstance(w, RadioWidget)})
    heads = sorted({text.y for text in texts(page) if text.text.strip() == "5" and text.size == 9})
    assert len(heads) == 4
    for row in rows:
        above = [head for head in heads if head < row]
        assert row - max(above) <= 24 * 6
    assert Counter(round(b - a) for a, b in pairwise(rows))[24] >= 12


@everybody
@worksheets
@papers
def test_trays_are_24_high_and_text_stands_8_above_their_rule(name: str, sheet: str, paper: Any) -> None:
    for page in pages_of(sheet, name, paper).pages:
        trays = [
            w for w in widgets(page) if isinstance(w, TextWidget) and not w.multiline and w.box.width != 30
        ]
        assert {widget.box.height for widget in trays} <= {24}
        stands = {round(w.box.y + w.box.height - line.y, 2) for w in trays for line in w.lines}
        assert stands <= {8}


@everybody
@worksheets
@papers
@modes
def test_boxes_are_as_high_as_whole_write_lines(name: str, sheet: str, paper: Any, mode: Any) -> None:
    for page in pages_of(sheet, name, paper, mode).pages:
        boxes = [
            mark for mark in marks(page) if isinstance(mark, Rect) and mark.weight == 0.6 and mark.width > 30
        ]
        assert all(box.height % 24 == 0 for box in boxes)


@everybody
@worksheets
@papers
def test_no_tray_is_narrower_than_60(name: str, sheet: str, paper: Any) -> None:
    for page in pages_of(sheet, name, paper).pages:
        trays = [
            w
            for w in widgets(page)
            if isinstance(w, TextWidget) and w.box.width != 30 and w.kind.name != "number"
        ]
        assert min((w.box.width for w in trays), default=70) >= 60 - 2 * TRAY_EDGE


# Screen and paper


@everybody
@sheets
@papers
def test_paper_has_rules_to_write_on_and_no_widgets(name: str, sheet: str, paper: Any) -> None:
    for page in pages_of(sheet, name, paper, "paper").pages:
        assert widgets(page) == []
    if sheet == "goals":
        assert any(
            rule.dotted for page in pages_of(sheet, name, paper, "paper").pages for rule in rules(page)
        )


@everybody
@worksheets
@papers
def test_screens_have_widgets_and_no_rules_to_write_on(name: str, sheet: str, paper: Any) -> None:
    pages = pages_of(sheet, name, paper, "form").pages
    assert all(widgets(page) for page in pages)
    assert not any(rule.dotted for page in pages for rule in rules(page))


@everybody
@sheets
@papers
def test_every_field_is_there_once(name: str, sheet: str, paper: Any) -> None:
    pages = pages_of(sheet, name, paper, "form").pages
    buttons = [w for page in pages for w in widgets(page) if isinstance(w, RadioWidget)]
    others = [w.name for page in pages for w in widgets(page) if not isinstance(w, RadioWidget)]
    assert [widget for widget, count in Counter(others).items() if count > 1] == []
    assert {w.name for w in buttons}.isdisjoint(others)
    states = Counter((w.name, w.state) for w in buttons)
    assert set(states.values()) <= {1}
    assert all(sum(w.on for w in buttons if w.name == group) <= 1 for group in {w.name for w in buttons})


@everybody
@worksheets
@papers
def test_screen_and_paper_say_the_same(name: str, sheet: str, paper: Any) -> None:
    """But for a drop-down, which on paper has all its options in sight."""
    form, pen = (pages_of(sheet, name, paper, mode) for mode in MODES)
    selects = [w for page in form.pages for w in widgets(page) if isinstance(w, SelectWidget)]
    shown = {line for widget in selects for line in widget.lines}
    options = {label for widget in selects for _, label in widget.options}
    said = [text for page in form.pages for text in texts(page) if text not in shown]
    written = [text for page in pen.pages for text in texts(page) if text.text.rstrip() not in options]
    words = [text.text for text in said]
    if below := {text.text for text in written if "·" in text.text} - {*words}:
        assert words == [text.text for text in written if text.text not in below]  # the rest stands lower
    else:
        assert said == written


# Ink


@everybody
@sheets
def test_text_under_20_points_is_black(name: str, sheet: str) -> None:
    for page in pages_of(sheet, name).pages:
        discs = [leaf for leaf in leaves(page.nodes) if isinstance(leaf, Text) and leaf.ink == "paper"]
        assert all(len(text.text) <= 2 and text.size <= 10.5 for text in discs)
        assert all(text.size >= 20 for text in texts(page) if text.ink == "accent")
