"""Keys that stand twice, found without holding all of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from itertools import pairwise

BUCKETS = 256

Keys = Callable[[], Iterable[tuple[str, str]]]
"""Gives every key, and what to call the row that has it."""


def survey(keys: Keys) -> tuple[int, dict[str, list[str]]]:
    """How many rows there are; and by key, what those are called that share it: three at most, then "…".

    Eight bytes are held for each row, and only keys that seem to repeat are looked at again.
    """
    count, suspects = _seen_twice(hash(key) if key else 0 for key, _ in keys())
    found: dict[str, list[str]] = {}
    for key, row in keys() if suspects else ():
        if hash(key) in suspects and key:
            rows = found.setdefault(key, [])
            if len(rows) < 3:
                rows.append(row)
            elif len(rows) == 3:
                rows.append("…")
    return count, {key: rows for key, rows in found.items() if len(rows) > 1}


def _seen_twice(hashes: Iterable[int]) -> tuple[int, frozenset[int]]:
    buckets = [array("q") for _ in range(BUCKETS)]
    for value in hashes:
        buckets[value % BUCKETS].append(value)
    return sum(map(len, buckets)), frozenset(
        twice for bucket in buckets for twice in _neighbours(sorted(bucket))
    )


def _neighbours(ordered: list[int]) -> Iterable[int]:
    return (one for one, following in pairwise(ordered) if one == following)
