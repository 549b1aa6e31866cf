"""`prepsheet batch` on classes of 100, 1,000 and 10,000 people, pdfcpu and docxtpl on the same rosters.

Run as `python -m tests.bench.batch [PEOPLE …]`. Each run is a process of its own and is added to the results,
`batch.json` beside this file, when it is done; what they have already is not run again, so it can be
interrupted. `python -m tests.bench.batch_page` puts them into `docs/scale.md`. docxtpl comes with the extra
`bench`; pdfcpu is used where it is installed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.bench import batch_peers, class_of
from tests.dask_cluster import cluster_of

RESULTS = Path(__file__).with_suffix(".json")
CLASSES = (100, 1_000, 10_000)
LOOKS = 0.5
"""Seconds between two looks at the memory of a run; they take time from workers where all cores work."""
DASK_WORKERS = 2
KITS = 1_000
"""People of the largest class that gets all sheets: they cost the same however many there are."""
Result = dict[str, Any]


def runs(people: int) -> dict[str, Callable[[Path], Result]]:
    """What is run for a class of that size, by name."""
    kit = {"kit, 2 workers": lambda folder: _batch(people, folder, 2)} if people <= KITS else {}
    return kit | {
        "goals, 1 worker": lambda folder: _batch(people, folder, 1, "goals"),
        "goals, 2 workers": lambda folder: _batch(people, folder, 2, "goals"),
        "goals, 2 workers, Dask": lambda folder: _on_dask(people, folder),
        "goals, print file, 2 workers": lambda folder: _batch(people, folder, 2, "goals", "--print-file"),
        "draft, 1 worker": lambda folder: _batch(people, folder, 1, "answer-draft"),
        "draft, 2 workers": lambda folder: _batch(people, folder, 2, "answer-draft"),
        "pdfcpu": lambda folder: _peer(people, folder, batch_peers.pdfcpu),
        "docxtpl": lambda folder: _peer(people, folder, batch_peers.docxtpl),
    }


def _batch(people: int, folder: Path, workers: int, *more: str) -> Result:
    return _measured(people, folder, workers, ["--workers", str(workers), *more])


def _on_dask(people: int, folder: Path) -> Result:
    with cluster_of(DASK_WORKERS, folder) as (scheduler, _):
        for size, name in ((2, "warm"), (people, "measured")):  # workers import what they need only once
            inner = folder / name
            inner.mkdir()
            found = _measured(size, inner, DASK_WORKERS, ["--scheduler", scheduler, "goals"])
    return found


def _measured(people: int, folder: Path, workers: int, more: list[str]) -> Result:
    roster = class_of.write(folder, people)
    told = folder / "told.json"
    command = [sys.executable, "-m", "tests.bench.measured", str(told), "batch", str(roster)]
    began = time.perf_counter()
    process = subprocess.Popen([*command, "-o", str(folder / "out"), "-q", *more], stdout=subprocess.DEVNULL)
    peaks: dict[int, int] = {}
    watching = threading.Thread(target=_watch, args=(process, peaks))
    watching.start()
    assert process.wait() == 0
    seconds = time.perf_counter() - began
    watching.join()
    spent = json.loads(told.read_text(encoding="utf-8"))
    spent["start"] = seconds - spent.pop("inside") + spent.pop("first_chunk")
    parent = peaks.pop(process.pid, 0)
    files = [path.stat().st_size for path in (folder / "out").glob("**/*.*") if path.is_file()]
    return {
        "seconds": seconds,
        "workers": workers,
        "parent_mb": parent / 1024,
        "worker_mb": max(peaks.values(), default=0) / 1024,
        "output_mb": sum(files) / 1e6,
        "journal_mb": (folder / "out/.prepsheet/journal.sqlite").stat().st_size / 1e6,
        **spent,
    }


def _watch(process: subprocess.Popen[bytes], peaks: dict[int, int]) -> None:
    """The greatest memory, in kB, of all that run for us while a process does; engines start their own."""
    while process.poll() is None:
        for each in _family(os.getpid())[1:]:
            with suppress(OSError, StopIteration, ValueError):
                status = Path(f"/proc/{each}/status").read_text(encoding="utf-8")
                line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
                peaks[each] = int(line.split()[1])
        time.sleep(LOOKS)


def _family(process: int) -> list[int]:
    found = [process]
    with suppress(OSError):
        for each in Path(f"/proc/{process}/task").glob("*/children"):
            for child in each.read_text(encoding="utf-8").split():
                found += _family(int(child))
    return found


def _peer(people: int, folder: Path, fill: Callable[[Path, Path], float | None]) -> Result:
    seconds = fill(class_of.write(folder, people), folder)
    return {} if seconds is None else {"seconds": seconds, "workers": 1}


def _machine() -> dict[str, str]:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    return {
        "date": datetime.date.today().isoformat(),
        "processor": model or platform.processor(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
    }


def main() -> None:
    """Run what is not in the results yet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("people", nargs="*", type=int, default=CLASSES)
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    parser.add_argument("--only", default="", help="runs whose names have this in them")
    wanted = parser.parse_args()
    known = json.loads(wanted.output.read_text(encoding="utf-8")) if wanted.output.exists() else {}
    results = {"machine": _machine(), "runs": known.get("runs", {})}
    for people in sorted(wanted.people):
        done = results["runs"].setdefault(str(people), {})
        for name, measure in runs(people).items():
            if wanted.only not in name or done.get(name):
                continue
            load, _, _ = os.getloadavg()
            with tempfile.TemporaryDirectory() as folder:
                found = measure(Path(folder))
            done[name] = found | {"load": load} if found else {}
            told = f"{found['seconds']:8.1f} s" if found else "not installed"
            print(f"{people:7,} {name:30} {told}", flush=True)  # noqa: T201 - a benchmark prints
            wanted.output.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
