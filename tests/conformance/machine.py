"""What the suite needs of a machine, and how a bare one gets it.

Debian's packages where this is root on Debian, npm's and Maven's into a folder beside the project
that git ignores. What can't be had raises `NotHere` where it is wanted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from ctypes.util import find_library
from functools import cache
from pathlib import Path

from tests.downloads import CACHE, NotHere, fetch, npm

PDFJS = "pdfjs-dist@6.5.438"
VERAPDF = "org.verapdf.apps:greenfield-apps:1.28.2"
SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that Debian's bindings are for."""
BINDINGS = "import gi; gi.require_version('Poppler', '0.18'); from gi.repository import Poppler"
PROGRAMS = {
    "chromium": "chromium",
    "pdftoppm": "poppler-utils",
    "java": "default-jre-headless",
    "mvn": "maven",
}
"""Programs, and the Debian packages that have them."""


def prepare() -> None:
    """Installs what is missing and can be installed."""
    wanted = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if not _works(SYSTEM_PYTHON, "-c", BINDINGS):
        wanted += ["gir1.2-poppler-0.18", "python3-gi"]
    if not find_library("atomic"):
        wanted.append("libatomic1")  # the Node.js that pip brings needs it
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *wanted]):
            subprocess.run(["apt-get", "-qq", *command], env=environment, capture_output=True, check=False)


def program(name: str) -> str:
    """The path of a program."""
    if found := shutil.which(name):
        return found
    raise NotHere(f"{name} is not installed (Debian: {PROGRAMS[name]})")


@cache
def python_with_poppler() -> str:
    """The Python that has poppler's bindings."""
    if _works(SYSTEM_PYTHON, "-c", BINDINGS):
        return SYSTEM_PYTHON
    raise NotHere("poppler's bindings are not installed (Debian: gir1.2-poppler-0.18, python3-gi)")


@cache
def pdfjs() -> Path:
    """The folder of pdf.js, made for browsers."""
    return npm(PDFJS, "--omit=optional", "--force")


@cache
def verapdf() -> Path:
    """veraPDF's jar."""
    _, artifact, version = VERAPDF.split(":")
    jar = CACHE / f"{artifact}-{version}.jar"
    if not jar.exists():
        copy = [f"-Dartifact={VERAPDF}", f"-DoutputDirectory={CACHE}"]
        fetch([program("mvn"), "--quiet", "--batch-mode", "-Dstyle.color=never", "dependency:copy", *copy])
    return jar


def _works(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
