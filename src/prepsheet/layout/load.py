"""A layout file: how a kind of sheet is arranged.

    name: worksheet
    format: pdf
    parts:     what content may use: {NAME: {needs: [...], defaults: {...}, blocks: [...]}}
    document:  the neutral document, as a template over the content and the profile
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from prepsheet.layout.expressions import Value
from prepsheet.layout.templates import Compiler, Part
from prepsheet.problems import InputError, Place, Problem, error
from prepsheet.yaml_source import Mapping as YamlMapping
from prepsheet.yaml_source import Node, Scalar, Sequence, read

KEYS = ("name", "format", "parts", "document")
PART_KEYS = ("needs", "defaults", "blocks")
Format = Literal["pdf", "docx"]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A compiled layout, itself only (its functions can't be compared): `document` evaluates to what `document.Document` is made from."""

    name: str
    format: Format
    parts: Mapping[str, Part]
    document: Value
    place: Place


@lru_cache(maxsize=64)
def load(path: Path) -> Layout:
    """Read and compile a layout. Raises `InputError` with every problem of its shape."""
    root = read(path)
    problems = list(_problems(root))
    if problems:
        raise InputError(problems)
    entries = cast(YamlMapping, root).entries
    compiler = Compiler()
    for name, node in getattr(entries.get("parts"), "entries", {}).items():
        compiler.parts[name] = compiler.part(node)
    name, made = (cast(Scalar, entries[key]).text for key in ("name", "format"))
    return Layout(name, cast(Format, made), compiler.parts, compiler.tree(entries["document"]), root.place)


def _problems(root: Node) -> list[Problem]:
    if not isinstance(root, YamlMapping):
        return [error(root.place, "layout-shape", "a layout must be a mapping")]
    found = [error(place, "unknown-key", f"unknown key '{key}'", f"a layout has: {', '.join(KEYS)}")
             for key, place in root.keys.items() if key not in KEYS]  # fmt: skip
    found += [error(root.place, "missing-key", f"'{key}' is missing")
              for key in ("name", "format", "document") if key not in root.entries]  # fmt: skip
    form = root.entries.get("format")
    if isinstance(form, Scalar) and form.text not in ("pdf", "docx"):
        found.append(error(form.place, "layout-format", f"'{form.text}' is not a format", "pdf or docx"))
    parts = root.entries.get("parts")
    if isinstance(parts, YamlMapping):
        found += [problem for part in parts.entries.values() for problem in _part_problems(part)]
    return found


def _part_problems(part: Node) -> list[Problem]:
    if not isinstance(part, YamlMapping) or not isinstance(part.entries.get("blocks"), Sequence):
        return [error(part.place, "part-shape", "a part must be a mapping with a list of 'blocks'")]
    return [error(place, "unknown-key", f"unknown key '{key}'", f"a part has: {', '.join(PART_KEYS)}")
            for key, place in part.keys.items() if key not in PART_KEYS]  # fmt: skip
