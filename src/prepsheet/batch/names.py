"""The folders of people in the output: one each, on every file system, settled before the first write."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from itertools import chain

from prepsheet.outputs import safe_name
from prepsheet.roster.repeats import survey

FLAT = 1000
"""People whose folders lie side by side; more are spread over folders by their first letter."""


def title(name: str, surname: str) -> str:
    """The name as folders are sorted by it: "Surname First" where the surname is known."""
    first = name.removesuffix(f" {surname}").strip()
    return f"{surname} {first}" if surname and first != name else name


def folders(people: Sequence[tuple[str, str]], taken: Sequence[str] = ()) -> list[str]:
    """A folder for each of the `people`, told by title and key.

    Those whose names are one on some system, or `taken`, get a mark made of the key, and so stay the
    same whoever else is on the roster. Keys must differ.
    """
    names = [safe_name(title) for title, _ in people]
    _, shared = survey(lambda: ((folded(name), "") for name in chain(names, taken)))
    marked = [
        f"{name} {sha256(key.encode()).hexdigest()[:8]}" if folded(name) in shared else name
        for name, (_, key) in zip(names, people, strict=True)
    ]
    if len(people) <= FLAT:
        return marked
    return [f"{_initial(name)}/{name}" for name in marked]


def folded(text: str) -> str:
    """Equal for texts that some file system or reader takes for one: letter forms and case are let go."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _initial(name: str) -> str:
    first = unicodedata.normalize("NFKD", name)[0].upper()[0]
    return first if first.isalnum() else "_"
