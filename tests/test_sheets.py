"""What a plan settles: where each sheet comes from."""

from __future__ import annotations

import shutil
from pathlib import Path

from prepsheet import sheets
from prepsheet.document import Origin
from prepsheet.library import Library
from prepsheet.pdf.fragments import unpacked
from prepsheet.profile import Profile
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
    assert sheets.version(library, "en", "no-such-sheet") == ""


def test_a_sheet_is_rendered_for_a_print_file_only_if_asked() -> None:
    planned = sheets.plan(person("zuzana"), LIBRARY, ("goals", "answer-draft"), sheets.Options(DAY))
    goals, draft = (sheets.render(sheet, printing=True) for sheet in planned)
    assert unpacked(goals.fragment).sheet == "goals"
    assert len(unpacked(goals.fragment).pages) == goals.pages == 2
    assert draft.fragment == b""
    plain = sheets.render(planned[0])
    assert (plain.data, plain.fragment) == (goals.data, b"")


def test_a_blank_side_has_the_words_of_its_language(tmp_path: Path) -> None:
    assert sheets.blank_side(LIBRARY) == "This page is intentionally blank"
    common = tmp_path / "content/ar/common.yaml"
    common.parent.mkdir(parents=True)
    common.write_text("language: ar\n", "utf-8")
    assert sheets.blank_side(Library((tmp_path, ROOT)), "ar") == ""
