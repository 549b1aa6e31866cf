"""What a run in a folder has to do, seen what earlier runs there have done."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from prepsheet.batch.digests import Digests
from prepsheet.batch.journal import Journal, Record
from prepsheet.batch.model import Job, Made, Task
from prepsheet.batch.order import Order
from prepsheet.batch.plan import Entry, plan
from prepsheet.codes import token
from prepsheet.problems import InputError, Place, error
from prepsheet.roster import Row


@dataclass(frozen=True, slots=True)
class Settled:
    """The job, all rows, which of them are due, and what holds for the folder from now on."""

    job: Job
    entries: tuple[Entry, ...]
    due: tuple[bool, ...]
    about: Mapping[str, str]


def settle(roster: Iterable[Row], order: Order, journal: Journal | None) -> Settled:
    """What there is to do; writes nothing. `journal` is that of earlier runs.

    Raises InputError for a roster without rows, and if earlier runs were of another one.
    """
    about = journal.about() if journal else {}
    if about.get("roster", order.origin) != order.origin:
        message = f"this folder has the sheets of another roster ({about['roster']})"
        hint = "write elsewhere with -o, or begin anew with --fresh"
        raise InputError([error(Place(str(order.output)), "other-roster", message, hint)])
    today = order.job.options.date.isoformat()
    day = order.day or datetime.date.fromisoformat(about.get("day", today))
    job = replace(order.job, options=replace(order.job.options, date=day))
    planned = plan(roster, Digests(job), order.title, order.taken)
    stamp = job.store.stamps()
    due = tuple(
        not entry.refused and not _is_done(entry, journal.find(entry.key) if journal else None, job, stamp)
        for entry in planned.entries
    )
    told = {"roster": order.origin, "day": day.isoformat(), "seed": about.get("seed", planned.digest)}
    return Settled(job, planned.entries, due, told)


def tasks(roster: Iterable[Row], settled: Settled, journal: Journal) -> Iterator[Task]:
    """The rows that are due, as they are read again. Raises InputError if they are not those settled."""
    last = max((place for place, due in enumerate(settled.due) if due), default=-1)
    rows = islice(zip_longest(roster, settled.entries, settled.due), last + 1)
    for row, entry, due in rows:
        if row is None or (row.number, row.key) != (entry.number, entry.key):
            message = "the roster was changed while it was being read"
            raise InputError([error(Place(entry.key), "changed", message, "run the same command again")])
        if due:
            stands_for = token(f"{settled.about['seed']}\0{entry.key}".encode())
            yield Task(row, entry.folder, entry.digest, stands_for, journal.ours(entry.folder))


def _is_done(entry: Entry, record: Record | None, job: Job, stamp: Callable[[str], str]) -> bool:
    """Whether a row is as it should be: made of the same, with its files in place or changed by somebody."""
    if record is None or record.failed or record.digest != entry.digest:
        return False
    if job.printing and not record.printed:
        return False
    if not job.files:
        return True
    return bool(record.files) and all(_is_there(made, entry, job, stamp) for made in record.files)


def _is_there(made: Made, entry: Entry, job: Job, stamp: Callable[[str], str]) -> bool:
    if not made.name.startswith(f"{entry.folder}/") or (made.kept and job.force):
        return False
    return stamp(made.name) == made.stamp or job.store.sha256(made.name) == made.sha256
