"""Answers that come back in a draft, which knows them by their question, and their place in a profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from prepsheet import answers
from prepsheet.answers import Facts
from prepsheet.collect.model import Entry, Returned, fingerprint
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
            if not place and fingerprint(entry.text) != entry.base:
                place = added.setdefault((question, target), len(data["prep"]["answers"]) + len(added) + 1)
                yield Entry(f"answers.{place}.question", question, _UNSAID, entry.where)
                yield Entry(f"answers.{place}.target", target, _UNSAID, entry.where)
            if place:
                yield replace(entry, path=f"answers.{place}.{rest}")


def _words(question: str, file: Returned, library: Library) -> str:
    """The question in words; its name if the library has none of that name."""
    try:
        scripts = answers.load(library, file.origin.language if file.origin else "en")
        return scripts.questions[question].text
    except (InputError, KeyError):
        return question
