"""Workers on this machine: processes that hold no lock, take so much memory and no more, and end with
the run that they are for."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import BaseContext

from prepsheet.batch.run import Engine

MEMORY = 1 << 30
"""Bytes of address space that a worker may take; the sheets of a person take a tenth of it."""


def engine(workers: int, preload: Iterable[str] = (), memory: int = MEMORY) -> Engine:
    """Worker processes of this machine, which have the modules of `preload` imported once for all.

    They are started anew, not forked from this process: a fork would share its lock and its threads.
    """
    modules = ["prepsheet.batch.worker", *preload]

    def start() -> Executor:
        return ProcessPoolExecutor(workers, _context(modules), _begin, (memory,))

    return Engine(start, lambda: workers)


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
