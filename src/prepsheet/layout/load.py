"""A layout file: how a kind of sheet is arranged.

name: worksheet
format: pdf
parts:     what content may use: {NAME: {needs: [...], defaults: {...}, blocks: [...]}}
document:  the neutral document, as a template over the content and the profile
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from prepsheet.layout.expressions import Value
from prepsheet.layout.templates import Compiler, Part
from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.yaml_source import Mapping as YamlMapping
from prepsheet.yaml_source import Node, Scalar, Sequence, read

KEYS = ("name", "format", "parts", "document")
PART_KEYS = ("needs", "defaults", "blocks")
NAMES = {Scalar: "a text", Sequence: "a list", YamlMapping: "a mapping"}
Format = Literal["pdf", "docx"]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A compiled layout, equal to itself only: its functions can't be compared.

    `document` evaluates to what `document.Document` is made from.
    """

    name: str
    format: Format
    parts: Mapping[str, Part]
    document: Value
    place: Place


@lru_cache(maxsize=64)
def format_of(path: Path) -> Format:
    """The format that a layout makes, without compiling it. Raises `InputError` as `load` does."""
    root = _checked(path)
    return cast(Format, cast(Scalar, root.entries["format"]).text)


@lru_cache(maxsize=64)
def load(path: Path) -> Layout:
    """Read and compile a layout. Raises `InputError` with every problem of its shape."""
    root = _checked(path)
    entries = root.entries
    compiler = Compiler()
    for name, node in _entries(entries.get("parts")).items():
        compiler.parts[name] = compiler.part(cast(YamlMapping, node))
    document = compiler.tree(entries["document"])
    if compiler.problems:
        raise InputError(compiler.problems)
    name, made = (cast(Scalar, entries[key]).text for key in ("name", "format"))
    return Layout(name, cast(Format, made), compiler.parts, document, root.place)


def _entries(node: Node | None) -> dict[str, Node]:
    return node.entries if isinstance(node, YamlMapping) else {}


def _checked(path: Path) -> YamlMapping:
    root = read(path)
    if problems := list(_problems(root)):
        raise InputError(problems)
    return cast(YamlMapping, root)


def _problems(root: Node) -> Iterator[Problem]:
    if not isinstance(root, YamlMapping):
        yield error(root.place, "layout-shape", "a layout must be a mapping")
        return
    yield from _unknown_keys(root, KEYS, "a layout")
    for key in ("name", "format", "document"):
        if key not in root.entries:
            yield error(root.place, "missing-key", f"'{key}' is missing")
    for key, kind in (
        ("name", Scalar),
        ("format", Scalar),
        ("parts", YamlMapping),
        ("document", YamlMapping),
    ):
        yield from _wrong_kind(root, key, kind)
    form = root.entries.get("format")
    if isinstance(form, Scalar) and form.text not in ("pdf", "docx"):
        yield error(form.place, "layout-format", f"'{shown(form.text)}' is not a format", "pdf or docx")
    for part in _entries(root.entries.get("parts")).values():
        yield from _part_problems(part)


def _part_problems(part: Node) -> Iterator[Problem]:
    if not isinstance(part, YamlMapping) or "blocks" not in part.entries:
        yield error(part.place, "part-shape", "a part must be a mapping with a list of 'blocks'")
        return
    yield from _unknown_keys(part, PART_KEYS, "a part")
    for key, kind in (("needs", Sequence), ("defaults", YamlMapping), ("blocks", Sequence)):
        yield from _wrong_kind(part, key, kind)
    for need in getattr(part.entries.get("needs"), "items", ()):
        if not isinstance(need, Scalar) or "{{" in need.text:
            yield error(need.place, "wrong-kind", "what a part needs must be the name of a key")


def _unknown_keys(node: YamlMapping, known: tuple[str, ...], owner: str) -> Iterator[Problem]:
    for key, place in node.keys.items():
        if key not in known:
            hint = f"{owner} has: {', '.join(known)}"
            yield error(place, "unknown-key", f"unknown key '{shown(key)}'", hint)


def _wrong_kind(node: YamlMapping, key: str, kind: type[Node]) -> Iterator[Problem]:
    found = node.entries.get(key)
    if found is not None and not isinstance(found, kind):
        yield error(found.place, "wrong-kind", f"'{key}' must be {NAMES[kind]}")
