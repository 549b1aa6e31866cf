"""veraPDF, the reference validator of PDF/UA: one run for any number of files."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.conformance import machine

NAME = "veraPDF"
MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
OPTIONS = ("-f", "ua1", "--format", "text", "-v", "--loglevel", "0")


def version() -> str:
    machine.verapdf()
    machine.program("java")
    return machine.VERAPDF.rpartition(":")[2]


def failures(files: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """The rules of PDF/UA-1 that each file breaks; none if it passes.

    Rules are named by clause and number, as in "7.21.7-1". A file it could not read breaks "unread".
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = {str(Path(folder) / f"{number}.pdf"): name for number, name in enumerate(files)}
        for path, name in paths.items():
            Path(path).write_bytes(files[name])
        command = [machine.program("java"), "-cp", str(machine.verapdf()), MAIN, *OPTIONS, *paths]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    verdicts = _verdicts(said.splitlines())
    return {name: verdicts.get(path, ("unread",)) for path, name in paths.items()}


def _verdicts(lines: list[str]) -> dict[str, tuple[str, ...]]:
    """By path the rules of its FAIL lines, which are indented below the file's own."""
    found: dict[str, tuple[str, ...]] = {}
    path = ""
    for line in lines:
        verdict, _, rest = line.strip().partition(" ")
        if line.startswith((" ", "\t")):
            found[path] += (rest,)
        elif verdict in ("PASS", "FAIL"):
            path = rest.rpartition(" ")[0]
            found[path] = ()
    return found
