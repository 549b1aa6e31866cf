"""What to do when prepsheet itself is wrong: a short message, and a report without personal text."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import tempfile
import traceback
from collections.abc import Iterator

from prepsheet import __version__

_OWN_FOLDERS = re.compile(r".*[/\\](?:site-packages|dist-packages|src|python3\.\d+)[/\\]")


def explain(failure: BaseException) -> str:
    """The message for the person; writes the report into the temporary folder, if it can."""
    where = f"{type(failure).__name__} at {_frames(failure)[-1]}"
    lines = [
        f"prepsheet: something went wrong inside prepsheet ({where}).",
        "  This is a mistake of ours, not of yours.",
    ]
    with contextlib.suppress(OSError):
        lines.append(f"  A report without any of your text, to send to us: {_write(_report(failure))}")
    return "\n".join(lines)


def _report(failure: BaseException) -> str:
    """Types and places only: an exception's message may quote the profile."""
    parts = [f"prepsheet {__version__}, Python {platform.python_version()}, {platform.system()}"]
    for link in _chain(failure):
        parts += ["", type(link).__name__, *(f"  {frame}" for frame in _frames(link))]
    return "\n".join(parts) + "\n"


def _chain(failure: BaseException | None) -> Iterator[BaseException]:
    while failure is not None:
        yield failure
        failure = failure.__cause__ or failure.__context__


def _frames(failure: BaseException) -> list[str]:
    """Where it happened, outermost first, without folders that could name the person."""
    frames = traceback.extract_tb(failure.__traceback__)
    return [f"{_public(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames] or ["nowhere"]


def _public(path: str) -> str:
    public = _OWN_FOLDERS.sub("", path)
    return public if public != path else re.split(r"[/\\]", path)[-1]


def _write(report: str) -> str:
    handle, path = tempfile.mkstemp(prefix="prepsheet-report-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(report)
    return path
