"""What fields can show: the everyday characters of every script that a sheet has on it."""

from __future__ import annotations

import pytest

from prepsheet.typeset.coverage import unprintable
from prepsheet.typeset.fallback import Fonts
from prepsheet.typeset.pages import Box, Page, Pages, SelectWidget, Tag, Text, TextWidget
from prepsheet.typeset.typed import everyday, typed
from prepsheet.writing.families import SCRIPTS
from tests.fonts import NAMES, needed

FIELD = TextWidget("a.b", "A", Box(0, 0, 100, 24), "", (), "PrepSans-Regular", 11)


def page(*words: str) -> Page:
    marks = tuple(Text(0, 0, each, "PrepSans-Regular", 11) for each in words)
    return Page(595, 842, (Tag("P", marks), Tag("Form", (FIELD,))))


@pytest.mark.parametrize(
    ("language", "has", "least"),
    [("zh", "国人，", 3700), ("zh-Hant", "國人，", 5400), ("ja", "さカ国、", 3000), ("ko", "김민수", 2350),
     ("ar", "محمد", 250), ("he", "דוד", 80), ("hi", "अनिता", 120), ("th", "สมชาย", 80)],
)  # fmt: skip
def test_everyday_characters(language: str, has: str, least: int) -> None:
    (script,) = (script for script in SCRIPTS if script.language == language)
    characters = everyday(script)
    assert set(has) <= set(characters)
    assert len(set(characters)) >= least


@pytest.mark.parametrize("script", NAMES)
def test_fields_take_the_script_of_what_is_on_the_page(script: str) -> None:
    needed(script)
    language = {"Japanese": "ja", "Korean": "ko"}.get(script, "")
    found = typed((page(NAMES[script]),), Fonts(language=language))
    assert set(NAMES[script]) - {" "} <= set("".join(each.characters for each in found))


def test_latin_greek_and_cyrillic_need_nothing_further() -> None:
    assert typed((page("Zuzana Křížková", "Ольга Ελένη"),), Fonts()) == ()


def test_a_page_without_fields_needs_nothing() -> None:
    needed("Thai")
    assert typed((Page(595, 842, page(NAMES["Thai"]).nodes[:1]),), Fonts()) == ()


def test_choices_in_another_script_can_be_shown() -> None:
    needed("Thai")
    font = "PrepSans-Regular"
    options = (("a", "ดี"), ("b", "\U0001f600"))
    choice = SelectWidget("a.b", "A", Box(0, 0, 100, 24), "", options, (), (), font, 11)
    made = Page(595, 842, (Tag("Form", (choice,)),))
    pages = Pages("", "en", "", "", "2026-05-13", (made,), typed=typed((made,), Fonts()))
    assert unprintable(pages) == ("\U0001f600",)
