"""What a run has to do, settled in one pass over the roster before anything is written.

A row keeps here only what has to be known of all rows at once; the rest of it is read again when its turn
comes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from prepsheet.batch.digests import Digests
from prepsheet.batch.names import folded, folders, title
from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.roster import Row


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
    """What there is to do. `place` is what messages call the roster, `taken` names are no person's.

    Raises InputError if the roster has no rows.
    """
    entries = [_entry(row, digests) for row in rows]
    if not entries:
        raise InputError([error(Place(place), "no-rows", "there is nobody on this roster")])
    whole = sha256("".join(entry.digest for entry in entries).encode()).hexdigest()
    placed = _placed(_once_each(entries, place), taken)
    return Plan(tuple(_apart(placed, place)), whole)


def sound(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Those that can be made, as far as the plan can tell."""
    return (entry for entry in entries if not entry.refused)


def _entry(row: Row, digests: Digests) -> Entry:
    refused = any(problem.severity == "error" for problem in row.problems)
    digest = digests.of(row)
    return Entry(
        row.number, row.key, row.name, row.surname, row.copies, digest, row.problems if refused else ()
    )


def _once_each(entries: Sequence[Entry], place: str) -> Sequence[Entry]:
    """Rows of one key are refused, every one: nobody can tell which of them is meant."""
    rows: dict[str, list[int]] = {}
    for entry in sound(entries):
        rows.setdefault(folded(entry.key), []).append(entry.number)
    twice = {key: numbers for key, numbers in rows.items() if len(numbers) > 1}
    return [_doubled(entry, twice.get(folded(entry.key), []), place) for entry in entries]


def _doubled(entry: Entry, numbers: list[int], place: str) -> Entry:
    if entry.number not in numbers:
        return entry
    others = ", ".join(str(number) for number in numbers if number != entry.number)
    message, hint = f'"{shown(entry.key)}" is in row {others}, too', "give each an id of its own"
    return _refuse(entry, error(Place(place, entry.number), "same-key", message, hint))


def _placed(entries: Sequence[Entry], taken: Sequence[str]) -> Sequence[Entry]:
    people = [(title(entry.name, entry.surname), entry.key) for entry in sound(entries)]
    names = iter(folders(people, taken))
    return [entry if entry.refused else replace(entry, folder=next(names)) for entry in entries]


def _apart(entries: Sequence[Entry], place: str) -> Iterator[Entry]:
    """Names can be made to look like marked ones; no two rows ever share a folder."""
    common = Counter(folded(entry.folder) for entry in sound(entries))
    for entry in entries:
        if not entry.refused and common[folded(entry.folder)] > 1:
            message = f"{entry.folder} would be the folder of another row, too"
            entry = _refuse(entry, error(Place(place, entry.number), "name-collision", message, "rename one"))
        yield entry


def _refuse(entry: Entry, problem: Problem) -> Entry:
    return replace(entry, problems=(*entry.problems, problem))
