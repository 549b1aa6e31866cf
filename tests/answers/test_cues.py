"""The four lines and the one sentence of the cheat sheet."""

from __future__ import annotations

import copy

from prepsheet.answers import Facts, cues, load, opening
from prepsheet.answers.cues import OPENING_CHARACTERS, fits
from prepsheet.library import Library, bundled_folder
from tests.answers.people import EMPTY, FULL, PARTIAL

SCRIPTS = load(Library((bundled_folder(),)))


def test_made_lines_fit_three_short_lines() -> None:
    for person in (FULL, PARTIAL):
        assert all(isinstance(beat.text, str) and fits(beat.text) for beat in cues(SCRIPTS, Facts(person)))


def test_where_nothing_is_known_a_line_is_empty_and_there_is_no_opening() -> None:
    found = cues(SCRIPTS, Facts(EMPTY))
    assert [(beat.label, beat.text) for beat in found] == [
        ("Now", "Forklift driver."), ("Next two years", ""), ("By year five", ""), ("Why here", "")
    ]  # fmt: skip
    assert opening(SCRIPTS, Facts(EMPTY)) == ""


def test_own_lines_win() -> None:
    data = copy.deepcopy(FULL)
    data["prep"]["answers"] = [
        {
            "question": "aspirations",
            "cues": {"far": "One home of my own."},
            "opening": "I want calm evenings.",
        }
    ]
    assert cues(SCRIPTS, Facts(data))[2].text == "One home of my own."
    assert cues(SCRIPTS, Facts(data))[3].text == "You train your own shift leads."
    assert opening(SCRIPTS, Facts(data)) == "I want calm evenings."


def test_the_opening_is_the_first_sentence_of_the_short_version_else_made_of_the_goal() -> None:
    data = copy.deepcopy(FULL)
    assert opening(SCRIPTS, Facts(data)).startswith("I want to be a shift lead in dementia care because")
    data["prep"]["answers"] = [
        {"question": "aspirations", "short": "I plan for calm at 5 p.m. daily. And more."}
    ]
    assert opening(SCRIPTS, Facts(data)) == "I plan for calm at 5 p.m. daily."
    data["prep"]["answers"][0]["short"] = "Very " * 60 + "long."
    assert 0 < len(opening(SCRIPTS, Facts(data))) <= OPENING_CHARACTERS


def test_what_fits_three_lines_of_twenty_one_characters() -> None:
    assert fits("Five years keeping lab samples moving.")
    assert not fits("One more word than these three short lines can possibly hold.")
    assert not fits("Donaudampfschifffahrtsgesellschaft")
