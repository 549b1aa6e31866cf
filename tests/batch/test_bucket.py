"""Object stores as output: one in memory, and S3 as a server of this machine speaks it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import fsspec
import pytest

from prepsheet.batch import Order, batch
from prepsheet.batch.bucket import Bucket, bucket
from prepsheet.batch.pool import engine
from prepsheet.cli import run as command
from prepsheet.problems import InputError
from tests.batch.people import order, people, tree

ANN = "Ann/answer-draft.docx"


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        forkserver._forkserver._stop()  # type: ignore[attr-defined]  # workers have its environment
        fsspec.filesystem("s3").mkdir("sheets")
        yield "s3://sheets"
    server.stop()


@pytest.fixture(params=["memory", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder of its own in each kind of store."""
    root = request.getfixturevalue("s3") if request.param == "s3" else "memory://sheets"
    return f"{root}/{tmp_path.name} [ä] #1"


@pytest.fixture
def store(url: str, tmp_path: Path) -> Bucket:
    return bucket(url, tmp_path / "out")


def held(store: Bucket) -> dict[str, bytes]:
    """Every object with its bytes."""
    fs, root = fsspec.core.url_to_fs(store.url)
    fs.invalidate_cache()
    found = fs.find(root)
    return {name.removeprefix(f"{root.rstrip('/')}/"): fs.cat_file(name) for name in sorted(found)}


def put(store: Bucket, name: str, data: bytes) -> None:
    store.put_all({name: data})


def ordered(tmp_path: Path, store: Bucket, **changes: Any) -> Order:
    return order(tmp_path, output=store.state, store=store, **changes)


def test_a_bucket_gets_what_a_folder_would(tmp_path: Path, store: Bucket) -> None:
    rows = people("Ann", "Bo", "Cy [1] #2 %41?")
    batch(rows, order(tmp_path, output=tmp_path / "folder", zipped=True))
    batch(rows, ordered(tmp_path, store, zipped=True))
    assert held(store) == tree(tmp_path / "folder")
    local = tree(store.state)
    assert {*local} == {"class.zip", "manifest.json", "report.csv"}
    assert local["report.csv"] == held(store)["report.csv"]


def test_a_second_run_makes_what_is_missing_or_was_not_finished(tmp_path: Path, store: Bucket) -> None:
    rows = people("Ann", "Bo", "Cy")
    batch(rows, ordered(tmp_path, store))
    whole = held(store)
    assert batch(rows, ordered(tmp_path, store)).now == 0
    fs, root = fsspec.core.url_to_fs(store.url)
    fs.rm_file(f"{root}/{ANN}")
    put(store, "Bo/answer-draft.docx", whole["Bo/answer-draft.docx"][:1000])
    assert batch(rows, ordered(tmp_path, store)).now == 2
    assert held(store) == whole


def test_what_somebody_changed_or_put_there_is_kept(tmp_path: Path, store: Bucket) -> None:
    put(store, "Bo/answer-draft.docx", b"not yours")
    rows = people("Ann", "Bo")
    first = batch(rows, ordered(tmp_path, store)).finished
    assert first is not None
    assert [(line.entry.name, line.problems[0].code) for line in first.failures] == [("Bo", "exists")]
    put(store, ANN, b"my own words")
    put(store, "report.csv", b"my notes")
    second = batch(rows, ordered(tmp_path, store, options={"preset": "large"})).finished
    assert second is not None and second.kept == 1
    there = held(store)
    assert (there[ANN], there["Bo/answer-draft.docx"]) == (b"my own words", b"not yours")
    assert there["report.csv.bak"] == b"my notes" and b"kept as changed" in there["report.csv"]


def test_a_stamp_tells_a_changed_object_or_makes_it_be_read(store: Bucket) -> None:
    with store.writing() as output:
        stamp = output.put(ANN, b"one")
        assert held(store) == {}
        output.commit()
    known = stamp == store.stamp(ANN) == store.stamps()(ANN)
    assert known or store.url.startswith("memory")
    put(store, ANN, b"two")
    assert store.stamp(ANN) not in ("", stamp) and store.stamps()(ANN) != stamp
    assert store.stamp("Ann/other") == store.stamps()("Ann/other") == store.sha256("Ann/other") == ""


def test_processes_write_to_s3_as_one_does(tmp_path: Path, s3: str) -> None:
    rows = people(*(f"Person {number}" for number in range(12)))
    stores = [bucket(f"{s3}/{name}", tmp_path / name) for name in ("here", "pool")]
    for store, by in zip(stores, ({}, {"engine": engine(2)}), strict=True):
        batch(rows, ordered(tmp_path, store, **by))
    assert held(stores[0]) == held(stores[1])


def test_a_bucket_that_is_not_there_ends_the_run_and_says_so(tmp_path: Path, s3: str) -> None:
    store = bucket("s3://nowhere/sheets", tmp_path / "out")
    summary = batch(people("Ann", "Bo"), ordered(tmp_path, store))
    assert [problem.code for problem in summary.stopped] == ["not-writable"] and summary.left == 2
    assert "bucket does not exist" in summary.stopped[0].message


def test_a_store_that_no_driver_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        bucket("floppy://a/sheets", tmp_path)
    assert refused.value.problems[0].code == "no-store"


def test_the_command_writes_to_a_bucket_and_says_where_its_record_is(
    tmp_path: Path, s3: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("class.csv").write_text("Name\nAnn\n", encoding="utf-8")
    url = f"{s3}/of a command"
    assert command(["batch", "class.csv", "answer-draft", "-o", url, "--workers", "1"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [f"{url}/report.csv", f"{url}/manifest.json"]
    state = Path("output/class at s3-sheets-of a command")
    assert str(state) in told.err and (state / ".prepsheet/journal.sqlite").exists()
    listed = json.loads(held(bucket(url, state))["manifest.json"])["files"]
    assert [each["file"] for each in listed] == [ANN]
    assert command(["batch", "class.csv", "-o", f"{s3}/x", "--state", str(state), "--workers", "1"]) == 1
    assert "the sheets of another roster" in capsys.readouterr().err


def test_file_urls_are_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("class.csv").write_text("Name\nAnn\n", encoding="utf-8")
    url = f"file://{tmp_path}/a"
    assert command(["batch", "class.csv", "answer-draft", "-o", url, "--workers", "1"]) == 0
    assert ANN in tree(tmp_path / "a") and (tmp_path / "a/.prepsheet/journal.sqlite").exists()
