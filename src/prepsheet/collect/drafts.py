"""Answers that come back in a draft, which knows them by their question, and their place in a profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from prepsheet import answers
from prepsheet.answers import Facts
from prepsheet.collect.model import Entry, Returned, Words, fingerprint
from prepsheet.library import Library
from prepsheet.problems import InputError

_UNSAID = fingerprint("")


def placed(files: Iterable[Returned], data: dict[str, Any], library: Library) -> list[Returned]:
    """The files with their answers at their places in the profile's list, or behind its end.

    An answer that the profile lacks brings its question and its job along. Ticks on a draft's
    checklist are for the person alone, and are left out.
    """
    added: dict[tuple[str, str], int] = {}
    return [replace(file, entries=tuple(_entries(file, data, library, added))) for file in files]


def words(library: Library) -> Words:
    """What drafts say around the person's words, in every language that the library has for them."""
    names = (name.split("/") for name in library.files())
    said = [_said(library, parts[1]) for parts in names if parts[-1] == "draft.yaml"]
    return Words(*(frozenset[str]().union(*each) for each in zip(*said, strict=True)))


def _said(library: Library, language: str) -> tuple[set[str], set[str], set[str]]:
    try:
        scripts = answers.load(library, language)
    except InputError:  # words with mistakes make no drafts
        return set(), set(), set()
    fixed = scripts.draft.labels
    beats = (beat.label for structure in scripts.structures.values() for beat in structure.beats)
    labels = {fixed["own"], fixed["short"], *(way for label in beats for way in label.all_ways)}
    return {fixed["edit"]}, {fixed["end"]}, labels


def _entries(
    file: Returned, data: dict[str, Any], library: Library, added: dict[tuple[str, str], int]
) -> Iterator[Entry]:
    target = file.origin.target if file.origin else ""
    for entry in file.entries:
        question, _, rest = entry.path.removeprefix("answers.").partition(".")
        if not entry.path.startswith("answers.") or question.isdecimal():
            yield entry
        elif not rest.startswith("checks."):
            own = Facts(data, target).answer(question, _words(question, file, library))
            place = next((n for n, one in enumerate(data["prep"]["answers"], 1) if one is own), 0)
            if not place and entry.text and fingerprint(entry.text) != entry.base:
                place = added.setdefault((question, target), len(data["prep"]["answers"]) + len(added) + 1)
                yield Entry(f"answers.{place}.question", question, _UNSAID, entry.where)
                yield Entry(f"answers.{place}.target", target, _UNSAID, entry.where)
            if place:
                yield replace(entry, path=f"answers.{place}.{rest}")


def _words(question: str, file: Returned, library: Library) -> str:
    """The question in words; its name if the library has none of that name."""
    try:
        return answers.question(library, file.origin.language if file.origin else "en", question).text
    except InputError:
        return question
