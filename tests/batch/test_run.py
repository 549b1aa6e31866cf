"""The loop: every row is done once, whatever becomes of the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from prepsheet.batch import run as loop
from prepsheet.batch.model import Done, Outcome, Task
from prepsheet.batch.pool import engine
from prepsheet.batch.run import Chunk, Engine, Run
from tests.batch.deaths import do
from tests.batch.people import HERE, AtOnce, person

POOL = engine(2)
THREADS = Engine(lambda: ThreadPoolExecutor(3), lambda: 3)


@dataclass
class Log:
    """What was recorded of each row, by its number."""

    rows: dict[int, list[str]] = field(default_factory=dict)

    def __call__(self, chunk: Iterable[tuple[Task, Done]]) -> None:
        recorded = list(chunk)
        for task, done in recorded:
            assert task.row.number == done.number not in self.rows
            self.rows[done.number] = [problem.code for problem in done.problems]

    @property
    def wrong(self) -> dict[int, list[str]]:
        return {number: codes for number, codes in self.rows.items() if codes}


def tasks(*names: str) -> Iterator[Task]:
    for number, name in enumerate(names, 1):
        yield Task(person(number, name), name, "")


def run(
    engine: Engine, *names: str, work: loop.Work = do, stopping: Callable[[], bool] = lambda: False
) -> tuple[Run, Log]:
    log = Log()
    made = Run(engine, work, tasks(*names), len(names), log, stopping)
    made()
    return made, log


@pytest.mark.parametrize("engine", [HERE, THREADS, POOL], ids=["here", "threads", "processes"])
def test_any_executor_does_every_row_once(engine: Engine) -> None:
    _, log = run(engine, *["x"] * 300)
    assert sorted(log.rows) == list(range(1, 301)) and not log.wrong


def test_a_row_that_kills_its_worker_costs_itself_only() -> None:
    names = ["x"] * 120
    names[57] = names[58] = names[119] = "die"
    _, log = run(POOL, *names)
    assert len(log.rows) == 120
    assert log.wrong == {58: ["worker-died"], 59: ["worker-died"], 120: ["worker-died"]}


def test_a_worker_that_dies_by_chance_costs_nothing(tmp_path: Path) -> None:
    names = ["x"] * 120
    for place in (0, 50, 110):
        names[place] = f"die once {tmp_path / str(place)}"
    _, log = run(POOL, *names)
    assert len(log.rows) == 120 and not log.wrong


def test_a_worker_takes_no_more_memory_than_it_may() -> None:
    _, log = run(POOL, "x", "greedy", "x")
    assert log.wrong == {2: ["worker-died"]}


def test_a_row_that_never_ends_costs_itself_only() -> None:
    _, log = run(POOL, "x", "x", "endless", "x")
    assert log.wrong == {3: ["worker-died"]} and len(log.rows) == 4


def test_a_full_disk_ends_the_run_and_what_was_made_is_recorded() -> None:
    names = ["x"] * 500
    names[100] = "full"
    ended, log = run(POOL, *names)
    assert [problem.message for problem in ended.stopped] == ["no space left on the disk"]
    assert 1 <= len(log.rows) < 500 and 101 not in log.rows


def test_workers_that_always_die_end_the_run() -> None:
    ended, log = run(POOL, *["die"] * 100)
    assert [problem.code for problem in ended.stopped] == ["workers-died"]
    assert len(log.rows) < loop.MOST_DEATHS


def test_a_wish_to_stop_lets_what_is_being_made_be_finished() -> None:
    asked = iter(range(1_000_000))
    _, log = run(POOL, *["x"] * 10_000, stopping=lambda: next(asked) > 3)
    assert 1 <= len(log.rows) < 10_000


def test_any_error_of_an_engine_is_a_death_of_a_worker() -> None:
    def work(chunk: Chunk) -> Outcome:
        if any(task.row.name == "die" for task in chunk):
            raise RuntimeError("KilledWorker, says the engine")
        return do(chunk)

    _, log = run(HERE, "x", "x", "die", "x", "x", work=work)
    assert log.wrong == {3: ["worker-died"]} and len(log.rows) == 5


def test_chunks_grow_until_they_take_their_time_and_are_smaller_in_the_end() -> None:
    chunks = []

    def work(chunk: Chunk) -> Outcome:
        chunks.append(len(chunk))
        return Outcome(tuple(Done(task.row.number, (), ()) for task in chunk), 0.1 * len(chunk))

    run(HERE, *["x"] * 100, work=work)
    most = round(loop.SECONDS / 0.1)
    growing, ending = chunks[: chunks.index(most)], chunks[chunks.index(most) :]
    assert growing[0] == 1 and growing == sorted(growing)
    assert ending == sorted(ending, reverse=True) and ending[-1] <= most // 3


def test_chunks_that_are_ready_at_once_are_recorded_at_once() -> None:
    recorded: list[int] = []
    engine = Engine(AtOnce, lambda: 4)
    Run(engine, do, tasks(*["x"] * 30), 30, lambda rows: recorded.append(len([*rows])), bool)()
    assert recorded[0] == 2 * 4 and sum(recorded) == 30


def test_few_chunks_are_on_their_way_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "MOST_ROWS", 5)
    taken = 0

    def counted() -> Iterator[Task]:
        nonlocal taken
        for task in tasks(*["x"] * 500):
            taken += 1
            yield task

    ahead: list[int] = []
    log = Log()

    def record(chunk: Iterable[tuple[Task, Done]]) -> None:
        log(chunk)
        ahead.append(taken - len(log.rows))

    Run(POOL, do, counted(), 500, record, lambda: False)()
    assert len(log.rows) == 500
    assert max(ahead) <= 5 * loop.AHEAD * POOL.workers()
