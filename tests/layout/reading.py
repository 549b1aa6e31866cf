"""Layouts and content from text, for tests."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from prepsheet.layout.filters import LOOKUP
from prepsheet.layout.templates import Compiler
from prepsheet.problems import InputError, Problem
from prepsheet.yaml_source import Node, parse

SCOPE: dict[str, Any] = {
    "page": {"subject_path": "goals.near"},
    "steps": [{"do": "ask", "on": "Monday"}, {"do": "apply", "on": ""}],
    "names": ["Ada", "Bo"],
    "empty": [],
    LOOKUP: lambda path: {"goals.near.role": "Run a line", "basics.name": "Ada"}.get(path, ""),
}


def node(text: str) -> Node:
    """A YAML text as a tree with places in `t.yaml`."""
    return parse(dedent(text).encode(), "t.yaml")


def evaluated(text: str, *, markup: bool = False, **more: Any) -> Any:
    """What a YAML text gives in the scope above: as layout, or as content if `markup`."""
    compiler = Compiler(markup=markup)
    evaluate = compiler.tree(node(text))
    assert compiler.problems == []
    return evaluate({**SCOPE, **more})


def problems(function: Any, *arguments: Any) -> tuple[Problem, ...]:
    """The problems that a call is refused with."""
    with pytest.raises(InputError) as caught:
        function(*arguments)
    return caught.value.problems


def told(found: tuple[Problem, ...]) -> list[str]:
    """Problems in short: line, column, code."""
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found]


def written(folder: Path, name: str, text: str) -> Path:
    """A file of this name in the folder, its folders made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path
