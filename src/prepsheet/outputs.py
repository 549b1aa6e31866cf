"""Names of the files made, and writing them so that nothing of the person's own is ever lost.

A run is written whole: every file goes to a temporary file beside its target first, then all are
renamed. An index in the folder (`.prepsheet.json`) keeps the hash of what was written and the
profile it came from, so a later run knows its own files from those that somebody has edited,
filled in or put there: only its own, unchanged since, are replaced without being forced.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from prepsheet.problems import InputError, OutputError, Place, Problem, error

INDEX = ".prepsheet.json"
INDEX_LIMIT = 1 << 20
"""Bytes; an index larger than this is none of ours."""
NAME_LIMIT = 120
"""Bytes of UTF-8: a temporary name around it still fits the 255 of common file systems."""

_RESERVED = re.compile(r'[/\\:*?"<>|]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)
_REASONS = {
    errno.ENOSPC: ("no space left on the disk", "free some space and run the same command again"),
    errno.EDQUOT: ("your disk quota is used up", "free some space and run the same command again"),
    errno.EFBIG: ("the file is larger than this disk or account allows", "write to another folder"),
    errno.EACCES: ("no permission to write here", "choose another folder"),
    errno.EPERM: ("no permission to write here", "choose another folder"),
    errno.EROFS: ("this disk is read-only", "choose another folder"),
    errno.ENOENT: ("the folder does not exist (any more)", "choose another folder"),
    errno.ENOTDIR: ("a part of this path is a file, not a folder", "choose another folder"),
    errno.EEXIST: ("there is a file where the folder should be", "choose another folder"),
    errno.EISDIR: ("there is a folder of this name", "move it, or choose another folder"),
}


@dataclass(frozen=True, slots=True)
class File:
    """One file to write: its name within the folder and its bytes."""

    name: str
    data: bytes


def safe_name(text: str) -> str:
    """A file or folder name, without extension, that every common system accepts.

    Letters of all scripts stay (NFC). Path and reserved characters become hyphens; control,
    direction and invisible characters go; Windows device names get an underscore; what is longer
    than 120 bytes is cut and ends in a hash of the whole, so that two long names stay apart.
    """
    visible = unicodedata.normalize("NFC", "".join(map(_visible, text)))
    name = " ".join(_RESERVED.sub("-", visible).split()).strip(" .-~")
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name) or "unnamed"


def refuse_collisions(names: Iterable[str]) -> None:
    """Raise InputError if two names are one file on a system that ignores case or letter forms."""
    seen: dict[str, str] = {}
    problems = []
    for name in names:
        first = seen.setdefault(unicodedata.normalize("NFKC", name).casefold(), name)
        if first != name:
            message = f"{first} and {name} would be the same file on some systems"
            problems.append(error(Place(name), "name-collision", message, "rename one of them"))
    if problems:
        raise InputError(problems)


def check(folder: Path, files: Sequence[File], *, origin: str, force: bool = False) -> None:
    """Raise if `files` may not be written into `folder`: everything in the way, all at once.

    A file may be replaced if it already holds the same bytes, or if it is unchanged since a run
    from the same `origin` wrote it; a symbolic link always may, as what it points to stays. Forced,
    only what is no file is in the way. Raises InputError for names that collide, else OutputError.
    """
    refuse_collisions(file.name for file in files)
    index = _read_index(folder)
    with disk_errors(folder):
        found = [_conflict(folder / file.name, file, index.get(file.name, {}), origin) for file in files]
    problems = [problem for problem in found if problem is not None]
    if force:
        problems = [problem for problem in problems if problem.code == "not-a-file"]
    if problems:
        raise OutputError(problems)


def write(folder: Path, files: Sequence[File], *, origin: str, force: bool = False) -> tuple[Path, ...]:
    """Write all `files` or, if anything stands in the way, none; returns their paths.

    `origin` tells whose files these are (see `origin`). Raises what `check` raises, and OutputError
    for what the disk refuses.
    """
    check(folder, files, origin=origin, force=force)
    index = _read_index(folder) | {file.name: _entry(file.data, origin) for file in files}
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    _replace_all(folder, [*files, File(INDEX, _index_bytes(index))])
    return tuple(folder / file.name for file in files)


def origin(profile: Path | None, folder: Path, *, blank: bool = False) -> str:
    """Whose files these are: the profile's path seen from the output folder, so both may move."""
    if profile is None:
        return "blank" if blank else "empty"
    try:
        relative = Path(os.path.relpath(profile.resolve(), folder.resolve()))
    except (ValueError, OSError, RuntimeError):  # another drive, a folder deleted meanwhile, a loop of links
        relative = profile
    return relative.as_posix() + (" blank" if blank else "")


