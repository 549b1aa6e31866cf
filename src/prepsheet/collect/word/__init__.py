"""Answer drafts that come back: what people wrote into them, in whatever program they wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prepsheet.answers import open_marks
from prepsheet.collect.model import Entry, Returned, Words, fingerprint
from prepsheet.collect.word.fields import Doubt, Missing, check, is_check, paths, region
from prepsheet.collect.word.parts import opened
from prepsheet.collect.word.story import Story, story
from prepsheet.document import Origin
from prepsheet.docx.passport import Held, Passport
from prepsheet.docx.passport import read as read_passport
from prepsheet.problems import InputError, Place, Problem, error, shown, warning

FIELDS = 100
"""Fields that a draft may have; one of ours has about seven."""


def read(data: bytes, name: str, words: Callable[[], Words] = Words) -> Returned:
    """What the Word file `data`, called `name`, says.

    `words` tells those of drafts in every language, for a file that no longer tells its own. Never
    raises for what is in the file: what can't be read is a problem.
    """
    try:
        parts = opened(data, name)
    except InputError as refused:
        return Returned(name, None, (), refused.problems)
    told = story(parts.document, parts.styles)
    passport = read_passport(parts.properties) or Passport()
    reader = _Reader(name, told, _words(passport, words), list(parts.remarks))
    entries = tuple(reader.entries(passport))
    return Returned(
        name, passport.origin if passport.origin != Origin() else None, entries, tuple(reader.problems)
    )


def _words(passport: Passport, words: Callable[[], Words]) -> Words:
    own = Words(
        frozenset({passport.edit} - {""}), frozenset({passport.end} - {""}), frozenset(passport.labels)
    )
    if own.edit and own.end:
        return own
    known = words()
    return Words(own.edit | known.edit, own.end | known.end, own.labels | known.labels)


class _Reader:
    """Reads one field after the other, and collects problems."""

    def __init__(self, file: str, told: Story, words: Words, problems: list[Problem]) -> None:
        self.file = file
        self.story = told
        self.words = words
        self.problems = problems

    def entries(self, passport: Passport) -> Iterator[Entry]:
        """What the fields hold that can be read for certain."""
        for field in dict.fromkeys(self.story.outside):
            message = f"a field of the file ({field}) reaches out of it; it was not followed"
            self.problems.append(Problem(Place(self.file), "note", "outside", message))
        known = {held.path: held for held in passport.fields}
        wanted = [*known, *(path for path in paths(self.story) if path not in known)]
        if not wanted or len(wanted) > FIELDS:
            hint = "send the draft itself, or copy the answers into a new one"
            self.problems.append(
                error(Place(self.file), "no-draft", "it is not an answer draft of ours", hint)
            )
            return
        if not known:
            hint = "another program may have dropped that; look at each answer that came back"
            message = "the file no longer says which draft it was made from"
            self.problems.append(warning(Place(self.file), "no-origin", message, hint))
        for path in wanted:
            if entry := self._entry(path, known.get(path)):
                yield entry

    def _entry(self, path: str, held: Held | None) -> Entry | None:
        try:
            boxed = bool(held.on) if held else is_check(self.story, path)
            return self._check(path, held) if boxed else self._region(path, held)
        except Missing:
            message = f"{shown(path)} is not in the file any more; what the profile has stays"
            self._warn(path, "missing-field", message, "copy the answer into a new draft to change it")
        except Doubt as doubt:
            message = f"{shown(path)} {doubt}; what the profile has stays"
            self._warn(path, "unclear-field", message, doubt.hint)
        return None

    def _check(self, path: str, held: Held | None) -> Entry:
        checked, label = check(self.story, path)
        on = held.on if held else "yes"
        return Entry(path, on if checked else "", held.base if held else None, label)

    def _region(self, path: str, held: Held | None) -> Entry:
        reading = region(self.story, path, self.words)
        base = held.base if held else None
        for oddity in reading.odd:
            self._warn(path, "odd-field", f"{shown(path)}: {oddity}", "look at the answer that came back")
        marks = open_marks(reading.text)
        if marks and fingerprint(reading.text) != base:
            gaps = "one gap is" if len(marks) == 1 else f"{len(marks)} gaps are"
            message = f"{shown(path)}: {gaps} still open, the first is {shown(marks[0])}"
            self._warn(path, "open-gaps", message, "fill them in, or leave the sentence out")
        return Entry(path, reading.text, base, reading.where)

    def _warn(self, path: str, code: str, message: str, hint: str) -> None:
        self.problems.append(warning(Place(self.file, path=path), code, message, hint))
