"""Workers on other machines: a Dask cluster that is there already, as one more executor for the loop.

What is the same for all rows goes to each worker once, now or when it joins, library and all; then rows
travel alone. Workers write the files themselves, so they must see the same folders, or write to an object
store. Sheets for the print file come back with what became of their row.
"""

from __future__ import annotations

import json
import pydoc
import threading
import time
import uuid
import warnings
from concurrent import futures
from concurrent.futures import Executor, Future, InvalidStateError
from contextlib import suppress
from functools import partial
from pathlib import Path

import dask.config

from prepsheet import __version__
from prepsheet.batch.model import Outcome
from prepsheet.batch.run import Chunk, Engine, Work
from prepsheet.batch.store import unfinished
from prepsheet.outputs import disk_errors
from prepsheet.problems import InputError, OutputError, Place, error

_QUIET = {"logging": {"distributed": "critical", "distributed.client": "critical"}}

with dask.config.set(_QUIET):  # it is read once, on import; problems are told in our words
    from distributed import Client
    from distributed.comm.addressing import parse_address
    from distributed.comm.registry import get_backend

    from prepsheet.batch.luggage import Luggage, do

CONNECT = 10.0
"""Seconds within which a scheduler should answer."""
PATIENCE = 60.0
"""Seconds that a run waits for a worker where there is none."""
WATCH = 1.0
"""Seconds between two looks at how many workers there are."""


def engine(address: str, output: Path | None = None, folder: Path | None = None) -> Engine:
    """The workers of a Dask cluster, told by its scheduler's address or by the file that it writes.

    `output` and `folder` are what each worker must see as this machine does: where files go, unless that
    is no folder, and where the files are that the roster names, if it names any. Raises InputError if the
    scheduler does not answer, if there are no workers, or if they have another prepsheet or none.
    """
    client = _connected(address)
    try:
        _check_workers(client, address)
    except BaseException:
        client.close()
        raise
    crew = Crew(client, address, output, folder)
    return Engine(lambda: crew, crew.workers)


def address_in(text: str) -> str:
    """A scheduler's address, given as such or by a file. Raises InputError if it is neither."""
    try:
        address: str = text if "://" in text else json.loads(Path(text).read_bytes())["address"]
        get_backend(parse_address(address)[0])
    except (OSError, ValueError, TypeError, KeyError):
        hint = "name a scheduler as tcp://HOST:PORT, or the file that it has written"
        message = "this is no scheduler's address, nor a file that has one"
        raise _refused(text, "no-scheduler", message, hint) from None
    return address


def _connected(address: str) -> Client:
    where = address_in(address)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions that differ; those that matter are refused
            return Client(where, timeout=CONNECT, set_as_default=False, name="prepsheet")
    except (OSError, ValueError) as fault:
        message = f"the scheduler can't be reached: {str(fault) or type(fault).__name__}"
        hint = "see that it runs, and that this machine may connect to it"
        raise _refused(address, "no-scheduler", message, hint) from None


def _check_workers(client: Client, address: str) -> None:
    """Raises InputError if there are none, or if prepsheet is another there or with the scheduler, which
    reads what is sent."""
    try:
        client.wait_for_workers(1, PATIENCE)
    except TimeoutError:
        message = f"no worker has joined within {PATIENCE:.0f} seconds"
        raise _refused(address, "no-workers", message, "start some, then try again") from None
    found: dict[str, str | None] = client.run(pydoc.locate, "prepsheet.__version__")
    found["the scheduler"] = client.run_on_scheduler(pydoc.locate, "prepsheet.__version__")
    if different := {who: there for who, there in found.items() if there != __version__}:
        who, there = min(different.items())
        more = f", and so with {len(different) - 1} more" if len(different) > 1 else ""
        has = f"prepsheet {there}" if there else "no prepsheet"
        message = f"{who} has {has}, this machine {__version__}{more}"
        raise _refused(address, "other-version", message, "install the same version everywhere")


