"""Keys that stand twice, found without holding all of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from itertools import pairwise

BUCKETS = 256

Keys = Callable[[], Iterable[tuple[str, str]]]
"""Gives every key, and what to call the row that has it."""


def repeated(keys: Keys) -> dict[str, list[str]]:
    """By key, what the rows are called that share it, the first of them and "…" for more than three.

    Eight bytes are held for each row, and only keys that seem to repeat are looked at again.
    """
    suspects = _seen_twice(hash(key) for key, _ in keys() if key)
    found: dict[str, list[str]] = {}
    for key, row in keys() if suspects else ():
        if hash(key) in suspects and key:
            rows = found.setdefault(key, [])
            if len(rows) < 3:
                rows.append(row)
            elif len(rows) == 3:
                rows.append("…")
    return {key: rows for key, rows in found.items() if len(rows) > 1}


def _seen_twice(hashes: Iterable[int]) -> frozenset[int]:
    buckets = [array("q") for _ in range(BUCKETS)]
    for value in hashes:
        buckets[value % BUCKETS].append(value)
    return frozenset(twice for bucket in buckets for twice in _neighbours(sorted(bucket)))


def _neighbours(ordered: list[int]) -> Iterable[int]:
    return (one for one, following in pairwise(ordered) if one == following)
