"""A sheet's content file: its words, in the order in which they are read.

    name: goals            the sheet's name on the command line and of its file
    title: Goals           what lists call it
    layout: worksheet      the layout that arranges it
    kit: 3                 its place in the default kit; 0 or absent: made only when asked for
    question: aspirations  the question whose answer it shows, if any

Everything else belongs to the layout: worksheets have `pages` of `parts`, others name their words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from prepsheet.library import Library
from prepsheet.problems import InputError
from prepsheet.schema import decode
from prepsheet.yaml_source import Mapping, Node, Scalar, read

Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=60)]


class Head(Struct, frozen=True):
    """What every content file says of itself."""

    name: Name
    title: str
    layout: Name
    kit: int = 0
    question: str = ""


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A sheet's head, and its words as a YAML tree for the layout's compiler."""

    head: Head
    words: Node


@lru_cache(maxsize=256)
def load(path: Path) -> SheetContent:
    """Read a content file. Raises `InputError` with every problem of its head."""
    root = read(path)
    known = root
    if isinstance(root, Mapping):
        head = {key: node for key, node in root.entries.items() if key in Head.__struct_fields__}
        known = Mapping(head, {key: root.keys[key] for key in head}, root.place)
    found, problems = decode(known, Head)
    if found is None or problems:
        raise InputError(problems)
    return SheetContent(found, root)


def version(library: Library, language: str, name: str) -> str:
    """A fingerprint of a sheet's words and layout as they are now; "" for one that is not there."""
    if name not in library.names(f"content/{language}/sheets"):
        return ""
    words = library.find(f"content/{language}/sheets/{name}.yaml")
    arranged = library.find(f"layouts/{load(words).head.layout}.yaml")
    common = library.find(f"content/{language}/common.yaml")
    return sha256(b"\0".join(path.read_bytes() for path in (words, arranged, common))).hexdigest()[:16]


def blank_side(library: Library, language: str) -> str:
    """The words on a side of paper left blank in a print file; "" where the library has none for it."""
    common = read(library.find(f"content/{language}/common.yaml"))
    words = common.entries.get("blank_side") if isinstance(common, Mapping) else None
    return words.text if isinstance(words, Scalar) else ""
