"""Batch: the sheets of everybody on a roster.

One pass over the roster settles what is to be done (`settle`), a second one feeds the workers (`run`), which
put finished files in place (`worker`, `store`) and are recorded chunk by chunk (`journal`). Whatever ends a
run, the next one in the same folder goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import compress

from prepsheet.batch.finish import Finished, finish
from prepsheet.batch.journal import Journal, forget, path_in
from prepsheet.batch.lock import held
from prepsheet.batch.model import Done, Job, Task
from prepsheet.batch.order import Order, Pile
from prepsheet.batch.run import Run
from prepsheet.batch.settle import Settled, settle, tasks
from prepsheet.batch.store import WORK, prepare, sweep
from prepsheet.batch.worker import rendered, work
from prepsheet.problems import OutputError, PrepsheetError, Problem
from prepsheet.roster import Row

__all__ = ["Finished", "Job", "Order", "Pile", "Preview", "Summary", "batch", "preview"]

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Summary:
    """How a run ended: people on the roster, and rows made now and left.

    What is left was not tried: the run was interrupted, or `stopped` says why the output took no more.
    With nothing left, `finished` tells the rest.
    """

    people: int
    now: int
    left: int
    stopped: tuple[Problem, ...] = ()
    finished: Finished | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a run would do: people on the roster, sound rows, those to be made, and why others are refused.

    `files` and `pages` are those of the first that is to be made, `problems` what is found on trying it.
    """

    people: int
    sound: int
    due: int
    refused: tuple[Problem, ...]
    files: int = 0
    pages: int = 0
    problems: tuple[Problem, ...] = ()


def batch(
    roster: Iterable[Row],
    order: Order,
    progress: Progress = lambda _done, _all: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Summary:
    """Make the sheets of everybody on a roster, as far as an earlier run has not.

    The roster is read twice. Rows that can't be made are told in the summary and in the report, all others
    are made. `progress` is called with the number of rows done and to be done, `stopping` asked whether to
    end early.

    Raises InputError for a roster without rows, or one that is not that of the folder's earlier run, and
    OutputError where the output can't be written or another run is at work there.
    """
    prepare(order.output)
    with held(order.output / WORK / "lock"):
        sweep(order.output)
        if order.fresh:
            forget(order.output)
        with closing(Journal(order.output)) as journal:
            order.engine.prepare()
            settled = settle(roster, order, journal)
            journal.note(**settled.about)
            summary = _made(roster, order, settled, journal, progress, stopping)
            if not (summary.left or summary.stopped):
                summary.finished = finish(order, settled, journal)
            return summary


def preview(roster: Iterable[Row], order: Order) -> Preview:
    """What `batch` would do; writes nothing. Raises what `batch` raises."""
    if order.fresh or not path_in(order.output).exists():
        return _seen(roster, settle(roster, order, None))
    with closing(Journal(order.output)) as journal:
        return _seen(roster, settle(roster, order, journal))


def _seen(roster: Iterable[Row], settled: Settled) -> Preview:
    """The first row that is due, tried here, speaks for all."""
    refused = tuple(problem for entry in settled.entries for problem in entry.problems)
    people = len(settled.entries)
    counts = people, sum(not entry.refused for entry in settled.entries), sum(settled.due), refused
    first = next(compress(roster, settled.due), None)
    if first is None:
        return Preview(*counts)
    try:
        made, problems = rendered(settled.job, first)
    except PrepsheetError as failure:
        return Preview(*counts, problems=failure.problems)
    pages = sum(each.pages for each in made)
    return Preview(*counts, sum(bool(each.data) for each in made), pages, tuple(problems))


def _made(
    roster: Iterable[Row],
    order: Order,
    settled: Settled,
    journal: Journal,
    progress: Progress,
    stopping: Callable[[], bool],
) -> Summary:
    due = sum(settled.due)
    summary = Summary(len(settled.entries), 0, due)

    def record(chunk: Iterable[tuple[Task, Done]]) -> None:
        finished = list(chunk)
        journal.record(finished, printing=settled.job.printing)
        summary.left -= len(finished)
        summary.now += sum(not done.failed for _, done in finished)
        progress(due - summary.left, due)

    progress(0, due)
    rows = tasks(roster, settled, journal)
    run = Run(order.engine, partial(work, settled.job), rows, due, record, stopping)
    try:
        run()
        summary.stopped = run.stopped
    except OutputError as refused:  # by the journal's disk
        summary.stopped = refused.problems
    return summary
