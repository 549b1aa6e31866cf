"""Sheets for tests: the shipped ones for the example people, and small ones written in the test."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from prepsheet import sheets
from prepsheet.compose import compose
from prepsheet.document import Document
from prepsheet.library import Library
from prepsheet.profile import Profile, lens, load
from prepsheet.typeset import typeset
from prepsheet.typeset.pages import Pages
from prepsheet.typeset.setting import Mode

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = Library((ROOT,))
PEOPLE = tuple(sorted(path.stem for path in (ROOT / "content/examples").glob("*.yaml")))
NOBODY = "nobody"
WORKSHEETS = ("values", "skills", "goals", "intake")
PRINTED = (*WORKSHEETS, "cheat-sheet")
DAY = date(2026, 5, 13)

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, Paper] = ("a4", "letter")
MODES: tuple[Mode, Mode] = ("form", "paper")


@lru_cache
def person(name: str) -> Profile:
    """The profile of an example person; of `NOBODY`, one with nothing in it."""
    return Profile() if name == NOBODY else load(ROOT / f"content/examples/{name}.yaml")[0]


def document(sheet: str, profile: Profile, paper: Paper = "a4", **more: Any) -> Document:
    """The document of one sheet for one person; `more` is `library`, or options of the plan."""
    library = more.pop("library", LIBRARY)
    (planned,) = sheets.plan(profile, library, (sheet,), sheets.Options(DAY, paper=paper, **more))
    return compose(planned.prepared, planned.profile, planned.setting, lens.get, planned.extra)


@lru_cache
def document_of(sheet: str, name: str, paper: Paper = "a4", blank: bool = False) -> Document:
    """The document of a shipped sheet for an example person."""
    return document(sheet, person(name), paper, blank=blank)


@lru_cache
def pages_of(sheet: str, name: str, paper: Paper = "a4", mode: Mode = "form") -> Pages:
    """A shipped sheet for an example person, typeset."""
    return typeset(document_of(sheet, name, paper), mode=mode)
