"""Being told to stop: once means soon and in good order, twice means now."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

EXIT_CODE = 130
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
"""Of which Windows has two."""


@dataclass
class Wish:
    """Whether somebody wishes to stop."""

    stop: bool = False

    def __call__(self) -> bool:
        return self.stop

    def heard(self, _number: int, _frame: FrameType | None) -> None:
        """The first time, remember it; the second time, end this process: a run may be ended anywhere."""
        if self.stop:
            _say("Stopped. The same command goes on from here.")
            os._exit(EXIT_CODE)
        self.stop = True
        _say("Stopping after what is being made; once more to stop at once.")


@contextmanager
def heeded() -> Iterator[Wish]:
    """Take Ctrl-C, and requests to end, for a wish to stop."""
    wish = Wish()
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.signal(number, wish.heard) for number in numbers}
    try:
        yield wish
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say(text: str) -> None:
    """Straight to the terminal: a stream may be in the middle of a line of its own when a signal comes."""
    os.write(2, f"\n{text}\n".encode())
