"""What is the same for all rows, taken to the workers of a cluster: once each, now or when they join."""

from __future__ import annotations

import io
import pickle
import platform
import threading
import zlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from prepsheet import __version__
from prepsheet.batch.model import Outcome
from prepsheet.batch.run import Chunk, Work
from prepsheet.library import Library
from prepsheet.problems import Place, Problem, error

_MAKERS = ("babel", "budoux", "distributed", "jinja2", "lxml", "python-docx", "reportlab", "uharfbuzz")
"""Whose versions show in files, or in what travels."""
_LIBRARY = "library"


def versions() -> dict[str, str]:
    """Of all that has a part in the bytes of a file."""
    own = {"prepsheet": __version__, "Python": ".".join(platform.python_version_tuple()[:2])}
    return own | {"zlib": zlib.ZLIB_RUNTIME_VERSION} | {name: version(name) for name in _MAKERS}


class Luggage(WorkerPlugin):
    """Some work, with the files of the library that it uses, which a worker need not have.

    `seen` are places that a worker finds if it shares a folder with us, each with that folder. One that does
    not find them, or whose versions are not ours, refuses all that it is sent.
    """

    def __init__(self, name: str, work: Work, seen: Mapping[Path, Path]) -> None:
        self.name = name
        self._seen = seen
        self._versions = versions()
        self._work, self._files = _packed(work)

    def setup(self, worker: Worker) -> None:
        """Unpack."""
        self._here = Path(worker.local_directory) / self.name
        self._refused = self._check(worker.address)
        self._one_at_a_time = threading.Lock()
        if not self._refused:
            self._unpacked = _unpacked(self._work, self._files, self._here)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask passes it by name
        """Leave nothing behind."""
        rmtree(self._here, ignore_errors=True)

    def do(self, chunk: Chunk) -> Outcome:
        """The work. A worker of several threads does one chunk at a time: it has one interpreter."""
        if self._refused:
            return Outcome((), 0.0, self._refused)
        with self._one_at_a_time:
            return self._unpacked(chunk)

    def _check(self, address: str) -> tuple[Problem, ...]:
        place, here = Place(address), versions()
        for name, ours in self._versions.items():
            if here[name] != ours:
                message = f"this worker has {name} {here[name]}, where the run was started it is {ours}"
                return (error(place, "other-version", message, "give all machines the same environment"),)
        for path, folder in self._seen.items():
            if not path.exists():
                hint = "use a folder that all machines share, or an object store: -o s3://BUCKET/FOLDER"
                return (error(place, "not-shared", f"this worker does not see {folder}", hint),)
        return ()


def do(name: str, chunk: Chunk) -> Outcome:
    """What a worker is asked to do to a chunk, with the luggage of that name."""
    luggage = get_worker().plugins[name]
    assert isinstance(luggage, Luggage)
    return luggage.do(chunk)


class _Packer(pickle.Pickler):
    """Leaves the library out and keeps it."""

    library = Library(())

    def persistent_id(self, value: Any) -> str | None:
        if not isinstance(value, Library):
            return None
        self.library = value
        return _LIBRARY


class _Unpacker(pickle.Unpickler):
    """Puts another library in."""

    library = Library(())

    def persistent_load(self, _mark: str) -> Library:
        return self.library


def _packed(work: Work) -> tuple[bytes, dict[str, bytes]]:
    packed = io.BytesIO()
    packer = _Packer(packed)
    packer.dump(work)
    library = packer.library
    return packed.getvalue(), {name: library.find(name).read_bytes() for name in library.files()}


def _unpacked(packed: bytes, files: dict[str, bytes], folder: Path) -> Work:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    unpacker = _Unpacker(io.BytesIO(packed))
    unpacker.library = Library((folder,))
    work: Work = unpacker.load()
    return work
