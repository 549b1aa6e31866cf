"""What a plan settles: where each sheet comes from."""

from __future__ import annotations

import shutil
from pathlib import Path

from prepsheet import content, sheets
from prepsheet.document import Origin
from prepsheet.library import Library
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
    assert content.version(library, "en", "no-such-sheet") == ""
