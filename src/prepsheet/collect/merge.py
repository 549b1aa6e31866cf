"""Three-way: what a sheet says now, what it began with, and what the profile says meanwhile.

Only what somebody has changed on a sheet changes the profile. Nothing is erased by what is empty,
and where two have changed the same, a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from prepsheet.collect.model import Entry, Returned, fingerprint
from prepsheet.problems import Place, Problem, error, shown
from prepsheet.profile import lens
from prepsheet.schema import decode
from prepsheet.yaml_source import Scalar
from prepsheet.yaml_source import Sequence as Listed

Prefer = Literal["", "mine", "theirs"]
"""What a conflict between the profile and a sheet is settled by: nothing, the profile, the sheet."""

QUOTED = 500
"""Characters of a text that a message shows."""

_CLOSED = re.compile(
    r"(\$schema|meta|version|resume)(\..*)?|print\.fonts|.*\.(id|private)|targets\.[^.]*\.pay\..*"
)
"""Paths that no sheet may change: files, names that others refer to, and what is never printed."""
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Merged:
    """What the profile should say, by path, and what a person has to know or to decide."""

    values: dict[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """Something written on a sheet."""

    file: str
    entry: Entry
    text: str

    @property
    def place(self) -> Place:
        return Place(
            f"{self.file}: {self.entry.where}" if self.entry.where else self.file, path=self.entry.path
        )


def merge(data: dict[str, Any], returned: Sequence[Returned], prefer: Prefer = "") -> Merged:
    """What the files that came back change in a profile of this plain data."""
    values: dict[str, str] = {}
    problems: list[Problem] = []
    by_path: dict[str, list[_Change]] = {}
    for file in returned:
        for change in _changes(file):
            if lens.hint(change.entry.path) is None or _CLOSED.fullmatch(change.entry.path):
                problems += _unknown(change)
            else:
                by_path.setdefault(change.entry.path, []).append(change)
    for path, changes in by_path.items():
        current = lens.get(data, path)
        problems += _emptied(current, changes)
        settled = _settled(current, changes, prefer)
        if isinstance(settled, Problem):
            problems.append(settled)
        elif settled:
            values[path] = settled.text
    return Merged(values, tuple(problems))


def clean(text: str) -> str:
    """The text as a profile can hold it: lines end alike, without space there or signs nobody sees."""
    printable = _UNPRINTABLE.sub("", _BREAKS.sub("\n", text))
    lines = unicodedata.normalize("NFC", printable).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _changes(returned: Returned) -> Iterator[_Change]:
    """The entries that are no longer what they were at first."""
    for entry in returned.entries:
        text = clean(entry.text)
        if lens.holds_lines(lens.hint(entry.path)):
            text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
        if entry.base not in (fingerprint(entry.text), fingerprint(text)):
            yield _Change(returned.file, entry, text)


def _unknown(change: _Change) -> Iterator[Problem]:
    if change.text:
        message = f'nothing in a profile is called "{shown(change.entry.path)}": {_quoted(change.text)}'
        yield error(change.place, "unknown-field", message, "put it in by hand where it belongs")


def _emptied(current: str, changes: Iterable[_Change]) -> Iterator[Problem]:
    for change in changes:
        if current and not change.text and change.entry.base:
            message = f"emptied on the sheet; your profile keeps {_quoted(current)}"
            hint = "delete it there if you want it gone"
            yield Problem(change.place, "note", "emptied", message, hint)


def _settled(current: str, changes: Iterable[_Change], prefer: Prefer) -> _Change | Problem | None:
    """The change to make, if there is one, or what stands against it."""
    wanted = {
        fingerprint(change.text): change
        for change in changes
        if change.text and fingerprint(change.text) != fingerprint(current)
    }
    if len(wanted) > 1:
        return _between_files(wanted.values())
    for change in wanted.values():
        if not current or change.entry.base == fingerprint(current) or prefer == "theirs":
            return _refusal(change) or change
        if prefer != "mine":
            return _with_profile(current, change)
    return None


def _with_profile(current: str, change: _Change) -> Problem:
    message = f"your profile says {_quoted(current)}, the sheet says {_quoted(change.text)}"
    hint = "collect it again with --theirs to take the sheet's, or with --mine to keep your own"
    return error(change.place, "conflict", message, hint)


def _between_files(changes: Iterable[_Change]) -> Problem:
    first, *others = changes
    told = "; ".join(f"{change.file} says {_quoted(change.text)}" for change in (first, *others))
    message = f"these files say different things: {told}"
    return error(first.place, "conflict", message, "collect the right one first, the other with --mine")


def _refusal(change: _Change) -> Problem | None:
    """Why a profile can't hold the text of a change."""
    place, hint = change.place, lens.hint(change.entry.path)
    lines = tuple(Scalar(line, place, False) for line in change.text.split("\n"))
    node = Listed(lines, place) if lens.holds_lines(hint) else Scalar(change.text, place, False)
    _, problems = decode(node, hint)
    wrong = next((problem for problem in problems if problem.severity == "error"), None)
    if wrong is None:
        return None
    return error(
        place, wrong.code, f"{wrong.message}, so it stays on the sheet: {_quoted(change.text)}", wrong.hint
    )


def _quoted(text: str) -> str:
    return f'"{shown(text, QUOTED)}"'
