"""Workers on this machine: processes that hold no lock, take so much memory and no more, and end with
the run that they are for."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from prepsheet.batch.run import Engine

MEMORY = 1 << 30
"""Bytes of address space that a worker may take; the sheets of a person take a tenth of it."""
LOOK, GRACE = 1.0, 2.0
"""Seconds between two looks at which workers there are, and within which the pool notices that one died."""


def engine(workers: int, preload: Iterable[str] = (), memory: int = MEMORY) -> Engine:
    """Worker processes of this machine, which have the modules of `preload` imported once for all.

    They are started anew, not forked from this process: a fork would share its lock and its threads.
    """
    modules = ["prepsheet.batch.worker", *preload]

    def start() -> Executor:
        pool = ProcessPoolExecutor(workers, _context(modules), _begin, (memory,))
        threading.Thread(target=_watch, args=(pool,), daemon=True).start()
        return pool

    return Engine(start, lambda: workers, lambda: _context(modules))


def _watch(pool: ProcessPoolExecutor) -> None:
    """End a pool that waits for ever for the rest of what a worker was sending when it died.

    It reads nothing else then, nor sees that the worker is dead. The message ends when nobody is left who
    could send more of it: so all other workers are ended, as the pool does when it sees that one died.
    """
    while (processes := pool._processes) is not None:
        workers = list(processes.values())
        ended = wait([each.sentinel for each in workers], LOOK)
        if not workers:
            time.sleep(LOOK)
        elif ended:
            time.sleep(GRACE)
            died = any(each.exitcode for each in workers if each.sentinel in ended)
            if died and not pool._broken:
                _end(pool, [each for each in workers if each.sentinel not in ended])
            return


def _end(pool: ProcessPoolExecutor, workers: Iterable[BaseProcess]) -> None:
    """End workers, and with our own end of the pipe the message that the pool is reading."""
    for each in workers:
        each.kill()
    results: Any = pool._result_queue
    if results is not None:
        # The pool closes the number itself, later; or has by now, if it saw the death after all.
        with Path(os.devnull).open("wb") as nowhere, suppress(OSError):
            os.dup2(nowhere.fileno(), results._writer.fileno())


def _context(modules: list[str]) -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(modules)
    resource_tracker.ensure_running()
    with _interrupts_kept_from_children():
        forkserver.ensure_running()
    return context


@contextmanager
def _interrupts_kept_from_children() -> Iterator[None]:
    """Ctrl-C goes to all processes of a terminal; what to do about it is for the parent alone."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where they are spawned, the mask above is not theirs
    _limit_memory(memory)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A run that was killed leaves nobody behind who goes on writing."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _limit_memory(limit: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
