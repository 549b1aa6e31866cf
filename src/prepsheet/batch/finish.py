"""What holds all rows, made when none is left: the print file, the report, the zip, the manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from pathlib import Path
from typing import Any, BinaryIO

from prepsheet.batch import printing
from prepsheet.batch.archive import archive
from prepsheet.batch.journal import Journal
from prepsheet.batch.order import PRINT_FILE, Order, Pile
from prepsheet.batch.report import MANIFEST, REPORT, Line, manifest, report
from prepsheet.batch.settle import Settled
from prepsheet.batch.store import flush, unfinished
from prepsheet.outputs import disk_errors
from prepsheet.problems import Problem

SHOWN = 20
"""Rows of which a summary tells what is wrong; the report tells of all."""
_MARK = "sha256 "
"""In front of a file that holds all rows, where the journal has its digest."""


@dataclass(slots=True)
class Finished:
    """The files that hold all rows, and what the report tells, counted.

    `failures` are the first of the rows that `failed`: they were not made or, `left_out`, not printed. `kept`
    counts files that somebody had changed, and `behind` are files of earlier runs that are no longer part of
    the batch.
    """

    whole: tuple[str, ...] = ()
    failed: int = 0
    left_out: int = 0
    kept: int = 0
    failures: list[Line] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)


def finish(order: Order, settled: Settled, journal: Journal) -> Finished:
    """Write what holds all rows. Raises OutputError if the disk refuses."""
    whole: dict[str, Any] = {}

    def publish(name: str, write: Callable[[BinaryIO], None]) -> None:
        path = unfinished(order.output)
        with disk_errors(path), path.open("xb") as stream:
            write(stream)
        whole[name] = _adopted(order, journal, name, path)

    places: dict[str, int] = {}
    left_out: Mapping[str, Problem] = {}
    if order.pile:
        volumes, left_out = _print_file(order, order.pile, settled, journal)
        whole |= volumes
        places = {each.entry.key: each.place for each in printing.sections(settled, journal, order.pile)}

    def lines() -> Iterator[Line]:
        for line in _lines(settled, journal, places):
            out = left_out.get(line.entry.key)
            yield replace(line, problems=(*line.problems, out), place=0) if out else line

    publish(REPORT, lambda stream: stream.writelines(report(lines())))
    if order.zipped:
        names = [REPORT, *(made.name for line in lines() for made in line.made)]
        publish(order.archive, lambda stream: archive(names, order.job.store, stream))
    publish(MANIFEST, lambda stream: stream.writelines(manifest(lines(), dict(whole))))
    found = _counted(lines(), settled, journal, tuple(whole))
    found.left_out = len(left_out)
    return found


def _lines(settled: Settled, journal: Journal, places: Mapping[str, int]) -> Iterator[Line]:
    for entry in settled.entries:
        record = None if entry.refused else journal.find(entry.key)
        made, problems = (record.files, record.problems) if record else ((), entry.problems)
        yield Line(entry, made if settled.job.files else (), problems, places.get(entry.key, 0))


def _print_file(
    order: Order, pile: Pile, settled: Settled, journal: Journal
) -> tuple[dict[str, Any], Mapping[str, Problem]]:
    """The volumes of the print file, written anew if anything in them is; and who is in none of them."""
    fingerprint = printing.fingerprint(settled, journal, pile)
    last = json.loads(journal.about().get(PRINT_FILE, "{}"))
    sha256 = settled.job.store.sha256
    if last.get("of") == fingerprint and all(
        sha256(name) == told["sha256"] for name, told in last["volumes"].items()
    ):
        return dict(last["volumes"]), {}
    written = printing.write(order, pile, settled, journal)
    volumes = {
        name: _adopted(order, journal, name, path) | {"pages": pages} for name, path, pages in written.volumes
    }
    if not written.left_out:
        journal.note(**{PRINT_FILE: json.dumps({"of": fingerprint, "volumes": volumes})})
    return volumes, written.left_out


def _adopted(order: Order, journal: Journal, name: str, path: Path) -> dict[str, Any]:
    """Put a file of the whole batch in its place. One that somebody has changed, or put there, is kept."""
    store, mark = order.job.store, f"{_MARK}{name}"
    with disk_errors(path):
        flush(path)
        with path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
        size, there = path.stat().st_size, store.sha256(name)
    if there != digest:
        store.adopt(path, name, replace=there in ("", journal.about().get(mark)))
        journal.note(**{mark: digest})
    return {"size": size, "sha256": digest}


def _counted(lines: Iterator[Line], settled: Settled, journal: Journal, whole: tuple[str, ...]) -> Finished:
    found = Finished(whole)
    for line in lines:
        found.failed += line.failed
        found.kept += sum(made.kept for made in line.made)
        if line.failed and len(found.failures) < SHOWN:
            found.failures.append(line)
    keys = {entry.key for entry in settled.entries if not entry.refused}
    stamp = settled.job.store.stamps()
    found.behind = [
        name for key, name, current in journal.files() if not (current and key in keys) and stamp(name)
    ]
    found.behind += [name for name in _adopted_ever(journal) if name not in whole and stamp(name)]
    return found


def _adopted_ever(journal: Journal) -> list[str]:
    """The files that any run has made to hold all rows: a print file may have had more volumes."""
    return sorted(name.removeprefix(_MARK) for name in journal.about() if name.startswith(_MARK))
