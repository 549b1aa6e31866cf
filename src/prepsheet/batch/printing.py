"""The print file: everybody's sheets in one pile, written from what the journal keeps of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO, NamedTuple

from prepsheet.batch.journal import Journal
from prepsheet.batch.names import title
from prepsheet.batch.order import PRINT_FILE, Order, Pile
from prepsheet.batch.plan import Entry
from prepsheet.batch.settle import Settled
from prepsheet.batch.store import unfinished
from prepsheet.outputs import disk_errors
from prepsheet.problems import Place, Problem, error
from prepsheet.roster import sort_key


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


class Written(NamedTuple):
    """The volumes of a print file, unfinished still: the name of each, where it is, and its pages; and by
    key, why somebody is in none of them."""

    volumes: tuple[tuple[str, Path, int], ...]
    left_out: dict[str, Problem]


def write(order: Order, pile: Pile, settled: Settled, journal: Journal) -> Written:
    """Write the print file. Raises OutputError if the disk refuses."""
    from prepsheet.pdf.book import Book
    from prepsheet.typeset.fontfile import Unusable

    files: list[Path] = []
    left_out: dict[str, Problem] = {}

    def open_volume(_number: int) -> BinaryIO:
        files.append(unfinished(order.output))
        return files[-1].open("xb")

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
    with disk_errors(order.output), book:
        for place, entry, _ in sections(settled, journal, pile):
            name = title(entry.name, entry.surname)
            try:
                book.add(name, f"{place}-", journal.fragments(entry.key), entry.copies)
            except Unusable as fault:
                left_out[entry.key] = _left_out(str(fault), fault.name, fault.hint)
    return Written(tuple(zip(_names(), files, book.sides, strict=False)), left_out)


def _names() -> Iterator[str]:
    stem = PRINT_FILE.removesuffix(".pdf")
    return chain([PRINT_FILE], (f"{stem}-{number}.pdf" for number in count(2)))


def _left_out(reason: str, font: str, hint: str) -> Problem:
    message = f"not in the print file: a font of these sheets can't be used here: {reason}"
    return error(Place(font), "not-printed", message, hint)


def _ordered(entries: Sequence[Entry], pile: Pile) -> Sequence[Entry]:
    if pile.order == "roster":
        return entries
    return sorted(entries, key=lambda entry: sort_key(entry.name, entry.surname or entry.name))
