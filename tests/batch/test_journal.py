"""The journal: what was recorded is found again, and what is no journal of ours is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from prepsheet.batch.journal import VERSION, Journal, forget, path_in
from prepsheet.batch.model import Done, Made, Task
from prepsheet.batch.store import prepare
from prepsheet.problems import InputError, OutputError, Place, error, warning
from tests.batch.people import person

MADE = Made("Ann/goals.pdf", "goals", 2, 10, "aa", "10.1")
TASK = Task(person(4, "Ann", "ann@x.org"), "Ann", "digest", "token")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    prepare(tmp_path)
    return tmp_path


def test_a_row_is_found_again_with_its_files_in_their_order(root: Path) -> None:
    other = MADE._replace(name="Ann/aims.docx", pages=0, kept=True)
    remark = warning(Place("goals", path="goals.near"), "left-out", "left out")
    with closing(Journal(root)) as journal:
        journal.record([(TASK, Done(4, (MADE, other), (remark,), (b"one", b"two")))], printing=True)
    with closing(Journal(root)) as journal:
        found = journal.find("ann@x.org")
        assert found is not None and found.files == (MADE, other) and found.problems == (remark,)
        assert (found.digest, found.failed, found.printed) == ("digest", False, True)
        assert journal.fragments("ann@x.org") == (b"one", b"two")
        assert journal.find("bo@x.org") is None


def test_a_row_made_again_keeps_in_mind_files_it_no_longer_has(root: Path) -> None:
    with closing(Journal(root)) as journal:
        journal.record([(TASK, Done(4, (MADE,), (), (b"one",)))], printing=True)
        new = MADE._replace(name="Ann/values.pdf", kept=True)
        journal.record([(TASK, Done(4, (new,), ()))], printing=False)
        found = journal.find("ann@x.org")
        assert found is not None and found.files == (new,) and not found.printed
        assert journal.fragments("ann@x.org") == ()
        assert journal.ours("Ann") == {"Ann/goals.pdf": "aa", "Ann/values.pdf": ""}
        assert journal.ours("An") == journal.ours("Ann/goals.pdf") == {}
        assert list(journal.files()) == [
            ("ann@x.org", "Ann/goals.pdf", False),
            ("ann@x.org", "Ann/values.pdf", True),
        ]


def test_a_row_that_could_not_be_made_is_recorded_as_such(root: Path) -> None:
    with closing(Journal(root)) as journal:
        journal.record([(TASK, Done(4, (), (error(Place("x"), "x", "wrong"),)))], printing=False)
        found = journal.find("ann@x.org")
        assert found is not None and found.failed and found.files == ()


def test_a_chunk_is_recorded_as_a_whole_or_not_at_all(root: Path) -> None:
    def chunk() -> object:
        yield TASK, Done(4, (MADE,), ())
        raise RuntimeError

    with closing(Journal(root)) as journal:
        with pytest.raises(RuntimeError):
            journal.record(chunk(), printing=False)  # type: ignore[arg-type]
        assert journal.find("ann@x.org") is None


@pytest.mark.parametrize("content", [b"no journal\n" * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_journal_is_refused_and_stays(root: Path, content: bytes) -> None:
    path_in(root).write_bytes(content)
    with pytest.raises(InputError) as refused, closing(Journal(root)) as journal:
        journal.about()
    assert [problem.code for problem in refused.value.problems] == ["damaged-journal"]
    assert "--fresh" in refused.value.problems[0].hint
    assert path_in(root).read_bytes() == content


def test_a_journal_that_was_cut_off_is_refused(root: Path) -> None:
    with closing(Journal(root)) as journal:
        chunk = [(Task(person(n, f"P{n}"), f"P{n}", "d"), Done(n, (), (), (b"x" * 5000,))) for n in range(50)]
        journal.record(chunk, printing=True)
    whole = path_in(root).read_bytes()
    path_in(root).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError) as refused, closing(Journal(root)) as journal:
        for number in range(50):
            journal.find(f"p{number}")
            journal.fragments(f"p{number}")
    assert refused.value.problems[0].code == "damaged-journal"


def test_a_journal_that_is_forgotten_leaves_nothing_that_could_spoil_the_next(root: Path) -> None:
    with closing(Journal(root)) as journal:
        journal.record([(TASK, Done(4, (MADE,), ()))], printing=False)
    hot = path_in(root).with_name("journal.sqlite-journal")
    hot.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(1016))
    forget(root)
    assert not hot.exists()
    with closing(Journal(root)) as journal:
        assert journal.find("ann@x.org") is None


def test_the_journal_of_a_newer_version_is_refused_and_let_go(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Journal(root).close()
    with closing(sqlite3.connect(path_in(root))) as base:
        base.execute(f"PRAGMA user_version = {VERSION + 1}")
    with closing(sqlite3.connect(path_in(root))) as base:
        monkeypatch.setattr(sqlite3, "connect", lambda _path: base)
        with pytest.raises(InputError) as refused:
            Journal(root)
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            base.execute("SELECT 1")
    assert refused.value.problems[0].code == "newer-journal"


def test_a_disk_that_refuses_is_not_taken_for_damage(root: Path) -> None:
    path_in(root).mkdir()
    with pytest.raises(OutputError) as refused:
        Journal(root)
    assert refused.value.problems[0].code == "not-writable"
