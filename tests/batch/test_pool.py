"""Workers of this machine: what becomes of a run when one of them dies."""

from __future__ import annotations

import os
import signal
import struct
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from prepsheet.batch.pool import engine


def die_within_a_message() -> None:
    """What is seen of a worker that is killed while it sends a result which is larger than a pipe."""
    frame: Any = sys._getframe()
    while "result_queue" not in frame.f_locals:
        frame = frame.f_back
    begun = struct.pack("!i", 45_000) + b"half of it"
    os.write(frame.f_locals["result_queue"]._writer.fileno(), begun)
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_while_it_sends_its_result_leaves_nobody_waiting() -> None:
    pool = engine(2).start()
    sent = [pool.submit(time.sleep, 600), pool.submit(die_within_a_message)]
    for each in sent:
        with pytest.raises(BrokenProcessPool):
            each.result(timeout=60)
    pool.shutdown()
