"""The rules of the house that a program can check: who imports whom, and how long things get."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src/prepsheet").rglob("*.py"))
MODULE_LINES = 400
FUNCTION_LINES = 50


def test_no_layer_imports_one_above_it() -> None:
    code = "from importlinter.cli import lint_imports_command as lint; lint()"
    linted = subprocess.run(
        [sys.executable, "-c", code, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_modules_and_functions_stay_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    long = [function.name for function in functions if _is_long(function)]
    assert long == []
    assert source.count("\n") < MODULE_LINES


def _is_long(node: ast.FunctionDef) -> bool:
    """Whether a function is too long; one that is a single flat `match` over a union may be."""
    only_a_match = len(node.body) <= 2 and isinstance(node.body[-1], ast.Match)
    return not only_a_match and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
