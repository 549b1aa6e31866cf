"""What `prepsheet collect` brings into a profile from the files that programs save: what was put in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from prepsheet.collect import collect, pdf
from prepsheet.collect.patch import patch
from prepsheet.problems import Problem
from prepsheet.profile import lens, load
from tests.collect.filling import fields_of
from tests.conformance.form import Answer, Picked, answers
from tests.making import LIBRARY
from tests.pdf.reading import pages

if TYPE_CHECKING:
    from tests.conformance.sample import Form

AS_KEPT = "comes as the program kept it"
"""The fault of a program that keeps something else than was put in: nobody can tell from its file."""
EMPTY = b"basics:\nprep:\n  version: 1\n"
PLACES = {
    "text line": "goals.{}.role",
    "several lines": "goals.{}.why",
    "date in cells": "goals.{}.by",
    "date": "goals.{}.steps.1.by",
    "number": "stories.{}.metric.to",
    "checkbox": "values.{}.met_now",
    "radio buttons": "skills_to_build.{}.level_now",
    "rating scale": "ratings.r{}.matters",
    "drop-down": "skills_to_build.{}.level_target",
}
"""The place in a profile of each kind of field; of any other, a further key of a skill."""


def place(kind: str, number: int) -> str:
    """The path of a field of this kind: that of the entry of this number."""
    return PLACES.get(kind, f"skills.{{}}.{kind.replace(' ', '-')}").format(number)


def faults(made: Form, file: bytes) -> dict[str, str]:
    """By field what is wrong in the profile after `file` was collected; "" where nothing is.

    The profile is one that says what `made` says. `file` is what a program saved of it.
    """
    fields, stored = dict(fields_of(pages(made.file))), answers(file)
    meant = {name: value for row in made.rows for name, value in (*row.filled.items(), *row.answers.items())}
    profile, problems = _collected(made.file, file)
    told = {problem.place.path: problem.code for problem in problems if problem.severity != "note"}
    return {
        name: _fault(
            lens.get(profile, name),
            _text(fields[name], value),
            _text(fields[name], stored[name]),
            told.get(name, ""),
        )
        for name, value in meant.items()
    }


def _fault(found: str, meant: str, stored: str, doubt: str) -> str:
    if doubt:
        return f"is doubted ({doubt})"
    if found == meant:
        return ""
    return AS_KEPT if found == stored else "comes as something else" if found else "does not come"


def _collected(made: bytes, file: bytes) -> tuple[dict[str, Any], Iterable[Problem]]:
    """The profile as plain data, and what there is to say."""
    began = {entry.path: entry.text for entry in pdf.read(made, "made.pdf").entries if entry.text}
    with TemporaryDirectory() as folder:
        profile, sheet = Path(folder) / "me.yaml", Path(folder) / "sheet.pdf"
        (before,) = patch(profile, began, {profile: EMPTY})
        profile.write_bytes(before.after)
        sheet.write_bytes(file)
        found = collect([sheet], profile, LIBRARY)
        after = {each.path: each.after for each in found.files}
        return load(profile, after)[0].data(), found.problems


def _text(field: Any, answer: Answer | None) -> str:
    """What a profile says for an answer."""
    match answer:
        case None:
            return ""
        case str():
            return answer
        case Picked():
            return str(field["/XXKind"]["/Values"][answer.place])
        case int():
            return str(field["/Opt"][answer]) if "/Opt" in field else "yes"
