"""Drafts of people who write in other scripts: in words of their own language, and in English ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from prepsheet.library import Library
from prepsheet.profile import Profile, load
from prepsheet.profile.prep import Answer
from prepsheet.sheets import Options, plan, render
from tests.making import DAY, LIBRARY, ROOT

FOLDER = ROOT / "tests/data/scripts"
THEIR_WORDS = Library((FOLDER, ROOT))
PEOPLE = {"salma": "Arabic", "tamar": "Hebrew", "sakura": "Japanese"}
"""People, and the scripts that they write in."""

MIXED = st.text(
    "aZ é\u0301 5٣५.,!?()\t\n“…” \u200e\u200f\u200d דוד לוי مُحَمَّد 山田さん。「」김민수 ค่ะ अनिता", max_size=60
)
"""Letters of many scripts, and signs that may go with any: a run ends at almost each."""


@lru_cache
def profile(name: str) -> Profile:
    """The profile of one of them."""
    return load(FOLDER / f"{name}.yaml")[0]


@lru_cache
def draft(name: str, **options: Any) -> bytes:
    """The draft of one of them in words of their own language."""
    return _made(profile(name), THEIR_WORDS, **options)


@lru_cache
def english(name: str, text: str = "") -> bytes:
    """The draft of one of them in English words, around an answer of their own if there is a text."""
    person = profile(name)
    if text:
        answer = Answer(question="aspirations", text=text)
        person = replace(person, prep=replace(person.prep, answers=(answer,)))
    return _made(person, LIBRARY)


def _made(person: Profile, library: Library, **options: Any) -> bytes:
    (sheet,) = plan(person, library, ("answer-draft",), Options(DAY, **options))
    return render(sheet).data
