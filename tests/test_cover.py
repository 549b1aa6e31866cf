"""The page in front of a person's sheets."""

from __future__ import annotations

from typing import Any

import pytest

from prepsheet import sheets
from prepsheet.reading_order import announced
from prepsheet.sheets import PRESETS, Rendered
from tests.making import DAY, LIBRARY, NOBODY, PAPERS, PEOPLE, Paper, person
from tests.pdf.validators import assert_valid


def cover(name: str, *others: str, **options: Any) -> Rendered:
    """The cover of an example person's sheets, of which these are the others."""
    planned = sheets.plan(person(name), LIBRARY, ("cover", *others), sheets.Options(DAY, **options))
    return sheets.render(planned[0])


def spoken(made: Rendered) -> list[str]:
    return [utterance.words for utterance in announced(made.data, "cover.pdf").utterances]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", [*PEOPLE, NOBODY])
def test_it_is_one_valid_page(name: str, paper: Paper) -> None:
    made = cover(name, "values", "skills", "goals", "cheat-sheet", paper=paper)
    assert (made.pages, made.problems) == (1, ())
    assert_valid(made.data)


@pytest.mark.parametrize("preset", PRESETS)
def test_it_is_set_for_every_reader(preset: Any) -> None:
    assert_valid(cover("zuzana", "goals", preset=preset).data)


def test_it_says_whose_the_sheets_are_and_which_are_printed() -> None:
    said = spoken(cover("zuzana", "values", "answer-draft", "goals"))
    assert any("Zuzana Křížková" in line for line in said)
    (start,) = [n for n, line in enumerate(said) if "In this set" in line]
    found = " ".join(said[start:])
    assert "Values" in found and "Goals" in found and "Answer draft" not in found
    assert "Questions about any of it: Lipová Careers Service" in found


def test_without_a_name_it_is_anybodys() -> None:
    assert any("Yours to fill in" in line for line in spoken(cover("zuzana", "values", blank=True)))
