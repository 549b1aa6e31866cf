"""The print file: everybody's sheets in one pile, written from what the journal keeps of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from prepsheet.batch.journal import Journal
from prepsheet.batch.names import title
from prepsheet.batch.order import Order, Pile
from prepsheet.batch.plan import Entry
from prepsheet.batch.settle import Settled
from prepsheet.batch.store import unfinished
from prepsheet.outputs import disk_errors
from prepsheet.problems import InputError, Place, error
from prepsheet.roster import sort_key

NAME = "print"


class Section(NamedTuple):
    """A person in the pile, by their place in it from 1."""

    place: int
    entry: Entry
    digest: str


def sections(settled: Settled, journal: Journal, pile: Pile) -> Iterator[Section]:
    """Everybody whose sheets are made, in the order of the pile."""
    place = 0
    for entry in _ordered(settled.entries, pile):
        record = None if entry.refused else journal.find(entry.key)
        if record and record.printed and not record.failed:
            place += 1
            yield Section(place, entry, record.digest)


def fingerprint(settled: Settled, journal: Journal, pile: Pile) -> str:
    """What the print file depends on."""
    found = sha256(repr(astuple(pile)).encode())
    for place, entry, digest in sections(settled, journal, pile):
        found.update(json.dumps([place, entry.key, entry.name, entry.copies, digest]).encode())
    return found.hexdigest()


def write(order: Order, pile: Pile, settled: Settled, journal: Journal) -> list[tuple[str, Path, int]]:
    """Write the volumes of the print file, unfinished still: the name of each, where it is, and its pages.

    Raises OutputError if the disk refuses, and InputError for a font that is no longer there.
    """
    from prepsheet.pdf.book import Book
    from prepsheet.typeset.fontfile import Unusable

    volumes: list[Path] = []

    def open_volume(_number: int) -> BinaryIO:
        volumes.append(unfinished(order.output))
        return volumes[-1].open("xb")

    options = settled.job.options
    book = Book(
        open_volume,
        order.title,
        "en",
        options.date.isoformat(),
        duplex=pile.duplex,
        imposition=pile.imposition,
        paper=options.paper or "a4",
    )
    try:
        with disk_errors(order.output), book:
            for place, entry, _ in sections(settled, journal, pile):
                name = title(entry.name, entry.surname)
                book.add(name, f"{place}-", journal.fragments(entry.key), entry.copies)
    except Unusable as fault:
        problem = error(Place(fault.name), "bad-font", str(fault), fault.hint)
        raise InputError([problem]) from None
    names = (f"{NAME}-{number}.pdf" if number > 1 else f"{NAME}.pdf" for number in range(1, len(volumes) + 1))
    return list(zip(names, volumes, book.sides, strict=True))


def _ordered(entries: Sequence[Entry], pile: Pile) -> Sequence[Entry]:
    if pile.order == "roster":
        return entries
    return sorted(entries, key=lambda entry: sort_key(entry.name, entry.surname or entry.name))
