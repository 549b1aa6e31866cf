"""A PDF read in a process of its own, whose time and memory end when they are used up.

Reading takes time in proportion to a file, at worst some two seconds for each million bytes. Sheets
are far smaller; a larger file may be one with pictures added, or one that wants to do harm.
"""

from __future__ import annotations

import subprocess
import sys

import msgspec

from prepsheet.collect.model import Returned
from prepsheet.problems import InputError, Place, Problem, error

SECONDS = 4
"""Of the processor's time."""
PATIENCE = 15
"""Seconds by the clock, on a machine that is busy with other things or can't limit the processor's time."""
MEMORY = 512 << 20
"""Bytes."""


class _Answer(msgspec.Struct):
    returned: Returned | None
    problems: tuple[Problem, ...] = ()


def read(data: bytes, file: str) -> Returned:
    """As `pdf.read`. Raises InputError, too, for a file that takes too much time or memory."""
    command = [sys.executable, "-m", __name__, file]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=True)
        answer = msgspec.json.decode(done.stdout, type=_Answer)
    except (subprocess.SubprocessError, msgspec.DecodeError):
        message = "this file takes more time or memory to read than any sheet"
        hint = "open it in a viewer and save it anew, without what was added to it"
        raise InputError([error(Place(file), "too-much", message, hint)]) from None
    if answer.returned is None:
        raise InputError(answer.problems)
    return answer.returned


def _answer(data: bytes, file: str) -> _Answer:
    from prepsheet.collect import pdf

    try:
        return _Answer(pdf.read(data, file))
    except InputError as refused:
        return _Answer(None, refused.problems)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit()
    sys.stdout.buffer.write(msgspec.json.encode(_answer(sys.stdin.buffer.read(), sys.argv[1])))
