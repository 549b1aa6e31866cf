"""When a sheet says it was made: never now."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

EPOCH = "SOURCE_DATE_EPOCH"
"""The variable by which reproducible builds give their time, in seconds since 1970."""


def epoch(environment: Mapping[str, str] = os.environ) -> int | None:
    """The value of `EPOCH`; None for one that is no number, or beyond the year 5138."""
    seconds = environment.get(EPOCH, "")
    return int(seconds) if seconds.isdecimal() and len(seconds) <= 11 else None


def timestamp(date: str) -> str:
    """`YYYY-MM-DDTHH:MM:SSZ`: midnight of the ISO `date`, unless `EPOCH` says otherwise."""
    seconds = epoch()
    if seconds is None:
        return f"{date}T00:00:00Z"
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
