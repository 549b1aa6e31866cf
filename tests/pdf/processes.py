"""Programs in a Python of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def in_a_process(program: str, folder: Path = ROOT, **environment: str) -> bytes:
    """What a program prints that runs in `folder`, which is on its path, with the variables added."""
    path = os.pathsep.join([str(folder), str(ROOT), str(ROOT / "src"), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment, "PYTHONPATH": path},
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert not done.returncode, done.stderr.decode()
    return done.stdout
