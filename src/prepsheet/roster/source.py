"""What every kind of roster is read to: records of texts, as they stand in its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol


class Fault(NamedTuple):
    """What is wrong with a record as it is written; with one of its cells, counted from 0, or all of it."""

    cell: int | None
    code: str
    message: str
    hint: str


class Record(NamedTuple):
    """The texts of a row, and its number as its own program shows it."""

    number: int
    cells: Sequence[str]
    faults: tuple[Fault, ...] = ()


class Source(Protocol):
    """A table that can be read again and again. Reading raises InputError for what spoils all of it."""

    def __iter__(self) -> Iterator[Record]: ...
