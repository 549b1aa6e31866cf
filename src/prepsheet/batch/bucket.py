"""An object store as the output of a batch: S3, Google Cloud, Azure and whatever else fsspec reaches.

An object is there whole or not at all, so one PUT does what a temporary file and a rename do on a disk, and
all of a chunk are put at once. What a store can't do, hold a lock and a journal, stays in a folder of this
machine, with a copy of the files that hold all rows.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import file_digest, md5
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import fsspec

from prepsheet.outputs import backups, disk_errors
from prepsheet.problems import InputError, OutputError, Place, error

AT_ONCE = 8
"""Objects of a row that are read at a time."""


def bucket(url: str, state: Path) -> Bucket:
    """The store at `url`. Raises InputError if there is no such kind of store, or its driver is missing."""
    try:
        _opened(url)
    except (ImportError, ValueError) as fault:
        hint = "name it as s3://BUCKET/FOLDER; each kind has a driver to install: s3fs, gcsfs, adlfs"
        raise InputError([error(Place(url), "no-store", str(fault), hint)]) from None
    except Exception as fault:
        raise InputError([error(Place(url), "no-store", _told(fault))]) from None
    return Bucket(url.rstrip("/"), state)


@dataclass(frozen=True, slots=True)
class Bucket:
    """A folder of an object store; `state` is that of this machine with journal and lock.

    A stamp is size and MD5, which most stores tell of an object without its being read. Of one that does
    not, or of an object put in parts, no stamp is ever the same, and the object is read instead.
    """

    url: str
    state: Path

    def stamps(self) -> Callable[[str], str]:
        """All objects are listed at once, a thousand a request."""

        @cache
        def listed() -> Mapping[str, str]:
            fs, root = _opened(self.url)
            with self._refusals():
                found = fs.find(root, detail=True)
            return {name.removeprefix(f"{root}/"): _stamp(told) for name, told in found.items()}

        return lambda name: listed().get(name, "")

    def stamp(self, name: str) -> str:
        fs, path = self._at(name)
        with self._refusals(name):
            try:
                return _stamp(fs.info(path))
            except FileNotFoundError:
                return ""

    def read(self, name: str) -> bytes | None:
        fs, path = self._at(name)
        with self._refusals(name):
            try:
                data: bytes = fs.cat_file(path)
            except FileNotFoundError:
                return None
            return data

    def read_all(self, names: Sequence[str]) -> list[bytes | None]:
        """All at once: most are not there yet, and to be told so takes as long as the way there and back."""
        with ThreadPoolExecutor(AT_ONCE) as readers:
            return list(readers.map(self.read, names))

    def sha256(self, name: str) -> str:
        fs, path = self._at(name)
        with self._refusals(name):
            try:
                with fs.open(path, "rb") as stream:
                    return file_digest(stream, "sha256").hexdigest()
            except (FileNotFoundError, IsADirectoryError):
                return ""

    def writing(self) -> BucketWriting:
        return BucketWriting(self)

    def shown(self, name: str) -> str:
        return f"{self.url}/{name}"

    def adopt(self, finished: Path, name: str, *, replace: bool) -> None:
        fs, path = self._at(name)
        with self._refusals(name):
            if not replace and fs.exists(path):
                kept = (str(each) for each in backups(Path(name)))
                fs.cp_file(path, next(there for _, there in map(self._at, kept) if not fs.exists(there)))
            fs.put_file(str(finished), path)
        with disk_errors(self.state):
            finished.replace(self.state / name)

    def put_all(self, files: Mapping[str, bytes]) -> None:
        """Put objects, many at a time. Raises OutputError if the store refuses."""
        with self._refusals():
            fs, root = _opened(self.url)
            fs.pipe({f"{root}/{name}": data for name, data in files.items()})

    def _at(self, name: str) -> tuple[Any, str]:
        fs, root = _opened(self.url)
        return fs, f"{root}/{name}"

    @contextmanager
    def _refusals(self, name: str = "") -> Iterator[None]:
        try:
            yield
        except Exception as fault:  # each driver has errors of its own
            place = Place(self.shown(name).rstrip("/"))
            hint = "run the same command again when it can be written to"
            raise OutputError([error(place, "not-writable", _told(fault), hint)]) from fault


@dataclass(slots=True)
class BucketWriting:
    """A chunk of objects."""

    bucket: Bucket
    _files: dict[str, bytes] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.clear()

    def put(self, name: str, data: bytes) -> str:
        self._files[name] = data
        return f"{len(data)}.{md5(data, usedforsecurity=False).hexdigest()}"

    def commit(self) -> None:
        self.bucket.put_all(self._files)
        self._files.clear()


def _opened(url: str) -> tuple[Any, str]:
    """The driver, of which a process has one for each store, and the folder as it names it.

    It keeps no listings: others write to the store, too.
    """
    fs, root = fsspec.core.url_to_fs(url, use_listings_cache=False)
    return fs, root.rstrip("/")


def _stamp(told: Mapping[str, Any]) -> str:
    """Size and MD5 as S3 (`ETag`), Google (`md5Hash`) and Azure (`content_settings`) tell them."""
    tag = str(told.get("ETag", "")).strip('"')
    if coded := told.get("md5Hash"):
        tag = b64decode(coded).hex()
    elif content := (told.get("content_settings") or {}).get("content_md5"):
        tag = bytes(content).hex()
    return f"{told.get('size')}.{tag}"


def _told(fault: Exception) -> str:
    return str(fault).partition("\n")[0] or type(fault).__name__
