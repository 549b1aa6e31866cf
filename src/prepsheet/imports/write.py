"""A profile as YAML that people like to read and change."""

from __future__ import annotations

from typing import Any

import yaml

WIDTH = 100
"""Characters in a line, about; longer texts are folded."""
NAME, INDENT = 30, 20
"""Characters of a text that is no more than a name; what a list may stand away from the margin."""


class _Readable(yaml.SafeDumper):  # type: ignore[misc]  # yaml has no types
    """Lists indented below their key, long texts in blocks, quotes only where YAML asks for them."""

    def increase_indent(self, flow: bool = False, **_: bool) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, _: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > WIDTH else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    """Names stand side by side, all else under each other."""
    names = all(isinstance(item, str) and len(item) <= NAME for item in items)
    side_by_side = names and sum(len(item) + 2 for item in items) <= WIDTH - INDENT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=side_by_side)


_Readable.add_representer(str, _text)
_Readable.add_representer(list, _list)


def written(data: dict[str, Any]) -> str:
    """The YAML of plain dicts, lists and texts; what is empty is left out, as it says nothing."""
    parts = ({key: value} for key, value in _without_empty(data).items())
    return "\n".join(
        yaml.dump(
            part,
            Dumper=_Readable,
            default_flow_style=False,
            sort_keys=False,
            allow_unicode=True,
            width=WIDTH,
        )
        for part in parts
    )


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        filled = ((key, _without_empty(item)) for key, item in value.items())
        return {key: item for key, item in filled if item not in ("", [], {})}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value
