"""Whatever ends a run, the next one goes on from there, and the set comes out as if nothing had happened.

Runs are processes of their own, killed and starved at random points. `PREPSHEET_KILLS=500` tries more of
them than every run of the tests can.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch.people import tree

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")

KILLS = int(os.environ.get("PREPSHEET_KILLS", "51"))
PEOPLE = 30
WAYS = ("group", "parent", "worker")
COMMAND = [sys.executable, "-m", "prepsheet", "batch", "class.csv", "goals", "--print-file", "--zip"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class, and in `whole` what a run gives that nothing disturbs."""
    folder = tmp_path_factory.mktemp("faults")
    rows = [f"{number},Person {number}" for number in range(1, PEOPLE + 1)]
    (folder / "class.csv").write_text("\n".join(["Id,Name", *rows, ""]), encoding="utf-8")
    ran = run(folder, "whole")
    assert ran.returncode == 0, ran.stderr
    return folder


@pytest.fixture
def whole(folder: Path) -> dict[str, bytes]:
    return tree(folder / "whole")


@pytest.fixture
def out(folder: Path) -> Iterator[Path]:
    yield folder / "out"
    shutil.rmtree(folder / "out", ignore_errors=True)


def run(folder: Path, output: str = "out", *more: str, **how: object) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "-o", output, "--workers", "2", *more]
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        command, cwd=folder, capture_output=True, text=True, timeout=120, **how
    )


def begin(folder: Path, *more: str) -> subprocess.Popen[str]:
    """A run in a session of its own."""
    command = [*COMMAND, "-o", "out", "--workers", "2", *more]
    return subprocess.Popen(
        command, cwd=folder, text=True, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def members(session: int) -> list[int]:
    """The living processes of a session, in the order of their starts."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, _, _, of = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(of) == session and state not in "ZX":
                found.append(int(entry.name))
    return sorted(found)


def kill(victims: list[int]) -> None:
    for victim in victims:
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)


def ended(session: int) -> bool:
    """Whether all processes of a session end, which may take a moment."""
    deadline = time.monotonic() + 20
    while members(session):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def assert_nothing_torn(out: Path, whole: dict[str, bytes]) -> None:
    """What is to be seen of the sheets is whole, and nothing else is to be seen."""
    torn = [name for name, data in tree(out).items() if whole.get(name) != data]
    assert torn == []


def test_killed_at_any_point_and_run_again_the_set_is_the_same_to_the_byte(
    folder: Path, out: Path, whole: dict[str, bytes]
) -> None:
    chance, kills, completed = random.Random(1), 0, 0
    while kills < KILLS or not completed:
        process = begin(folder)
        while kills < KILLS and _comes_to_a_point(process, out, chance):
            kills += 1
            way = chance.choice(WAYS)
            if way == "worker":
                kill(members(process.pid)[3:][-1:])  # after the run come a tracker, a server, and the workers
                continue
            kill([process.pid] if way == "parent" else members(process.pid))
            break
        _, told = process.communicate(timeout=60)
        assert ended(process.pid), "processes are left over"
        assert_nothing_torn(out, whole)
        if process.returncode != -signal.SIGKILL:
            assert process.returncode == 0, told
            assert tree(out) == whole
            shutil.rmtree(out)
            completed += 1


def _comes_to_a_point(process: subprocess.Popen[str], out: Path, chance: random.Random) -> bool:
    """Wait until some more files are there, and a moment longer; False if the run ends before."""
    files = chance.randrange(PEOPLE // 3) + len(list(out.glob("*/*.pdf")))
    while process.poll() is None and len(list(out.glob("*/*.pdf"))) < files:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.1))
    return process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_a_run_finishes_what_it_is_at_and_says_how_to_go_on(
    folder: Path, out: Path, whole: dict[str, bytes], number: signal.Signals
) -> None:
    process = begin(folder)
    _wait_for(lambda: any(out.glob("*/*.pdf")))
    os.killpg(process.pid, number) if number == signal.SIGINT else os.kill(process.pid, number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "left; the same command goes on from here" in told and "Traceback" not in told
    assert ended(process.pid)
    assert_nothing_torn(out, whole)
    assert run(folder).returncode == 0
    assert tree(out) == whole


def test_asked_twice_it_stops_at_once(folder: Path, out: Path, whole: dict[str, bytes]) -> None:
    process = begin(folder)
    _wait_for(lambda: any(out.glob("*/*.pdf")))
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in told
    assert ended(process.pid)
    assert_nothing_torn(out, whole)
    assert run(folder).returncode == 0
    assert tree(out) == whole


def test_interrupted_while_it_starts_it_shows_no_traceback(folder: Path, out: Path) -> None:
    for pause in (0, 0.1, 0.2, 0.4):
        shutil.rmtree(out, ignore_errors=True)
        process = begin(folder)
        _wait_for(out.exists)
        time.sleep(pause)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert process.returncode in (0, 130) and "Traceback" not in told
        assert ended(process.pid)


def test_a_second_run_in_the_folder_is_refused_while_the_first_goes_on(
    folder: Path, out: Path, whole: dict[str, bytes]
) -> None:
    process = begin(folder)
    _wait_for(lambda: any(out.glob("*/*.pdf")))
    os.killpg(process.pid, signal.SIGSTOP)  # else it may be done before the second has begun
    second = run(folder)
    os.killpg(process.pid, signal.SIGCONT)
    assert second.returncode == 4 and f"in use by another run: process {process.pid} on" in second.stderr
    process.communicate(timeout=60)
    assert process.returncode == 0 and tree(out) == whole


def test_a_limit_on_the_size_of_files_ends_the_run_and_without_it_the_run_goes_on(
    folder: Path, out: Path, whole: dict[str, bytes]
) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))

    ran = run(folder, preexec_fn=limit)
    assert ran.returncode == 4, ran.stderr
    assert "Traceback" not in ran.stderr
    assert_nothing_torn(out, whole)
    assert run(folder).returncode == 0
    assert tree(out) == whole


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")
@pytest.mark.parametrize("size", ["size=300k", "nr_inodes=40"])
def test_a_full_disk_ends_the_run_and_with_room_it_goes_on(
    folder: Path, out: Path, whole: dict[str, bytes], size: str
) -> None:
    out.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(out)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        ran = run(folder)
        assert ran.returncode == 4, ran.stderr
        assert "left; the same command goes on from here" in ran.stderr and "Traceback" not in ran.stderr
        assert_nothing_torn(out, whole)
        room = ["mount", "-o", "remount,size=64m,nr_inodes=10000", "tmpfs", str(out)]
        subprocess.run(room, check=True)
        assert run(folder).returncode == 0
        assert tree(out) == whole
    finally:
        subprocess.run(["umount", "-l", str(out)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")
def test_a_disk_that_is_read_only_is_told_before_anything_is_made(folder: Path, out: Path) -> None:
    out.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(out)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        ran = run(folder)
        assert ran.returncode == 4 and "read-only" in ran.stderr
    finally:
        subprocess.run(["umount", "-l", str(out)], check=True)


def _wait_for(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.005)