def _refused(address: str, code: str, message: str, hint: str) -> InputError:
    return InputError([error(Place(address), code, message, hint)])


class Crew(Executor):
    """The workers of a cluster as an executor that does one kind of work, delivered with the first chunk.

    What was submitted can't be cancelled: it may be with a worker already, which would go on writing. If
    the cluster is lost, all that is on its way, and all that is submitted later, ends in OutputError.
    """

    def __init__(self, client: Client, address: str, output: Path | None, folder: Path | None) -> None:
        self._client = client
        self._address = address
        self._output, self._folder = output, folder
        self._inner = client.get_executor(pure=False)
        self._luggage: Luggage | None = None
        self._probe: Path | None = None
        self._given: set[Future[Outcome]] = set()
        self._workers: int = client.scheduler_info(n_workers=0)["n_workers"]
        self._lost: OutputError | None = None
        self._ended = threading.Event()

    def workers(self) -> int:
        """How many there are now, or were when there was one last."""
        return self._workers

    def submit(  # type: ignore[override]  # it does one kind of work
        self, work: Work, chunk: Chunk, /
    ) -> Future[Outcome]:
        """One chunk of rows to be worked on."""
        future: Future[Outcome] = Future()
        future.set_running_or_notify_cancel()
        self._given.add(future)
        future.add_done_callback(self._given.discard)
        try:
            luggage = self._luggage or self._delivered(work)
            there = self._inner.submit(do, luggage.name, chunk)
        except OutputError:
            raise
        except Exception:
            if self._lost is None and self._client.status == "running":
                raise
            self._lose("the scheduler can't be reached any more")
        else:
            there.add_done_callback(partial(self._handed_on, future))
        return future

    def _delivered(self, work: Work) -> Luggage:
        seen = {self._folder: self._folder} if self._folder else {}
        if self._output:
            self._probe = unfinished(self._output)
            with disk_errors(self._probe):
                self._probe.touch()
            seen[self._probe] = self._output
        self._luggage = Luggage(f"prepsheet-{uuid.uuid4().hex}", work, seen)
        self._client.register_plugin(self._luggage, name=self._luggage.name)
        threading.Thread(target=self._watch, daemon=True).start()
        return self._luggage

    def _handed_on(self, future: Future[Outcome], there: Future[Outcome]) -> None:
        with suppress(InvalidStateError):  # lost meanwhile
            if there.cancelled():
                self._lose("the scheduler can't be reached any more")
            elif failure := there.exception():
                future.set_exception(failure)
            else:
                future.set_result(there.result())

    def _watch(self) -> None:
        last = time.monotonic()
        while not self._ended.wait(WATCH):
            with suppress(Exception):  # a scheduler that is gone is told by what was submitted
                if count := self._client.scheduler_info(n_workers=0)["n_workers"]:
                    self._workers, last = count, time.monotonic()
                elif time.monotonic() - last > PATIENCE:
                    self._lose(f"the cluster has had no worker for {PATIENCE:.0f} seconds")

    def _lose(self, message: str) -> None:
        hint = "run the same command again when the cluster is back"
        self._lost = self._lost or OutputError([error(Place(self._address), "lost", message, hint)])
        for future in [*self._given]:
            with suppress(InvalidStateError):
                future.set_exception(self._lost)

    def shutdown(
        self,
        wait: bool = True,  # noqa: ARG002 - every executor has it
        *,
        cancel_futures: bool = False,  # noqa: ARG002 - every executor has it
    ) -> None:
        """When all that was submitted is done, take back what was delivered, and leave the cluster."""
        futures.wait([*self._given])
        self._ended.set()
        if self._probe:
            self._probe.unlink(missing_ok=True)
        if self._luggage and self._lost is None:
            with suppress(Exception):  # a worker that is gone has nothing left to give back
                self._client.unregister_worker_plugin(self._luggage.name)
        self._client.close()
