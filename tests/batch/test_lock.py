"""One run at a time in a folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from prepsheet.batch.lock import held
from prepsheet.problems import OutputError

HOLD = """
import sys, time, pathlib
from prepsheet.batch.lock import held
with held(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    folder = tmp_path / "out" / ".prepsheet"
    folder.mkdir(parents=True)
    return folder / "lock"


def test_a_second_run_is_told_who_the_first_is_and_the_lock_dies_with_its_process(lock: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    with holder, holder.stdout:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OutputError) as refused, held(lock):
            pass
        holder.send_signal(signal.SIGKILL)
    (problem,) = refused.value.problems
    assert problem.code == "in-use"
    assert f"process {holder.pid} on {socket.gethostname()}, since " in problem.message
    with held(lock):
        assert lock.read_text(encoding="utf-8").startswith(f"{os.getpid()}\n")


def test_the_lock_is_free_after_a_run(lock: Path) -> None:
    with held(lock):
        pass
    with held(lock):
        pass


def test_a_lock_that_can_t_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"), held(tmp_path / "nowhere" / "lock"):
        pass
