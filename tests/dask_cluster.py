"""A Dask cluster of this machine, of processes that can be killed one by one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_RUNNING = [sys.executable, "-W", "ignore", "-m"]
_SCHEDULER = [*_RUNNING, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
_WORKER = [*_RUNNING, "distributed.cli.dask_worker", "--nthreads", "1"]
_HERE = str(Path(__file__).parents[1])


@contextmanager
def cluster_of(workers: int, folder: Path, *more: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The file that a scheduler has written, and its process. What killed a worker is not tried again."""
    file = folder / "scheduler.json"
    begin = [*_SCHEDULER, "--no-dashboard", "--scheduler-file", str(file)]
    join = [*_WORKER, "--nworkers", str(workers), "--no-dashboard", "--scheduler-file", str(file)]
    commands = [begin, [*join, "--local-directory", str(folder), *more]] if workers else [begin]
    processes = [_started(command, folder) for command in commands]
    try:
        _wait_for(file)
        yield str(file), processes[0]
    finally:
        for process in processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _started(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([_HERE, f"{_HERE}/src", os.environ.get("PYTHONPATH", "")])
    told = {"PYTHONPATH": paths, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | told,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait_for(file: Path) -> None:
    """Until the scheduler has written all of its file."""
    deadline = time.monotonic() + 60
    while not (file.exists() and file.read_bytes().endswith(b"}")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
