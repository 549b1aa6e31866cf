"""Fingerprints of everything that a row's files depend on, so that a later run knows what is out of date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

import prepsheet
from prepsheet.batch.model import Job
from prepsheet.library import Library
from prepsheet.problems import InputError
from prepsheet.profile.load import files
from prepsheet.roster import Row
from prepsheet.typeset import fallback

_POINTER = re.compile(rb"""resume["']?\s*:""")
"""In a profile that may point to a JSON Resume."""
_OF_ROWS = frozenset({"folder", "code"})
"""Options that are settled for each row."""


class Digests:
    """Fingerprints of rows under one job. What all rows share is read once."""

    def __init__(self, job: Job) -> None:
        self._folder = job.folder
        self._shared = sha256()
        for part in _shared(job):
            self._shared.update(sha256(part).digest())

    def of(self, row: Row) -> str:
        """The fingerprint of a row: who it is, what the roster says, and the files that it names."""
        found = self._shared.copy()
        found.update(msgspec.json.encode([row.key, row.name, row.cells, row.target]))
        for data in self._files(row):
            found.update(sha256(data).digest())
        return found.hexdigest()

    def _files(self, row: Row) -> Iterator[bytes]:
        """The row's file, and those that a profile may point to; a worker tells of what can't be read."""
        if not row.file:
            return
        path = self._folder / row.file
        data = _bytes(path)
        yield data
        if _POINTER.search(data):
            yield from map(_bytes, _pointed_to(path))
        if b"fonts" in data:
            yield _fonts_beside(path.parent)


def _shared(job: Job) -> Iterator[bytes]:
    yield prepsheet.__version__.encode()
    yield msgspec.json.encode([job.names, job.cover, job.codes])
    for each in fields(job.options):
        if each.name not in _OF_ROWS:
            value = getattr(job.options, each.name)
            yield f"{each.name}={sorted(value) if isinstance(value, frozenset) else value!r}".encode()
    yield from _library(job.library)
    yield _sizes(fallback.files())


def _library(library: Library) -> Iterator[bytes]:
    for name in library.files():
        yield name.encode()
        yield library.find(name).read_bytes()


def _pointed_to(path: Path) -> tuple[Path, ...]:
    try:
        return files(path)[1:]
    except InputError:
        return ()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return b""


@cache
def _fonts_beside(folder: Path) -> bytes:
    """Which font files a profile in this folder may name."""
    return _sizes(path for each in (folder, folder / "fonts") for path in sorted(each.glob("*.[ot]t[cf]")))


def _sizes(paths: Iterable[Path]) -> bytes:
    """Files by size and time: to read all fonts of a machine would take longer than the batch."""
    found = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths if path.exists()]
    return repr(found).encode()
