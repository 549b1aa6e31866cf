"""Layout files: their shape, checked whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from prepsheet.layout import format_of, load
from tests.layout.reading import problems, told, written

ROOT = Path(__file__).resolve().parents[2]
SOUND = """
name: small
format: pdf
parts:
  text: {needs: [text], blocks: [{paragraph: {text: "{{ part.text }}"}}]}
document: {pages: [{each: page in pages, frames: [{top: 56, blocks: [{parts: "{{ page.parts }}"}]}]}]}
"""


def test_a_sound_layout_is_compiled(tmp_path: Path) -> None:
    path = written(tmp_path, "small.yaml", SOUND)
    layout = load(path)
    assert (layout.name, layout.format, list(layout.parts)) == ("small", "pdf", ["text"])
    pages = [{"parts": [{"part": "text", "text": "Hi"}]}]
    paragraph = {"block": "paragraph", "text": "Hi"}
    assert layout.document({"pages": pages}) == {
        "pages": [{"frames": [{"top": "56", "blocks": [paragraph]}]}]
    }
    assert format_of(path) == "pdf"


@pytest.mark.parametrize("path", sorted((ROOT / "layouts").glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_layouts_load_under_their_own_names(path: Path) -> None:
    assert load(path).name == path.stem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", ["1:1 layout-shape"]),
        ("text", ["1:1 layout-shape"]),
        ("a: b", ["1:1 unknown-key", "1:1 missing-key", "1:1 missing-key", "1:1 missing-key"]),
        ("name: [x]\nformat: pdf\ndocument: {}", ["1:7 wrong-kind"]),
        ("name: x\nformat: {}\ndocument: {}", ["2:9 wrong-kind"]),
        ("name: x\nformat: html\ndocument: {}", ["2:9 layout-format"]),
        ("name: x\nformat: pdf\ndocument: x", ["3:11 wrong-kind"]),
        ("name: x\nformat: pdf\nparts: [a]\ndocument: {}", ["3:8 wrong-kind"]),
        ("name: x\nformat: pdf\nparts: {a: b}\ndocument: {}", ["3:12 part-shape"]),
        ("name: x\nformat: pdf\nparts: {a: {needs: [b]}}\ndocument: {}", ["3:12 part-shape"]),
        (
            "name: x\nformat: pdf\nparts: {a: {needs: b, defaults: [], blocks: {}, more: x}}\ndocument: {}",
            ["3:49 unknown-key", "3:20 wrong-kind", "3:33 wrong-kind", "3:45 wrong-kind"],
        ),
        ("name: x\nformat: pdf\nparts: {a: {needs: [[b]], blocks: []}}\ndocument: {}", ["3:21 wrong-kind"]),
        (
            "name: x\nformat: pdf\ndocument: {a: '{{ 1', b: '{{ 2**2 }}'}",
            ["3:15 template-syntax", "3:26 template-syntax"],
        ),
    ],
)
def test_shapes_are_checked_whole(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = problems(load, written(tmp_path, "x.yaml", text))
    assert told(found) == expected
    assert all(problem.place.file.endswith("x.yaml") for problem in found)


def test_expressions_in_defaults_have_nothing_to_see(tmp_path: Path) -> None:
    text = "name: x\nformat: pdf\nparts: {a: {defaults: {b: '{{ profile }}'}, blocks: []}}\ndocument: {}"
    (problem,) = problems(load, written(tmp_path, "x.yaml", text))
    assert (problem.code, problem.place.line) == ("unknown-name", 3)
