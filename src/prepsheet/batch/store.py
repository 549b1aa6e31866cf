"""Where the files of a batch go: a folder on a disk, or whatever else can do what a `Store` does.

Workers write a chunk of rows at a time: every file under a temporary name in the hidden folder of the
batch, all flushed, then each renamed to its place. What is found at its place is therefore always whole,
and what a killed worker leaves lies where the next run sweeps.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from prepsheet.outputs import backups, disk_errors, flush_folder

WORK = ".prepsheet"
"""The hidden folder of a batch, in its output: journal, lock and unfinished files."""

_OF_THE_PLACE = frozenset(
    {errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.ELOOP, errno.ENAMETOOLONG, errno.EISDIR}
)
"""What a disk refuses at one place only; with all other errors it would refuse the next file, too."""


class InTheWay(Exception):
    """A file can't go to its place, told in words; other places may well be free."""


class Writing(Protocol):
    """A chunk being written: nothing of it is to be seen before `commit`, and all of it after."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def put(self, name: str, data: bytes) -> str:
        """Take a file in and return its stamp. Raises InTheWay, or OutputError if the disk refuses."""

    def commit(self) -> None:
        """Put all files in place, safe from a loss of power. Raises OutputError if the disk refuses."""


class Store(Protocol):
    """The output of a batch, its files named by their paths in it. It travels to the workers."""

    def stamp(self, name: str) -> str:
        """Changes whenever the file does, and is cheap to get; "" if there is none."""

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None if there is none, or a link. Raises InTheWay if it is no file."""

    def stamps(self) -> Callable[[str], str]:
        """What gives the stamps of many files, as they are from now on."""

    def read_all(self, names: Sequence[str]) -> list[bytes | None]:
        """What `read` gives for each."""

    def sha256(self, name: str) -> str:
        """The SHA-256 of a file; "" if there is none."""

    def writing(self) -> Writing:
        """A chunk to be written."""

    def adopt(self, finished: Path, name: str, *, replace: bool) -> None:
        """Move a finished file of this machine to its place; one that is there is kept beside it unless
        `replace`. Raises OutputError if the disk refuses."""

    def shown(self, name: str) -> str:
        """Where a file is, in words for people."""


@dataclass(frozen=True, slots=True)
class Disk:
    """A folder on a disk of this machine."""

    root: Path

    def stamp(self, name: str) -> str:
        try:
            return _stamp(os.lstat(self.root / name))
        except (FileNotFoundError, NotADirectoryError):
            return ""

    def read(self, name: str) -> bytes | None:
        path = self.root / name
        if path.is_symlink() or not path.exists():
            return None
        if not path.is_file():
            raise InTheWay("there is something here that is not a file")
        with disk_errors(path):
            return path.read_bytes()

    def stamps(self) -> Callable[[str], str]:
        return self.stamp

    def read_all(self, names: Sequence[str]) -> list[bytes | None]:
        return [self.read(name) for name in names]

    def sha256(self, name: str) -> str:
        path = self.root / name
        if not path.is_file():
            return ""
        with disk_errors(path), path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()

    def writing(self) -> DiskWriting:
        return DiskWriting(self.root)

    def adopt(self, finished: Path, name: str, *, replace: bool) -> None:
        target = self.root / name
        with disk_errors(target):
            if not replace and target.exists():
                target.rename(next(kept for kept in backups(target) if not kept.exists()))
            finished.replace(target)
        flush_folder(target.parent)

    def shown(self, name: str) -> str:
        return str(self.root / name)


@dataclass(slots=True)
class DiskWriting:
    """A chunk of files for a folder."""

    root: Path
    _staged: list[tuple[Path, Path]] = field(default_factory=list)
    """Temporary files, and the places they are for."""
    _folders: set[Path] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for temporary, _ in self._staged:
            temporary.unlink(missing_ok=True)

    def put(self, name: str, data: bytes) -> str:
        target = self.root / name
        self._make_folders(target.parent)
        temporary = unfinished(self.root)
        self._staged.append((temporary, target))
        with disk_errors(target):
            temporary.write_bytes(data)
            return _stamp(os.lstat(temporary))

    def commit(self) -> None:
        for temporary, target in self._staged:
            with disk_errors(target):
                flush(temporary)
        for temporary, target in self._staged:
            with disk_errors(target):
                temporary.replace(target)
        for folder in sorted(self._folders):
            flush_folder(folder)
        self._staged.clear()

    def _make_folders(self, folder: Path) -> None:
        """The folder and those above it. A link in the place of one would lead elsewhere."""
        if folder == self.root or folder in self._folders:
            return
        self._make_folders(folder.parent)
        if folder.is_symlink():
            raise InTheWay(f"the folder {folder.name} is a link that leads elsewhere")
        with disk_errors(folder):
            try:
                folder.mkdir(exist_ok=True)
            except OSError as fault:
                if fault.errno in _OF_THE_PLACE:
                    raise InTheWay(f"the folder {folder.name} can't be made: {fault.strerror}") from None
                raise
        self._folders |= {folder, folder.parent}


def unfinished(root: Path) -> Path:
    """A temporary name in the hidden folder of a batch."""
    return root / WORK / "unfinished" / uuid.uuid4().hex


def prepare(root: Path) -> None:
    """Make the output and its hidden folder, which is nobody else's to read."""
    with disk_errors(root):
        root.mkdir(parents=True, exist_ok=True)
        (root / WORK).mkdir(exist_ok=True, mode=0o700)


def sweep(root: Path) -> None:
    """Clear away what earlier runs left unfinished."""
    folder = unfinished(root).parent
    with disk_errors(folder):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir()


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_size}.{found.st_mtime_ns}" if stat.S_ISREG(found.st_mode) else "not-a-file"


def flush(path: Path) -> None:
    """Make sure that a file stays as it is when the power fails."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
