"""How far a long run is: a line that renews itself on a terminal, now and then a new one elsewhere."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

from prepsheet.cli import terminal

EVERY = 0.2
"""Seconds between two changes of the line on a terminal."""
EVERY_LOGGED = 30.0
"""Seconds between two lines in a log."""


@dataclass
class Progress:
    """Called with how many are done and how many there are to do."""

    quiet: bool = False
    _began: float = 0.0
    _told: float | None = None
    _open: bool = False

    def __call__(self, done: int, whole: int) -> None:
        live, now = sys.stderr.isatty(), time.monotonic()
        if self._told is None:
            self._began, self._told = now, float("-inf")
        due = now - self._told >= (EVERY if live else EVERY_LOGGED)
        if self.quiet or not whole or not (due or (live and done == whole)):
            return
        self._told = now
        line = _line(done, whole, now - self._began)
        if live:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
            self._open = True
        else:
            terminal.say(line)

    def end(self) -> None:
        """Leave the line as it is, and go on below it."""
        if self._open:
            terminal.say("")


def _line(done: int, whole: int, seconds: float) -> str:
    if not done:
        return f"{whole:,} to make"
    rate = done / max(seconds, 1e-9)
    left = "" if done == whole else f", {_duration((whole - done) / rate)} left"
    return f"{done:,} of {whole:,}, {rate:.1f} a second{left}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
