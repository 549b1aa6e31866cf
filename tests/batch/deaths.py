"""Work for the tests of the loop: what it does to a row is in the row's name. Workers import it by name."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from prepsheet.batch.model import Done, Outcome, Task
from prepsheet.batch.pool import MEMORY
from prepsheet.batch.run import Chunk
from prepsheet.batch.worker import limited
from prepsheet.problems import Place, error


def do(chunk: Chunk) -> Outcome:
    """Takes a millisecond a row; `die` kills the worker, `full` is a disk that takes no more, `endless`
    takes no signal and lets nobody else work, and `greedy` takes as much memory as there may be in all."""
    began = time.perf_counter()
    for task in chunk:
        match task.row.name.split(" "):
            case ["die"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["die", "once", mark]:
                _die_once(Path(mark))
            case ["endless"]:
                with limited(0.2):
                    re.match(r"(a+)+$", "a" * 50 + "b")
            case ["greedy"]:
                bytearray(MEMORY)
            case ["full"]:
                full = error(Place("out"), "not-writable", "no space left on the disk")
                return Outcome((), time.perf_counter() - began, (full,))
            case _:
                time.sleep(0.001)
    return Outcome(tuple(map(_done, chunk)), time.perf_counter() - began)


def _die_once(mark: Path) -> None:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _done(task: Task) -> Done:
    return Done(task.row.number, (), ())
