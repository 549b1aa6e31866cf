"""One run at a time in a folder: a lock that names its holder, and dies with it.

It is the operating system's, on an open file: nothing has to be cleaned up after a crash. Workers are
started so that they do not inherit the file.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from prepsheet.outputs import disk_errors
from prepsheet.problems import OutputError, Place, error, shown

_FAR = 1 << 30
"""Where Windows locks a byte: beyond the text, which others are to read."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock at `path`. Raises OutputError if another run does, and says which."""
    with disk_errors(path):
        stream = path.open("a+", encoding="utf-8")
    with stream:
        if not _taken(stream):
            raise _in_use(path, stream)
        stream.truncate(0)
        stream.write(f"{os.getpid()}\n{socket.gethostname()}\n{datetime.now():%Y-%m-%d %H:%M}\n")
        with disk_errors(path):
            stream.flush()
        yield


def _in_use(path: Path, stream: IO[str]) -> OutputError:
    stream.seek(0)
    process, host, since, *_ = [*stream.read(500).split("\n"), "?", "?", "?"]
    who = f"process {shown(process)} on {shown(host)}, since {shown(since)}"
    hint = "wait until it is done, or write elsewhere with -o"
    return OutputError(
        [error(Place(str(path.parent.parent)), "in-use", f"in use by another run: {who}", hint)]
    )


if sys.platform == "win32":
    import msvcrt

    def _taken(stream: IO[str]) -> bool:
        os.lseek(stream.fileno(), _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(stream: IO[str]) -> bool:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
