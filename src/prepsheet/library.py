"""Where layouts and content are found: ordered folders, of which the first that has a file wins.

A file is named by its path within a folder: `layouts/worksheet.yaml`, `content/examples/sam.yaml`,
`content/en/worksheets/goals.yaml`. Whole files win; nothing is merged here.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prepsheet.problems import InputError, Place, Problem, error

_SEGMENT = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_FOLDER = re.compile(rf"layouts|content/{_SEGMENT}(?:/{_SEGMENT})?")
_NAME = re.compile(rf"(?:layouts|content/{_SEGMENT}(?:/{_SEGMENT})?)/{_SEGMENT}\.yaml")
_PATTERNS = ("layouts/*.yaml", "content/*/*.yaml", "content/*/*/*.yaml")


@dataclass(frozen=True, slots=True)
class Library:
    """Folders that hold `layouts/` and `content/`, the strongest first."""

    folders: tuple[Path, ...]

    def find(self, name: str) -> Path:
        """The file called `name` in the first folder that has it.

        Raises InputError if the name could lead out of the library, if the file is a link that does
        so or no regular file, or if no folder has it.
        """
        if not _NAME.fullmatch(name) or ".." in name:
            raise InputError([_refused(name)])
        for folder in self.folders:
            path = folder / name
            if path.exists() or path.is_symlink():
                return _inside(folder, path, name)
        raise InputError([self._missing(name)])

    def names(self, folder: str) -> tuple[str, ...]:
        """The names in one folder, such as `content/en/worksheets`, sorted and without `.yaml`."""
        if not _FOLDER.fullmatch(folder) or ".." in folder:
            raise InputError([_refused(folder)])
        found = {path.stem for root in self.folders for path in (root / folder).glob("*.yaml")}
        return tuple(sorted(name for name in found if _NAME.fullmatch(f"{folder}/{name}.yaml")))

    def files(self) -> tuple[str, ...]:
        """Every file that `find` could be asked for, sorted."""
        found = {path.relative_to(root).as_posix() for root, path in self._walk()}
        return tuple(sorted(name for name in found if _NAME.fullmatch(name)))

    def _walk(self) -> Iterator[tuple[Path, Path]]:
        for root in self.folders:
            for pattern in _PATTERNS:
                for path in root.glob(pattern):
                    yield root, path

    def _missing(self, name: str) -> Problem:
        from prepsheet.schema import nearest  # only a mistake pays for this import

        folder, _, wanted = name.removesuffix(".yaml").rpartition("/")
        known = self.names(folder)
        close = nearest(wanted, known)
        hint = f"did you mean {close}?" if close else f"there are: {', '.join(known) or 'none'}"
        return error(Place(name), "not-in-library", f"there is no {wanted} in {folder}", hint)


def standard_library(profile_dir: Path | None = None, extra: Path | None = None) -> Library:
    """The usual order: `extra` (`--library`), beside the profile, the user's own folder, bundled."""
    candidates = (extra, profile_dir, user_folder(), bundled_folder())
    return Library(tuple(dict.fromkeys(folder for folder in candidates if folder is not None)))


def user_folder() -> Path | None:
    """The user's own library, by the habit of the platform; None where there is no home folder."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return _absolute("APPDATA", home / "AppData" / "Roaming") / "prepsheet"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "prepsheet"
    return _absolute("XDG_DATA_HOME", home / ".local" / "share") / "prepsheet"


def bundled_folder() -> Path:
    """What ships with prepsheet: in the package once installed, in a checkout the repository itself."""
    package = Path(__file__).resolve().parent
    bundled = package / "_bundled"
    return bundled if bundled.is_dir() else package.parents[1]


def _absolute(variable: str, default: Path) -> Path:
    value = Path(os.environ.get(variable, ""))
    return value if value.is_absolute() else default


def _inside(folder: Path, path: Path, name: str) -> Path:
    if not path.is_file():
        raise InputError([error(Place(str(path)), "not-a-file", f"{name} is not a regular file")])
    if not path.resolve().is_relative_to(folder.resolve()):
        message = f"{name} is a link that leads out of {folder}"
        raise InputError([error(Place(str(path)), "leaves-library", message, "put the file itself there")])
    return path


def _refused(name: str) -> Problem:
    hint = "use letters, digits, dots, hyphens and underscores, as in layouts/worksheet.yaml"
    return error(Place(name), "bad-library-name", f"{name!r} can't be a name in the library", hint)
