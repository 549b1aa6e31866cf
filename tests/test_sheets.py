"""What a plan settles: where each sheet comes from, and what there is to say about it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from prepsheet import content, sheets
from prepsheet.document import Origin
from prepsheet.library import Library
from prepsheet.pdf.fragments import unpacked
from prepsheet.problems import InputError
from prepsheet.profile import Profile
from prepsheet.profile.prep import Answer, Prep, Print
from prepsheet.profile.resume import Basics
from prepsheet.profile.targets import Company, Target
from tests.docx.parts import anchored, has_comments
from tests.making import DAY, LIBRARY, NOBODY, ROOT, person


def origin(sheet: str, profile: Profile, library: Library = LIBRARY, blank: bool = False) -> Origin:
    (planned,) = sheets.plan(profile, library, (sheet,), sheets.Options(DAY, blank=blank))
    return planned.origin


def test_a_sheet_knows_its_person_its_job_and_its_answer() -> None:
    made = origin("answer-draft", person("zuzana"))
    assert (made.sheet, made.language, made.target) == ("answer-draft", "en", "havnlys")
    assert made.structure == "here-to-there"
    assert made.person
    assert made.person != origin("answer-draft", person("eleni")).person


def test_a_blank_sheet_is_nobodys() -> None:
    assert origin("goals", person("zuzana"), blank=True).person == ""
    assert origin("goals", person(NOBODY)).target == ""


def test_the_version_changes_with_the_words_and_with_nothing_else(tmp_path: Path) -> None:
    words = tmp_path / "content/en/sheets/goals.yaml"
    words.parent.mkdir(parents=True)
    shutil.copy(ROOT / "content/en/sheets/goals.yaml", words)
    library = Library((tmp_path, ROOT))
    before = origin("goals", person("zuzana"))
    assert origin("goals", person("eleni"), library).version == before.version
    words.write_text(words.read_text("utf-8").replace("Start rough.", "Begin rough."), "utf-8")
    assert origin("goals", person("zuzana"), library).version != before.version
    assert origin("values", person("zuzana"), library).version != before.version
    assert content.version(library, "en", "no-such-sheet") == ""


def goes_for_two(**answer: Any) -> Profile:
    """Somebody who goes for two jobs, and has one answer for both."""
    targets = (Target(id="a", company=Company(name="Arve Tak")), Target(id="b", company=Company(name="Berg")))
    own = Answer(question="aspirations", **answer)
    return Profile(basics=Basics(name="Ida"), prep=Prep(targets=targets, answers=(own,)))


def rendered(sheet: str, profile: Profile, target: str = "", **options: Any) -> sheets.Rendered:
    (planned,) = sheets.plan(profile, LIBRARY, (sheet,), sheets.Options(DAY, target, **options))
    return sheets.render(planned)


def test_a_sheet_is_made_whatever_is_wrong_with_another(tmp_path: Path) -> None:
    broken = tmp_path / "content/en/sheets/values.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("name: [", "utf-8")
    library = Library((tmp_path, ROOT))
    assert origin("goals", person("zuzana"), library).sheet == "goals"
    with pytest.raises(InputError):
        origin("values", person("zuzana"), library)


def test_a_draft_that_names_another_employer_says_so_on_the_name_and_to_whoever_makes_it() -> None:
    profile = goes_for_two(text="I lay roofs.\n\nI would lay them best at Berg.", short="Roofs.")
    made = rendered("answer-draft", profile, "a")
    (comment,) = [said for words, said in anchored(made.data) if words == "Berg"]
    assert comment.startswith("“Berg” is another employer; this answer is for Arve Tak.")
    (problem,) = [one for one in made.problems if one.code == "wrong-employer"]
    assert (problem.severity, str(problem.place)) == ("warning", "answers.aspirations")
    assert not [one for one in rendered("answer-draft", profile, "b").problems if one.severity == "warning"]


def test_it_is_told_of_a_cheat_sheet_too() -> None:
    made = rendered("cheat-sheet", goes_for_two(opening="I want to lay roofs at Berg.", text="Roofs."), "a")
    assert [one.code for one in made.problems if one.severity == "warning"] == ["wrong-employer"]


@pytest.mark.parametrize(("lang", "told"), [("de-AT", ["no-language"]), ("en-GB", []), ("", [])])
def test_sheets_that_are_in_another_language_than_asked_for_say_so(lang: str, told: list[str]) -> None:
    made = rendered("goals", Profile(prep=Prep(print=Print(lang=lang))))
    assert [one.code for one in made.problems] == told


ON_A_ROSTER = Profile(basics=Basics(name="Ida"), prep=Prep(stage="entry", print=Print(paper="letter")))


@pytest.mark.parametrize(
    ("profile", "options"), [(person("zuzana"), {"blank": True}), (Profile(), {}), (ON_A_ROSTER, {})]
)
def test_a_sheet_to_fill_in_is_not_judged(profile: Profile, options: dict[str, Any]) -> None:
    made = rendered("answer-draft", profile, **options)
    assert made.problems == ()
    assert not has_comments(made.data)


def test_a_sheet_is_rendered_for_a_print_file_only_if_asked() -> None:
    planned = sheets.plan(person("zuzana"), LIBRARY, ("goals", "answer-draft"), sheets.Options(DAY))
    goals, draft = (sheets.render(sheet, printing=True) for sheet in planned)
    assert unpacked(goals.fragment).sheet == "goals"
    assert len(unpacked(goals.fragment).pages) == goals.pages == 2
    assert draft.fragment == b""
    plain = sheets.render(planned[0])
    assert (plain.data, plain.fragment) == (goals.data, b"")


def test_a_sheet_only_for_a_print_file_is_the_same_there_and_no_file() -> None:
    planned = sheets.plan(person("zuzana"), LIBRARY, ("goals", "answer-draft"), sheets.Options(DAY))
    for sheet in planned:
        both = sheets.render(sheet, printing=True)
        alone = sheets.render(sheet, file=False, printing=True)
        assert alone == replace(both, data=b"")


def test_a_blank_side_has_the_words_of_its_language(tmp_path: Path) -> None:
    assert content.blank_side(LIBRARY, "en") == "This page is intentionally blank"
    common = tmp_path / "content/ar/common.yaml"
    common.parent.mkdir(parents=True)
    common.write_text("language: ar\n", "utf-8")
    assert content.blank_side(Library((tmp_path, ROOT)), "ar") == ""