def create(path: Path, data: bytes) -> None:
    """Write a new file; raises OutputError if anything of that name is there already."""
    with disk_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    with disk_errors(path):
        try:
            _write_new(path, data)
        except FileExistsError as problem:
            hint = "nothing was changed; choose another name, or move the file away first"
            raise OutputError(
                [error(Place(str(path)), "exists", "this file exists already", hint)]
            ) from problem


def replace(path: Path, before: bytes, after: bytes) -> Path:
    """Replace a file of the person's own that holds `before`, and keep that; returns where it is kept.

    It is kept beside the file under the first of `NAME.bak`, `NAME.2.bak` … that is free or holds the
    same already. Raises OutputError if the file holds something else by now, or the disk refuses.
    """
    target = path.resolve()
    with disk_errors(path):
        if target.read_bytes() != before:
            message = "this file was changed meanwhile, so nothing was written"
            raise OutputError([error(Place(str(path)), "changed", message, "run the same command again")])
        mode = target.stat().st_mode
    kept = _keep(path, before)
    temporary = _stage(target, after)
    try:
        with disk_errors(path):
            temporary.chmod(stat.S_IMODE(mode))
            temporary.replace(target)
        flush_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return kept


def flush_folder(folder: Path) -> None:
    """Make sure that what was renamed in a folder stays so when the power fails."""
    with contextlib.suppress(OSError):  # Windows opens no folders; some network disks flush none
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Raise OutputError for what the disk refuses at `path`, in words that help."""
    try:
        yield
    except OSError as problem:
        message, hint = _REASONS.get(problem.errno or 0, (problem.strerror or "can't be written", ""))
        raise OutputError([error(Place(str(path)), "not-writable", message, hint)]) from problem


def backups(path: Path) -> Iterator[Path]:
    """The names under which what a file was can be kept beside it: `NAME.bak`, `NAME.2.bak` …"""
    for number in count(1):
        yield path.with_name(f"{path.name}{'' if number == 1 else f'.{number}'}.bak")


def _keep(path: Path, data: bytes) -> Path:
    for kept in backups(path):
        with disk_errors(kept):
            try:
                _write_new(kept, data)
            except FileExistsError:
                if not kept.is_file() or kept.read_bytes() != data:
                    continue
            return kept
    raise AssertionError


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category[0] == "C" else character


def _shortened(name: str) -> str:
    encoded = name.encode()
    if len(encoded) <= NAME_LIMIT:
        return name
    mark = hashlib.sha256(encoded).hexdigest()[:8]
    return f"{encoded[: NAME_LIMIT - 9].decode(errors='ignore').rstrip(' .-')}-{mark}"


def _conflict(path: Path, file: File, entry: Mapping[str, str], origin: str) -> Problem | None:
    place = Place(str(path))
    if path.is_symlink() or not path.exists():
        return None
    if not path.is_file():
        return error(place, "not-a-file", "there is something here that is not a file", "move it away")
    there = _digest(path.read_bytes())
    if there == _digest(file.data):
        return None
    if not entry:
        return error(place, "exists", "there is a file here that prepsheet has no record of",
                     "move it, write elsewhere with -o, or replace it with --force")  # fmt: skip
    if there != entry.get("sha256"):
        return error(place, "edited", "this file was changed after prepsheet made it, so it is kept",
                     "move it, write elsewhere with -o, or replace it with --force")  # fmt: skip
    if entry.get("from") != origin:
        return error(place, "of-another", f"this file was made from another profile ({entry.get('from')})",
                     "write elsewhere with -o, or replace it with --force")  # fmt: skip
    return None


def _entry(data: bytes, origin: str) -> dict[str, str]:
    return {"sha256": _digest(data), "from": origin}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_index(folder: Path) -> dict[str, dict[str, str]]:
    """What earlier runs wrote here; empty where there is no index that we could have written."""
    path = folder / INDEX
    try:
        if not path.is_file() or path.stat().st_size > INDEX_LIMIT:
            return {}
        files = json.loads(path.read_bytes())["files"]
        return {
            str(name): {key: str(entry[key]) for key in ("sha256", "from")} for name, entry in files.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _index_bytes(index: Mapping[str, Mapping[str, str]]) -> bytes:
    note = "Hashes of the files prepsheet made here, so that it never replaces one you have changed."
    data = {"note": note, "files": dict(sorted(index.items()))}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(errors="backslashreplace")


def _replace_all(folder: Path, files: Sequence[File]) -> None:
    staged: list[tuple[Path, Path]] = []
    try:
        for file in files:
            target = folder / file.name
            staged.append((_stage(target, file.data), target))
        for temporary, target in staged:
            with disk_errors(target):
                temporary.replace(target)
        flush_folder(folder)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _stage(target: Path, data: bytes) -> Path:
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with disk_errors(target):
        temporary.unlink(missing_ok=True)
        _write_new(temporary, data)
    return temporary


def _write_new(path: Path, data: bytes) -> None:
    """Write and flush a file that was not there; what is written is removed again if that fails."""
    with path.open("xb") as stream:
        try:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink()
            raise
