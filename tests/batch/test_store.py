"""Files come to their places whole, all of a chunk or none, and never by way of a link."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from prepsheet.batch.store import Disk, InTheWay, prepare, sweep, unfinished
from prepsheet.problems import OutputError
from tests.batch.people import tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    prepare(folder)
    sweep(folder)
    return folder


def left_unfinished(root: Path) -> list[Path]:
    return list(unfinished(root).parent.iterdir())


def test_nothing_is_to_be_seen_before_a_chunk_is_done(root: Path) -> None:
    with Disk(root).writing() as output:
        output.put("A/Ann/goals.pdf", b"one")
        output.put("B/Bo/goals.pdf", b"two")
        assert tree(root) == {}
        output.commit()
    assert tree(root) == {"A/Ann/goals.pdf": b"one", "B/Bo/goals.pdf": b"two"}
    assert left_unfinished(root) == []


def test_of_a_chunk_that_fails_nothing_is_left(root: Path) -> None:
    with pytest.raises(RuntimeError), Disk(root).writing() as output:
        output.put("Ann/goals.pdf", b"one")
        raise RuntimeError
    assert tree(root) == {} and left_unfinished(root) == []


def test_a_stamp_tells_a_changed_file_from_the_one_that_was_written(root: Path) -> None:
    store = Disk(root)
    with store.writing() as output:
        stamp = output.put("Ann/goals.pdf", b"one")
        output.commit()
    assert store.stamp("Ann/goals.pdf") == stamp
    (root / "Ann/goals.pdf").write_bytes(b"longer")
    assert store.stamp("Ann/goals.pdf") not in (stamp, "")
    assert store.stamp("Ann/values.pdf") == store.stamp("Ann/goals.pdf/x") == ""


def test_a_link_to_a_file_is_replaced_and_what_it_points_to_stays(root: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.pdf"
    mine.write_bytes(b"mine")
    (root / "Ann").mkdir()
    (root / "Ann/goals.pdf").symlink_to(mine)
    store = Disk(root)
    assert store.read("Ann/goals.pdf") is None
    with store.writing() as output:
        output.put("Ann/goals.pdf", b"one")
        output.commit()
    assert mine.read_bytes() == b"mine" and not (root / "Ann/goals.pdf").is_symlink()


@pytest.mark.parametrize("obstacle", ["link", "file"])
def test_a_folder_that_is_none_is_in_the_way_of_its_person_only(
    root: Path, tmp_path: Path, obstacle: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "Ann").symlink_to(elsewhere) if obstacle == "link" else (root / "Ann").write_bytes(b"")
    with Disk(root).writing() as output:
        with pytest.raises(InTheWay):
            output.put("Ann/goals.pdf", b"one")
        output.put("Bo/goals.pdf", b"two")
        output.commit()
    assert tree(root).get("Bo/goals.pdf") == b"two" and not list(elsewhere.iterdir())


def test_a_folder_in_the_place_of_a_file_is_in_the_way(root: Path) -> None:
    (root / "Ann/goals.pdf").mkdir(parents=True)
    with pytest.raises(InTheWay, match="not a file"):
        Disk(root).read("Ann/goals.pdf")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.EIO])
def test_what_a_full_disk_refuses_leaves_nothing_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OutputError), Disk(root).writing() as output:
        output.put("Ann/goals.pdf", b"one")
        output.commit()
    assert tree(root) == {} and left_unfinished(root) == []


def test_a_finished_file_is_moved_in_place_and_one_that_is_not_ours_kept(root: Path) -> None:
    store = Disk(root)
    for number, text in enumerate([b"first", b"second", b"third"]):
        path = unfinished(root)
        path.write_bytes(text)
        store.adopt(path, "report.csv", replace=number == 1)
    assert tree(root) == {"report.csv": b"third", "report.csv.bak": b"second"}


def test_what_a_killed_run_left_is_cleared_away(root: Path) -> None:
    unfinished(root).write_bytes(b"torn")
    sweep(root)
    assert left_unfinished(root) == []


def test_the_hidden_folder_is_for_nobody_else(root: Path) -> None:
    assert (root / ".prepsheet").stat().st_mode & 0o077 == 0
