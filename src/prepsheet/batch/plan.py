"""What a run has to do, settled in one pass over the roster before anything is written.

A row keeps here only what has to be known of all rows at once; the rest of it is read again when its turn
comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from prepsheet.batch.digests import Digests
from prepsheet.batch.names import folded, folders, title
from prepsheet.problems import InputError, Place, Problem, error
from prepsheet.roster import Row
from prepsheet.roster.repeats import survey


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as the plan has it: who it is, its folder and digest; why it is refused, if it is."""

    number: int
    key: str
    name: str
    surname: str
    copies: int
    digest: str
    problems: tuple[Problem, ...]
    folder: str = ""

    @property
    def refused(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows in the roster's order, and a digest of the roster as a whole."""

    entries: tuple[Entry, ...]
    digest: str


def plan(rows: Iterable[Row], digests: Digests, place: str, taken: Sequence[str]) -> Plan:
    """What there is to do. Keys of sound rows differ, as a roster sees to; `place` is what messages call it,
    `taken` names are no person's.

    Raises InputError if the roster has no rows.
    """
    entries = [_entry(row, digests) for row in rows]
    if not entries:
        raise InputError([error(Place(place), "no-rows", "there is nobody on this roster")])
    whole = sha256()
    for entry in entries:
        whole.update(entry.digest.encode())
    return Plan(tuple(_apart(_placed(entries, taken), place)), whole.hexdigest())


def sound(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Those that can be made, as far as the plan can tell."""
    return (entry for entry in entries if not entry.refused)


def _entry(row: Row, digests: Digests) -> Entry:
    refused = any(problem.severity == "error" for problem in row.problems)
    digest = digests.of(row)
    return Entry(
        row.number, row.key, row.name, row.surname, row.copies, digest, row.problems if refused else ()
    )


def _placed(entries: Sequence[Entry], taken: Sequence[str]) -> Sequence[Entry]:
    people = [(title(entry.name, entry.surname), entry.key) for entry in sound(entries)]
    names = iter(folders(people, taken))
    return [entry if entry.refused else replace(entry, folder=next(names)) for entry in entries]


def _apart(entries: Sequence[Entry], place: str) -> Iterator[Entry]:
    """Names can be made to look like marked ones; no two rows ever share a folder."""
    _, shared = survey(lambda: ((folded(entry.folder), str(entry.number)) for entry in sound(entries)))
    for entry in entries:
        if not entry.refused and folded(entry.folder) in shared:
            message = f"{entry.folder} would be the folder of another row, too"
            problem = error(Place(place, entry.number), "name-collision", message, "rename one")
            entry = replace(entry, problems=(problem,))
        yield entry
