"""How a person's notes become parts of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepsheet.answers.english import (
    FORMS,
    article,
    gerund,
    is_clause,
    is_thing,
    listed,
    lower_title,
    number,
    span,
    tidy,
    upper_first,
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("nurse", "a"), ("orthodontic nurse", "an"), ("hour", "an"), ("hourly post", "an"),
        ("honest job", "an"),
        ("honorary post", "an"), ("heir", "an"), ("honey farmer", "a"), ("European role", "a"), ("MBA", "an"),
        ("HR manager", "an"), ("UX designer", "a"), ("NHS trust", "an"), ("IT technician", "an"), ("PA", "a"),
        ("HGV driver", "an"), ("STEM teacher", "a"), ("MSc student", "an"), ("PhD student", "a"),
        ("8-year plan", "an"), ("80-bed ward", "an"), ("11-plus tutor", "an"), ("18-tonne driver", "an"),
        ("1-year course", "a"), ("110-seat café", "a"), ("11,000-seat ground", "an"),
        ("X-ray technician", "an"),
        ("A-level tutor", "an"), ("one-off", "a"), ("university", "a"), ("uniform", "a"), ("usher", "an"),
        ("user", "a"), ("utility worker", "a"), ("umpire", "an"), ("uninsured driver", "an"),
        ("urologist", "a"),
        ("urban planner", "an"), ("ewe", "a"), ("“editor”", "an"), ("élan", "a"),
    ],
)  # fmt: skip
def test_the_article_follows_the_sound(phrase: str, expected: str) -> None:
    assert article(phrase) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Project Coordinator", "project coordinator"),
        ("HR Manager", "HR manager"),
        ("IT Support Technician", "IT support technician"),
        ("Senior Java Developer", "senior Java developer"),
        ("Teacher of French", "teacher of French"),
        ("SENIOR NURSE", "senior nurse"),
        ("PhD Student", "PhD student"),
        ("Vice-President, Europe", "vice-president, Europe"),
        ("Éducateur Spécialisé", "éducateur spécialisé"),
        ("Year 6 Teacher", "year 6 teacher"),
        ("C++ Developer", "C++ developer"),
    ],
)
def test_a_title_inside_a_sentence_keeps_names_and_acronyms(title: str, expected: str) -> None:
    assert lower_title(title) == expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("a_job", "Electrician", "an electrician"),
        ("a_job", "the Head Chef", "the head chef"),
        ("a_job", "Head of Operations", "head of operations"),
        ("a_job", "running my own café", "running my own café"),
        ("a_job", "Training Manager", "a training manager"),
        ("when", "2028-06", "by June 2028"),
        ("when", "2031", "by 2031"),
        ("when", "2028-06-05", "by 5 June 2028"),
        ("when", "2028-13", "by 2028-13"),
        ("when", "After my apprenticeship", "after my apprenticeship"),
        ("when", "the end of 2030", "by the end of 2030"),
        ("date", "2027-03", "March 2027"),
        ("verb", "Finish the course", "finish the course"),
        ("verb", "Pass German B2", "pass German B2"),
        ("verb", "I will finish the course", "finish the course"),
        ("verb", "evening class in SQL", "do an evening class in SQL"),
        ("verb", "the night course", "do the night course"),
        ("verb", "three shifts on ward 4", ""),
        ("act", "Halve night falls", "halve night falls"),
        ("act", "Six more boats", ""),
        ("doing", "Finish the course", "finishing the course"),
        ("doing", "running a stall", "running a stall"),
        ("want", "Run one ferry line", "to run one ferry line"),
        ("want", "I want to run one ferry line", "to run one ferry line"),
        ("want", "One ticket for all", "one ticket for all"),
        ("want", "I am a plumber", ""),
        ("past", "I listed every hand-off", "listed every hand-off"),
        ("past", "late tasks", ""),
        ("deed", "Rebuilt the rota", "I rebuilt the rota"),
        ("deed", "Lost trips fell by half", "lost trips fell by half"),
        ("deed", "Lost trips down from 4.1 % to 0.9 %", "lost trips down from 4.1 % to 0.9 %"),
        (
            "deed",
            "Brought late samples down from 14 % to 5 %",
            "I brought late samples down from 14 % to 5 %",
        ),
        ("deed", "Increased footfall by 10 %", "I increased footfall by 10 %"),
        ("deed", "We launched on the day", "we launched on the day"),
        ("clause", "because you train people", "you train people"),
        ("clause", "the reader panel", ""),
        ("thing", "The reader panel", "the reader panel"),
        ("thing", "each fitter stays with one apprentice", ""),
        ("phrase", "I like quiet", "I like quiet"),
        ("phrase", "Elm Street trains its own staff", "Elm Street trains its own staff"),
        ("phrase", "SQL first", "SQL first"),
        ("gist", "Run one line: its people and its budget", "Run one line"),
        ("gist", "They train leads, and they keep them", "They train leads"),
    ],
)
def test_forms(form: str, text: str, expected: str) -> None:
    assert FORMS[form](text, ()) == expected


def test_a_name_keeps_its_capital_inside_a_sentence() -> None:
    assert FORMS["phrase"]("Brightline paid for it", ("Brightline",)) == "Brightline paid for it"
    assert FORMS["phrase"]("Brightly lit rooms", ("Brightline",)) == "brightly lit rooms"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
        (["salt and oil", "bread"], "salt and oil, and bread"), (["a, b", "c"], "a, b; and c"),
    ],
)  # fmt: skip
def test_lists(items: list[str], expected: str) -> None:
    assert listed(items) == expected


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (0, ""), (-4, ""), (1, "a month"), (8, "eight months"), (11, "nearly a year"), (12, "a year"),
        (17, "over a year"), (21, "nearly two years"), (51, "four years"), (58, "nearly five years"),
        (300, "twenty-five years"),
    ],
)  # fmt: skip
def test_time_served_is_said_as_people_say_it(months: int, expected: str) -> None:
    assert span(months) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("run", "running"), ("take a course", "taking a course"), ("be there", "being there"), 
        ("see", "seeing"),
        ("lead", "leading"), ("shadow", "shadowing"), ("begin", "beginning"), ("visit", "visiting"),
        ("quit", "quitting"), ("tie", "tying"), ("pass", "passing"), ("fix", "fixing"), ("plan", "planning"),
    ],
)  # fmt: skip
def test_the_ing_form(phrase: str, expected: str) -> None:
    assert gerund(phrase) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two\n lines. ", "two lines"), ("What now?", "What now?"), ("Acme Inc.", "Acme Inc."),
        ("until 5 p.m.", "until 5 p.m."), ("done...", "done"), ("...", ""),
    ],
)  # fmt: skip
def test_tidy_takes_the_stop_but_not_the_sense(text: str, expected: str) -> None:
    assert tidy(text) == expected


def test_a_clause_and_a_thing_are_told_apart_only_when_sure() -> None:
    assert is_clause("your boats will only be as good as the crews")
    assert not is_clause("the panel that is new")
    assert is_thing("two orthodontists and a training budget")
    assert not is_thing("your clinic trains its own staff") and not is_clause(
        "your clinic trains its own staff"
    )


def test_numbers_and_capitals() -> None:
    assert [number(count) for count in (0, 13, 20, 75, 100)] == [
        "zero",
        "thirteen",
        "twenty",
        "seventy-five",
        "100",
    ]
    assert upper_first("eBay sells") == "eBay sells"
    assert upper_first("by June") == "By June"


@given(st.text(max_size=60).map(tidy).filter(bool), st.sampled_from(sorted(FORMS)))
def test_no_form_fails_or_doubles_a_space(text: str, form: str) -> None:
    assert "  " not in FORMS[form](text, ("Ann",))
