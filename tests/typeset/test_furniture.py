"""What stands around the text: who, which sheet, which page, and where to fold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepsheet.document import Furniture, Heading, Paragraph, Run
from prepsheet.problems import FitError
from prepsheet.typeset import typeset
from prepsheet.typeset.fields import TRAY_EDGE
from prepsheet.typeset.pages import Artifact, Page, Polygon, Rect, Text
from prepsheet.typeset.setting import PAPERS
from tests.typeset.building import LIVE, X, document, set_page
from tests.typeset.geometry import area, faults, leaves, marks, rules, texts, widgets

SERIES = ("Values", "Skills", "Goals", "Company", "Stories", "Journal")
TITLE = Heading(level=1, text="What matters to me at work", max_width=325)
LEAD = Paragraph(
    style="lead", text="Mark every line twice, then look at the widest gaps. " * 2, max_width=398
)
NAMES = st.text("abcdefg hijk Řžý-", max_size=120)


def page_of(**told: Any) -> Page:
    """A page with a title and a lead and this furniture, without faults."""
    return set_page(TITLE, LEAD, furniture=Furniture(**told))


def refused(**told: Any) -> str:
    with pytest.raises(FitError) as caught:
        typeset(document(TITLE, furniture=Furniture(**told)))
    (problem,) = caught.value.problems
    return problem.message


def beside(page: Page) -> list[Text]:
    """Lines right of the title."""
    return [text for text in texts(page) if text.x > X + 325 and 50 < text.y < 100]


def test_the_navigator_names_six_sheets_and_marks_the_present_one() -> None:
    page = page_of(navigator=SERIES, current=3)
    shown = texts(page)[:6]
    assert [text.text.split("\u00a0\u00a0") for text in shown] == [
        [str(n), name] for n, name in enumerate(SERIES, 1)
    ]
    assert [text.x - X for text in shown] == [82.0 * n for n in range(6)]
    assert [n for n, text in enumerate(shown, 1) if "Bold" in text.font] == [3]
    (bar,) = (mark for mark in marks(page) if isinstance(mark, Rect))
    assert (bar.x - X, bar.width, bar.height, bar.fill) == (164, 70, 4, "accent")
    row = [area(bar), *(area(text) for text in shown)]
    assert min(its.top for its in row) >= 24
    assert max(its.bottom for its in row) <= 44


def test_a_seventh_sheet_or_a_long_name_is_an_error() -> None:
    assert "navigator" in refused(navigator=(*SERIES, "More"))
    assert "characters, at most" in refused(navigator=("Everything that matters",))


def test_whose_sheet_it_is_stands_flush_right() -> None:
    name, day = beside(page_of(owner="Zuzana Křížková", owner_note="13 May 2026"))
    assert (name.size, day.size) == (11, 10)
    assert [area(text).right for text in (name, day)] == pytest.approx([X + 480, X + 480])


@given(NAMES)
def test_a_name_is_whole_and_clear_of_the_title_or_refused(name: str) -> None:
    made = document(TITLE, LEAD, furniture=Furniture(owner=name, owner_note="13 September 2026"))
    try:
        pages = typeset(made)
    except FitError as failure:
        assert len(name) > 45
        assert failure.problems[0].message.startswith(f"basics.name: {len(name)} characters, at most")
        return
    assert faults(pages, 480) == []
    shown = "".join(text.text for text in beside(pages.pages[0])).replace(" ", "")
    assert shown == (name + "13 September 2026" * bool(name)).replace(" ", "")


def test_room_for_a_name_where_it_is_not_known() -> None:
    page = page_of(owner_label="Name")
    assert [widget.name for widget in widgets(page)] == ["basics.name"]
    assert widgets(page)[0].box.x + widgets(page)[0].box.width + TRAY_EDGE == pytest.approx(X + 480)
    assert page_of(owner_label="Name", owner="Ada").nodes != page.nodes
    assert widgets(page_of(owner_label="Name", owner="Ada")) == []


def test_the_footer_stands_28_to_40_from_the_edge() -> None:
    page = page_of(
        footer_left="Ada, Values, page 1 of 2",
        footer_middle="Office",
        footer_right="Turn over",
        continues=True,
    )
    left, office, turn = sorted((text for text in texts(page) if text.y > 790), key=lambda text: text.x)
    assert (left.text, office.text, turn.text) == ("Ada, Values, page 1 of 2", "Office", "Turn over")
    assert {text.size for text in (left, office, turn)} == {9}
    assert all(
        841.89 - 40 <= area(text).top <= area(text).bottom <= 841.89 - 28 for text in (left, office, turn)
    )
    assert (area(office).left + area(office).right) / 2 == pytest.approx(595.28 / 2)
    (arrow,) = (mark for mark in marks(page) if isinstance(mark, Polygon))
    its = area(arrow)
    assert (its.right - its.left, its.bottom - its.top) == (5, 7)
    assert its.right == pytest.approx(X + 480)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@given(left=NAMES, middle=NAMES, right=st.text("turn over", max_size=40), continues=st.booleans())
def test_the_footer_never_overlaps_or_cuts(
    paper: Any, left: str, middle: str, right: str, continues: bool
) -> None:
    told = Furniture(footer_left=left, footer_middle=middle, footer_right=right, continues=continues)
    try:
        pages = typeset(document(furniture=told, paper=paper))
    except FitError:
        assert len(left) + len(middle) > 90
        return
    assert faults(pages, 480) == []
    (page,) = pages.pages
    assert sorted("".join(text.text for text in texts(page)).replace(" ", "")) == sorted(
        (left + middle + right).replace(" ", "")
    )
    foot = PAPERS[paper][1] - 28
    assert all(sum(LIVE[paper]) <= area(text).top and area(text).bottom <= foot for text in texts(page))


def test_running_feet_are_passed_over_and_what_comes_next_is_read() -> None:
    page = page_of(footer_left="Ada, Values", footer_right="Turn over", continues=True)
    feet = [node for node in page.nodes if isinstance(node, Artifact) and node.kind == "footer"]
    passed = [mark.text for foot in feet for mark in foot.marks if isinstance(mark, Text)]
    read = [
        leaf.text
        for node in page.nodes
        if node not in feet
        for leaf in leaves((node,))
        if isinstance(leaf, Text)
    ]
    assert "Ada, Values" in passed
    assert "Turn over" in read


# The strip of a cheat sheet


def strip(left: str, right: str, paper: Any = "a4") -> Any:
    told = Furniture(strip_left=(Run(left, "strong"),), strip_right=(Run(right, "strong"),) if right else "")
    return typeset(document(furniture=told, paper=paper))


def test_the_strip_has_both_halves_on_a_line_if_they_fit() -> None:
    left, right = texts(strip("Norskeferje, operations lead", "Thu 14 May, 10:30, Bergen").pages[0])
    assert left.y == right.y
    assert area(right).right == pytest.approx(X + 480)


@given(NAMES, NAMES)
def test_the_strip_is_whole_and_ends_above_the_text(left: str, right: str) -> None:
    try:
        pages = strip(left, right, "letter")
    except FitError as failure:
        assert len(left) + len(right) > 120
        assert "the line at the top" in failure.problems[0].message
        return
    assert faults(pages, 480) == []
    (page,) = pages.pages
    said = (left + right) if left.strip() else ""
    assert "".join(text.text for text in texts(page)).replace(" ", "") == said.replace(" ", "")
    assert all(text.size >= 10 for text in texts(page))
    assert all(rule.y1 <= 66 for rule in rules(page))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_fold_is_at_exactly_half_the_height(paper: Any) -> None:
    page = set_page(furniture=Furniture(fold="fold"), paper=paper)
    width, height = PAPERS[paper]
    ticks = rules(page)
    assert {(tick.y1, tick.y2) for tick in ticks} == {(height / 2, height / 2)}
    assert [(tick.x1, tick.x2) for tick in ticks] == [(18, 30), (width - 30, width - 18)]
    (word,) = texts(page)
    assert (word.text, word.size) == ("fold", 9)


def test_nothing_around_the_text_is_possible() -> None:
    assert set_page().nodes == ()
