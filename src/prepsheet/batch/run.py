"""Rows through workers, whoever runs them: any `concurrent.futures.Executor` will do.

Rows travel in chunks that take about a second, a few of them at a time, so that neither memory nor the
engine's queue grows with the roster. A worker that dies takes its chunk with it. Which of its rows killed it
is found by trying the chunks in question one at a time, by halves; that row is told, and all others are made.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from itertools import islice

from prepsheet.batch.model import Done, Outcome, Task
from prepsheet.problems import OutputError, Place, Problem, error

Chunk = tuple[Task, ...]
Work = Callable[[Chunk], Outcome]
Record = Callable[[Iterable[tuple[Task, Done]]], None]

SECONDS = 1.5
"""How long a chunk should take: long beside what it costs to send, short beside a wish to stop."""
MOST_ROWS = 500
"""Of a chunk."""
LEAST_SHARE = 8
"""The last chunks are smaller, so that workers end together, but no smaller than whole ones by this."""
AHEAD = 2
"""Chunks sent for each worker, so that it finds the next when one is done."""
TRIES = 2
"""How often a row may kill the worker that makes nothing else before it is given up."""
MOST_DEATHS = 10
"""Rows given up one after the other, with none made between them, that speak against the workers."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What makes executors, and how many workers there are now, one at least.

    A broken executor is replaced by the next, one that ends in OutputError is the last. What `prepare`
    begins goes on while the roster is read.
    """

    start: Callable[[], Executor]
    workers: Callable[[], int]
    prepare: Callable[[], object] = lambda: None


@dataclass
class Suspect:
    """A chunk that was with a worker when it died, or with another while one died; and how often alone."""

    chunk: Chunk
    deaths: int = 0


@dataclass
class Run:
    """One run: `work` is done to all `tasks`, and each chunk recorded. Ends early when `stopping` says so.

    `unsent` is how many tasks there are still. `stopped` says why the output took no more, if so.
    """

    engine: Engine
    work: Work
    tasks: Iterator[Task]
    unsent: int
    record: Record
    stopping: Callable[[], bool]
    stopped: tuple[Problem, ...] = ()
    _live: dict[Future[Outcome], Chunk] = field(default_factory=dict)
    _done: list[tuple[Task, Done]] = field(default_factory=list)
    _suspects: deque[Suspect] = field(default_factory=deque)
    _size: int = 1
    _given_up: int = 0
    _executor: Executor | None = None

    def __call__(self) -> None:
        """Run to the end. What `record` and `tasks` raise ends it; rows on their way are left undone."""
        try:
            while self._send_more():
                ready, _ = wait(self._live, return_when=FIRST_COMPLETED)
                for future in ready:
                    self._take(future)
                self._record()
        finally:
            self._dismiss()

    def _send_more(self) -> bool:
        """Send what may be sent now; whether anything is on its way."""
        if self.stopped or self.stopping():
            for future in self._live:
                future.cancel()
        elif self._suspects:
            if not self._live:
                self._send(self._suspects[0].chunk)
        else:
            most = AHEAD * self.engine.workers()
            while len(self._live) < most and (chunk := self._next(most)):
                self._send(chunk)
        return bool(self._live)

    def _next(self, most: int) -> Chunk:
        """The next of at most so many chunks on their way."""
        fair = -(-self.unsent // most)
        chunk = tuple(islice(self.tasks, min(self._size, max(1, fair, self._size // LEAST_SHARE))))
        self.unsent -= len(chunk)
        return chunk

    def _send(self, chunk: Chunk) -> None:
        try:
            future = self._crew().submit(self.work, chunk)
        except BrokenExecutor:  # a worker died with nothing to do
            self._dismiss()
            future = self._crew().submit(self.work, chunk)
        self._live[future] = chunk

    def _crew(self) -> Executor:
        self._executor = self._executor or self.engine.start()
        return self._executor

    def _dismiss(self) -> None:
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = None

    def _take(self, future: Future[Outcome]) -> None:
        chunk = self._live.pop(future)
        try:
            outcome = future.result()
        except CancelledError:
            return
        except BrokenExecutor:
            self._died(chunk)
            if not self._live:
                self._dismiss()
        except OutputError as lost:
            self.stopped = lost.problems
        except Exception:  # engines have names of their own for a worker that died
            self._died(chunk)
        else:
            self._finished(chunk, outcome)

    def _finished(self, chunk: Chunk, outcome: Outcome) -> None:
        if self._is_alone(chunk):
            self._suspects.popleft()
        if outcome.stopped:
            self.stopped = outcome.stopped
            return
        self._given_up = 0
        self._size = max(1, min(2 * self._size, MOST_ROWS, int(SECONDS * len(chunk) / outcome.seconds)))
        self._done += zip(chunk, outcome.done, strict=True)

    def _record(self) -> None:
        """All that is ready at once: the slower the record is, the more rows each has."""
        if self._done:
            self.record(self._done)
            self._done = []

    def _died(self, chunk: Chunk) -> None:
        if not self._is_alone(chunk):
            self._suspects.append(Suspect(chunk))
            return
        suspect = self._suspects.popleft()
        if len(chunk) > 1:
            middle = len(chunk) // 2
            self._suspects.extendleft([Suspect(chunk[middle:]), Suspect(chunk[:middle])])
        elif suspect.deaths + 1 < TRIES:
            self._suspects.appendleft(Suspect(chunk, suspect.deaths + 1))
        else:
            self._give_up(chunk[0])

    def _is_alone(self, chunk: Chunk) -> bool:
        return bool(self._suspects) and self._suspects[0].chunk is chunk

    def _give_up(self, task: Task) -> None:
        self._given_up += 1
        if self._given_up == MOST_DEATHS:
            message = f"the workers died over each of {MOST_DEATHS} rows"
            hint = "see how much memory is free, then run the same command again, with fewer --workers"
            self.stopped = (error(Place("workers"), "workers-died", message, hint),)
            return
        message = "its worker ended, twice; perhaps its sheets take more memory or time than there is"
        hint = "run the same command again to try once more"
        died = error(Place(task.row.name), "worker-died", message, hint)
        self._done.append((task, Done(task.row.number, (), (*task.row.problems, died))))
