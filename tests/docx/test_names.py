"""Names stay within Word's limits, and different paths have different names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepsheet.docx import names

PATHS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=90)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(PATHS, st.text(max_size=90))
def test_limits(path: str, label: str) -> None:
    assert units(names.tag(path)) <= 64
    assert units(names.title(label, path)) <= 64
    assert re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", names.bookmark(path, "s"))
    assert 1 <= names.control_id(names.tag(path)) < 2**31


@given(st.lists(PATHS, min_size=2, max_size=2, unique=True))
def test_different_paths_have_different_names(paths: list[str]) -> None:
    one, two = paths
    assert names.tag(one) != names.tag(two)
    assert names.bookmark(one, "s").lower() != names.bookmark(two, "s").lower()


@pytest.mark.parametrize(
    ("one", "two"), [("goals.near", "goals-near"), ("work.1.startDate", "work.1.startdate"), ("a.b", "a_b")]
)
def test_likely_mix_ups_have_different_bookmarks(one: str, two: str) -> None:
    assert names.bookmark(one, "s").lower() != names.bookmark(two, "s").lower()


def test_names_are_readable() -> None:
    assert names.bookmark("goals.near.role", "s") == "pp_goals_near_role_s"
    assert names.bookmark("answers.career-aspirations.full", "e").startswith("pp_answers_career_")
    assert names.tag("goals.near.role") == "prep:goals.near.role"
    assert names.title("The\n answer", "goals.near.role") == "The answer [goals.near.role]"


def test_a_long_title_gives_way_to_the_path() -> None:
    question = "What would you like to be doing in five years from today?"
    title = names.title(question, "answers.aspirations.full")
    assert title == "What would you like to be doing in fi [answers.aspirations.full]"
