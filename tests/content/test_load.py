"""Content files: what each must say of itself, and that the rest is left to its layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from prepsheet import content
from prepsheet.problems import InputError
from tests.content.reading import ROOT
from tests.layout.reading import told, written

SHIPPED = sorted((ROOT / "content").glob("*/sheets/*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_sheets_are_named_as_their_files(path: Path) -> None:
    assert content.load(path).head.name == path.stem


def test_places_in_the_default_kit_are_taken_once() -> None:
    places = [place for path in SHIPPED if (place := content.load(path).head.kit)]
    assert sorted(places) == list(range(1, len(places) + 1))


def test_words_are_left_to_the_layout(tmp_path: Path) -> None:
    path = written(tmp_path, "mine.yaml", "name: mine\ntitle: Mine\nlayout: worksheet\nanything: [goes]\n")
    loaded = content.load(path)
    assert (loaded.head.name, loaded.head.title, loaded.head.layout, loaded.head.kit) == (
        "mine",
        "Mine",
        "worksheet",
        0,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", ["1:1"]),
        ("just text", ["1:1"]),
        ("title: Mine\nlayout: worksheet\n", ["1:1"]),
        ("anything: goes\n", ["1:1", "1:1", "1:1"]),
        ("name: a b\ntitle: Mine\nlayout: ../x\n", ["1:7", "3:9"]),
        ("name: ../../etc\ntitle: Mine\nlayout: worksheet\n", ["1:7"]),
        ("name: mine\ntitle: [Mine]\nlayout: worksheet\nkit: first\n", ["2:8", "4:6"]),
    ],
)
def test_a_head_is_checked_whole(tmp_path: Path, text: str, expected: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        content.load(written(tmp_path, "mine.yaml", text))
    assert [line.split()[0] for line in told(caught.value.problems)] == expected
    assert {problem.place.file for problem in caught.value.problems} == {str(tmp_path / "mine.yaml")}
