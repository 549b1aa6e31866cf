"""The JSON Schema for editors: it accepts what we accept, shorthands too, and describes every key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from prepsheet.profile import json_schema
from prepsheet.yaml_source import Mapping, Node, Scalar, Sequence, read

TESTS = Path(__file__).resolve().parents[1]
SOUND = [*(TESTS / "data" / "valid").iterdir(), *(TESTS.parent / "content" / "examples").glob("*.yaml")]
SCHEMA = json_schema()
KINDS = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
    type(None): "null",
}


def as_an_editor_sees_it(node: Node) -> Any:
    """YAML 1.2's core types, which editors check."""
    match node:
        case Mapping():
            return {key: as_an_editor_sees_it(value) for key, value in node.entries.items()}
        case Sequence():
            return [as_an_editor_sees_it(item) for item in node.items]
        case Scalar(text, _, plain):
            return _core(text) if plain else text


def _core(text: str) -> Any:
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text) else text


def accepts(schema: dict[str, Any], value: Any) -> bool:
    """The part of JSON Schema that ours is written in."""
    if "$ref" in schema and not accepts(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], value):
        return False
    if "anyOf" in schema and not any(accepts(one, value) for one in schema["anyOf"]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "type" in schema and not _of_type(schema["type"], value):
        return False
    match value:
        case str():
            return bool(re.search(schema.get("pattern", ""), value)) and len(value) <= schema.get(
                "maxLength", len(value)
            )
        case bool() | None:
            return True
        case int() | float():
            return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
        case list():
            return all(accepts(schema.get("items", {}), item) for item in value)
        case _:
            return _object(schema, value)


def _of_type(allowed: str | list[str], value: Any) -> bool:
    names = [allowed] if isinstance(allowed, str) else allowed
    kind = KINDS[type(value)]
    return kind in names or (kind == "integer" and "number" in names)


def _object(schema: dict[str, Any], value: dict[str, Any]) -> bool:
    known = schema.get("properties", {})
    further = schema.get("additionalProperties", True)
    return all(
        accepts(known[key], item) if key in known else further is True or (further and accepts(further, item))
        for key, item in value.items()
    )


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_sound_profiles_are_accepted(path: Path) -> None:
    assert accepts(SCHEMA, as_an_editor_sees_it(read(path)))


@pytest.mark.parametrize(
    "profile",
    [
        {"prep": {"sgate": "mid"}},
        {"prep": {"stage": "junior"}},
        {"prep": {"goals": [{"by": "soon"}]}},
        {"prep": {"goals": {"id": "near"}}},
        {"prep": {"print": {"pace_wpm": 300}}},
        {"prep": {"targets": [{"id": "a b"}]}},
        {"basics": ["Sam"]},
        [],
    ],
)
def test_unsound_ones_are_not(profile: Any) -> None:
    assert not accepts(SCHEMA, profile)


def test_it_is_whole_and_plain() -> None:
    text = json.dumps(SCHEMA)
    named = set(re.findall(r"#/\$defs/(\w+)", text))
    assert named == SCHEMA["$defs"].keys()
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert all(definition["description"] for definition in SCHEMA["$defs"].values())


def test_descriptions_stand_at_their_keys() -> None:
    goal = SCHEMA["$defs"]["Goal"]["anyOf"][0]["properties"]
    assert goal["horizon"]["description"] == "short is one to two years, long three to five, vision beyond"
    assert "horizon" not in SCHEMA["$defs"]["Goal"]["description"]
    assert SCHEMA["$defs"]["NewSkill"]["anyOf"][0]["properties"]["for"]["description"]
