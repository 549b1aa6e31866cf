"""A document as text that a person can compare: its blocks, paths and words, without its measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from prepsheet.document import Document, Option, Page, Run, Window

MEASURES = frozenset({
    "align", "at", "bar", "before", "column", "columns", "dx", "dy", "group_gap", "gutter", "height",
    "max_width", "measure", "pitch", "rule", "rules", "size", "span", "top", "width",
})  # fmt: skip
IN_LINE = (Run, Option, Window)


def outline(document: Document) -> str:
    """One line for each structure that says something, those within it indented."""
    return "\n".join(_lines(document, "document", 0)) + "\n"


def _lines(part: Struct, name: str, depth: int) -> Iterator[str]:
    told, inner = [], []
    for field in fields(part):
        value = getattr(part, field.encode_name, getattr(part, field.name))
        if field.name in MEASURES or value == _default(field):
            continue
        if structures := _structures(value):
            inner += [(structure, field.name) for structure in structures]
        else:
            told.append(f"{field.name}={_shown(value)}")
    if told or isinstance(part, Page):
        yield "  " * depth + " ".join((str(part.__struct_config__.tag or name), *told))
    for structure, its_name in inner:
        yield from _lines(structure, its_name, depth + (bool(told) or isinstance(part, Page)))


def _default(field: FieldInfo) -> Any:
    factory = field.default_factory
    return field.default if factory is NODEFAULT else factory()


def _structures(value: Any) -> tuple[Struct, ...]:
    several = value if isinstance(value, tuple) else (value,)
    return tuple(item for item in several if isinstance(item, Struct) and not isinstance(item, IN_LINE))


def _shown(value: Any) -> str:
    match value:
        case Run():
            return f"<{value.style}:{value.text}>"
        case Option():
            return f"{value.value}:{value.label!r}"
        case Window():
            return f"{value.path}={value.value!r}"
        case tuple() if value and isinstance(value[0], IN_LINE):
            return " ".join(map(_shown, value))
        case _:
            return repr(value)
