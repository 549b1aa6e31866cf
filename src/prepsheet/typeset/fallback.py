"""Which font draws a character that the shipped fonts lack.

    fonts = Fonts(named=("fonts/Mine.ttf", "Amiri"), folder=profile_folder, language="ar")
    with using(fonts): ...                    # typesetting
    current().find("م", bold=True, serif=False)    # the font file, or None

Fonts that the person named come first, in their order, of a collection all or one of them
(`fonts.ttc#2`, counted from 1); then font packages installed beside this
one; then the system's. Files are looked for when the first character is missing, never before,
and once a process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import category

from prepsheet.typeset.fontfile import FontFile, Unusable, faces_in, open_font
from prepsheet.writing.families import EMOJI, script_of

ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
PACKAGES = ("fontpkg_*/files", "fonts_*/files", "font_*/files")
"""Where packages that carry fonts have them, within Python's own folders."""
MOST_FILES = 20_000
"""Files of the system's font folders that are looked at: a bound, not a limit anyone meets."""


@dataclass(frozen=True)
class Fonts:
    """The fonts of one document: what the person named, and the language that shared characters are in."""

    named: tuple[str, ...] = ()
    folder: Path = field(default=Path())
    language: str = ""

    def find(self, character: str, bold: bool, serif: bool) -> FontFile | None:
        """The font to draw the character in; of a family, the weight that fits."""
        return _found(self, character, bold, serif)


_CURRENT: ContextVar[Fonts | None] = ContextVar("fonts", default=None)
_SYSTEM = Fonts()


def current() -> Fonts:
    """The fonts of the document that is being typeset."""
    return _CURRENT.get() or _SYSTEM


@contextmanager
def using(fonts: Fonts | None) -> Iterator[None]:
    """Typesets with these fonts; None means what the system has."""
    token = _CURRENT.set(fonts)
    try:
        yield
    finally:
        _CURRENT.reset(token)


@dataclass(frozen=True)
class Refused:
    """A font that the person named and that can't be used, and what to do about it.

    `reason` is None if there is none of that name.
    """

    name: str
    number: int
    reason: str | None
    hint: str = "name a file beside the profile, or a family as font lists name it"


def refused(fonts: Fonts) -> list[Refused]:
    """The named fonts that can't be used, by their number from 1."""
    found = []
    for number, name in enumerate(fonts.named, 1):
        try:
            if not _named(fonts, name):
                found.append(Refused(name, number, None))
        except Unusable as fault:
            found.append(Refused(name, number, str(fault), fault.hint))
    return found


@lru_cache(maxsize=4096)
def _found(fonts: Fonts, character: str, bold: bool, serif: bool) -> FontFile | None:
    for name in fonts.named:
        try:
            having = [font for font in _named(fonts, name) if font.draws(character)]
        except Unusable:
            continue
        if having:
            return _of_weight(having, bold)
    if ord(character) in EMOJI or category(character) == "Co":
        return None  # no two fonts draw the same
    families = _system()
    script = script_of(character, fonts.language)
    for family in script.families(serif) if script else ():
        if having := [font for font in families.get(family, ()) if font.draws(character)]:
            return _of_weight(having, bold)
    return _any(families, character, bold, serif)


def _any(families: dict[str, list[FontFile]], character: str, bold: bool, serif: bool) -> FontFile | None:
    """A font of whatever family: of those, first Noto's own, then by name."""

    def rank(family: str) -> tuple[bool, bool, str]:
        return not family.startswith("Noto"), ("Serif" in family) != serif, family

    for family in sorted(families, key=rank):
        if having := [font for font in families[family] if font.draws(character)]:
            return _of_weight(having, bold)
    return None


def _of_weight(fonts: Iterable[FontFile], bold: bool) -> FontFile:
    """The upright font whose weight comes closest to regular, or to bold."""
    wanted = 700 if bold else 400
    return min(fonts, key=lambda font: (not font.upright, abs(font.weight - wanted), font.name, font.key))


def _named(fonts: Fonts, name: str) -> tuple[FontFile, ...]:
    """The fonts of a file, or of a family, that the person named. Raises `Unusable` for a bad file."""
    file, _, number = name.partition("#")
    if path := _beside(fonts.folder, file):
        return tuple(map(open_font, _keys(path, number)))
    return () if file.lower().endswith(ENDINGS) else tuple(_system().get(name, ()))


def _beside(folder: Path, name: str) -> Path | None:
    """A file in the folder or below it, if it is there. Raises `Unusable` for one from elsewhere."""
    try:
        path = (folder / name).resolve()
        there = path.is_file()
    except (OSError, ValueError):
        return None
    if folder.resolve() not in path.parents:
        raise Unusable("outside")
    return path if there else None


def _keys(path: Path, number: str) -> tuple[str, ...]:
    """The keys of all fonts of a file, or of the one of that number."""
    try:
        keys = faces_in(path)
    except OSError:
        raise Unusable("broken") from None
    if not keys:
        raise Unusable("broken")
    if not number:
        return keys
    if not (number.isdecimal() and 1 <= int(number) <= len(keys)):
        raise Unusable("place")
    return (keys[int(number) - 1],)


@cache
def _system() -> dict[str, list[FontFile]]:
    """Every usable font of the machine, by family; those that can't be used are passed over."""
    families: dict[str, list[FontFile]] = {}
    for path in files():
        for font in _usable(path):
            families.setdefault(font.family, []).append(font)
    return families


def _usable(path: Path) -> Iterator[FontFile]:
    try:
        keys = faces_in(path)
    except OSError:
        return
    for key in keys:
        try:
            yield open_font(key)
        except Unusable:
            continue


def files() -> Iterator[Path]:
    """The machine's font files, sorted folder by folder: the same machine always gives the same font."""
    count = 0
    for root in (*_package_folders(), *system_folders()):
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                if name.lower().endswith(ENDINGS) and (count := count + 1) <= MOST_FILES:
                    yield Path(folder, name)


def _package_folders() -> list[Path]:
    return [each for root in sys.path for kind in PACKAGES for each in sorted(Path(root or ".").glob(kind))]


def system_folders() -> list[Path]:
    """The folders in which the platform keeps fonts, the person's own first."""
    home = Path.home()
    if sys.platform == "win32":
        local, windows = os.environ.get("LOCALAPPDATA", ""), os.environ.get("WINDIR", r"C:\Windows")
        return [Path(local, "Microsoft", "Windows", "Fonts"), Path(windows, "Fonts")]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    data = os.environ.get("XDG_DATA_HOME") or home / ".local/share"
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return [Path(data, "fonts"), home / ".fonts", *(Path(each, "fonts") for each in shared if each)]
