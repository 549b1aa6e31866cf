"""JSON Schema (2020-12) of our types, for editors that complete and check YAML while one types."""

from __future__ import annotations

import re
from inspect import getdoc
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct

from prepsheet.schema.types import Bare, Field, bare, fields, without_none

_TEXT = ["string", "number", "boolean", "null"]
"""What an editor takes an unquoted value for; all of it is text to us, and null is a value left out."""


_KEY_LINE = re.compile(r"^([a-z][a-z_]*): (.+)$", re.MULTILINE)
"""A line of a Struct's description that is about one of its keys."""


def json_schema(kind: type[Struct]) -> dict[str, Any]:
    """The schema of a Struct, with descriptions, and with shorthands accepted."""
    definitions: dict[str, Any] = {}
    root = _reference(kind, definitions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **root, "$defs": definitions}


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    shape = bare(hint)
    schema = _of_kind(shape, definitions)
    description = shape.limit("description")
    return {**schema, "description": description} if description else schema


def _of_kind(shape: Bare, definitions: dict[str, Any]) -> dict[str, Any]:
    kind, origin = shape.kind, get_origin(shape.kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return {"anyOf": [_reference(kind, definitions), {"type": "null"}]}
    if kind is str:
        return {"type": _TEXT, **_text_limits(shape)}
    if kind in (int, float):
        return {"type": ["integer" if kind is int else "number", "null"], **_bounds(shape)}
    if kind is bool:
        return {"type": ["boolean", "null"]}
    if origin is Literal:
        return {"enum": [*get_args(kind), None]}
    if origin in (tuple, list):
        return _list(get_args(kind)[0], definitions)
    if origin is dict:
        key, value = get_args(kind)
        names = {"propertyNames": names} if (names := _text_limits(bare(key))) else {}
        return {"type": ["object", "null"], **names, "additionalProperties": _schema(value, definitions)}
    members = without_none(kind)
    return {"anyOf": [_schema(member, definitions) for member in members]} if members else {}


def _list(item: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    one = _schema(item, definitions)
    kind = bare(item).kind
    many = {"type": ["array", "null"], "items": one}
    alone = kind is str or hasattr(kind, "__shorthand__")
    return {"anyOf": [many, {"type": _TEXT[:3]}]} if alone else many


def _text_limits(shape: Bare) -> dict[str, Any]:
    pattern = shape.form.pattern if shape.form else shape.limit("pattern")
    limits = {
        "pattern": pattern,
        "minLength": shape.limit("min_length"),
        "maxLength": shape.limit("max_length"),
    }
    return {name: value for name, value in limits.items() if value is not None}


def _bounds(shape: Bare) -> dict[str, Any]:
    names = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
    return {words: bound for name, words in names.items() if (bound := shape.limit(name)) is not None}


def _reference(kind: type[Struct], definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _struct(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _property(field: Field, about: dict[str, str], definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _schema(field.hint, definitions)
    text = about.get(field.name) or about.get(field.key)
    return {**schema, "description": text} if text else schema


def _struct(kind: type[Struct], definitions: dict[str, Any]) -> dict[str, Any]:
    known = fields(kind)
    about = dict(_KEY_LINE.findall(getdoc(kind) or ""))
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {field.key: _property(field, about, definitions) for field in known},
        "additionalProperties": hasattr(kind, "__extras__"),
    }
    if required := [field.key for field in known if field.required]:
        schema["required"] = required
    if hasattr(kind, "__shorthand__"):
        schema = {"anyOf": [schema, {"type": _TEXT[:3]}]}
    doc = _KEY_LINE.sub("", getdoc(kind) or "").strip()
    return {"description": doc, **schema} if doc else schema
