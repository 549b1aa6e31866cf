"""Workers of a Dask cluster: processes of their own, started for these tests, killed and lost."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client

from prepsheet.batch import batch, cluster, luggage
from prepsheet.batch.run import Engine
from prepsheet.cli import run as command
from prepsheet.problems import InputError
from tests.batch.people import order, people, tree
from tests.batch.test_run import run
from tests.dask_cluster import cluster_of


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster_of(2, tmp_path_factory.mktemp("cluster")) as (address, _):
        yield address


@pytest.fixture
def crew(scheduler: str) -> Engine:
    return cluster.engine(scheduler)


def test_a_worker_killed_in_mid_run_changes_no_byte_of_what_is_made(scheduler: str, tmp_path: Path) -> None:
    rows = people(*(f"Person {number}" for number in range(40)))
    batch(rows, order(tmp_path, output=tmp_path / "here"))
    elsewhere = order(
        tmp_path, output=tmp_path / "there", engine=cluster.engine(scheduler, tmp_path / "there")
    )
    client = Client(cluster.address_in(scheduler), set_as_default=False)
    victims = [*client.run(os.getpid).values()]

    def kill_one(done: int, _all: int) -> None:
        if done > 3 and victims:
            os.kill(victims.pop(), signal.SIGKILL)
            victims.clear()

    summary = batch(rows, elsewhere, kill_one)
    client.close()
    assert (summary.now, summary.stopped, victims) == (40, (), [])
    assert tree(tmp_path / "here") == tree(tmp_path / "there")


def test_a_folder_of_profiles_becomes_the_same_files_and_print_file(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("people").mkdir()
    for name in ("Ann", "Bo"):
        profile = f"basics: {{name: {name}}}\nprep: {{version: 1}}\n"
        Path(f"people/{name}.yaml").write_text(profile, encoding="utf-8")
    asked = ["batch", "people", "goals", "--print-file", "--date", "2027-03-09"]
    assert command([*asked, "-o", "here", "--workers", "1"]) == 0
    assert command([*asked, "-o", "there", "--scheduler", scheduler]) == 0
    assert tree(tmp_path / "here") == tree(tmp_path / "there")
    assert "print.pdf" in tree(tmp_path / "there")
    assert command([*asked, "--workers", "1", "--scheduler", scheduler]) == 2


def test_a_row_that_kills_its_worker_costs_itself_only(crew: Engine) -> None:
    names = ["x"] * 60
    names[1] = "die"
    ended, log = run(crew, *names)
    assert log.wrong == {2: ["worker-died"]} and len(log.rows) == 60 and not ended.stopped


def test_a_full_disk_ends_the_run(crew: Engine) -> None:
    names = ["x"] * 60
    names[20] = "full"
    ended, log = run(crew, *names)
    assert [problem.code for problem in ended.stopped] == ["not-writable"] and 21 not in log.rows


def test_what_is_with_workers_is_waited_for_when_a_run_is_to_stop(crew: Engine) -> None:
    asked = iter(range(1_000_000))
    ended, log = run(crew, *["x"] * 10_000, stopping=lambda: next(asked) > 3)
    assert 4 <= len(log.rows) < 10_000 and not ended.stopped


def test_workers_that_do_not_see_the_roster_s_folder_refuse(scheduler: str, tmp_path: Path) -> None:
    ended, log = run(cluster.engine(scheduler, folder=tmp_path / "gone"), "x", "x")
    assert f"does not see {tmp_path / 'gone'}" in ended.stopped[0].message and not log.rows


def test_workers_of_other_versions_refuse(crew: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    other = luggage.versions() | {"reportlab": "0.1"}
    monkeypatch.setattr(luggage, "versions", lambda: other)
    ended, log = run(crew, "x", "x")
    assert "has reportlab " in ended.stopped[0].message and "it is 0.1" in ended.stopped[0].message
    assert not log.rows


def test_another_prepsheet_on_the_workers_is_refused_before_anything_is_done(
    scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "__version__", "99")
    with pytest.raises(InputError, match=r"has prepsheet .*, this machine 99, and so with . more"):
        cluster.engine(scheduler)


def test_a_cluster_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.1)
    with cluster_of(0, tmp_path) as (address, _), pytest.raises(InputError, match="no worker has joined"):
        cluster.engine(address)


def test_a_cluster_that_has_lost_all_its_workers_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WATCH", 0.05)
    with cluster_of(1, tmp_path, "--no-nanny") as (address, _):
        crew = cluster.engine(address)
        monkeypatch.setattr(cluster, "PATIENCE", 0.2)
        ended, log = run(crew, "x", "die", "x")
    assert [problem.code for problem in ended.stopped] == ["lost"] and 2 not in log.rows


def test_a_scheduler_lost_in_mid_run_ends_it_and_what_is_done_stays(tmp_path: Path) -> None:
    rows = people(*(f"Person {number}" for number in range(40)))
    with cluster_of(1, tmp_path) as (address, scheduler):

        def lose(done: int, _all: int) -> None:
            if done > 3:
                scheduler.kill()

        summary = batch(rows, order(tmp_path, engine=cluster.engine(address, tmp_path / "out")), lose)
    assert [problem.code for problem in summary.stopped] == ["lost"]
    assert 0 < summary.now < 40 and summary.left == 40 - summary.now
    assert batch(rows, order(tmp_path)).now == summary.left
    batch(rows, order(tmp_path, output=tmp_path / "whole"))
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "foo://there", "gone.json", "class.csv"])
def test_a_scheduler_that_is_not_there_is_told(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.2)
    monkeypatch.chdir(tmp_path)
    Path("class.csv").write_text("Name\nAnn\n", encoding="utf-8")
    assert command(["batch", "class.csv", "--scheduler", address]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{address}: error: ") and "scheduler" in told and not Path("output").exists()


def test_without_dask_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "dask", None)
    monkeypatch.delitem(sys.modules, "prepsheet.batch.cluster")
    monkeypatch.chdir(tmp_path)
    Path("class.csv").write_text("Name\nAnn\n", encoding="utf-8")
    assert command(["batch", "class.csv", "--scheduler", "tcp://127.0.0.1:1"]) == 1
    assert "prepsheet[dask]" in capsys.readouterr().err
