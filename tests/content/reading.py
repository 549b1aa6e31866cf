"""Words out of YAML files with their places, and how hard they are to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prepsheet.problems import Place
from prepsheet.yaml_source import Mapping, Node, Scalar, Sequence, read

ROOT = Path(__file__).resolve().parents[2]

_MACHINERY = frozenset({"each", "field", "if", "list", "new", "prefill", "value", "when"})
"""Keys whose values steer a layout and are never read by a person."""

_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_BLANK = "it"
"""What a template counts as when a sentence is weighed: one short word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a file, and the dotted keys that lead to it."""

    path: str
    text: str
    place: Place

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}: {self.path}: {self.text!r}"

    @property
    def plain(self) -> str:
        """The text with its templates filled by one short word."""
        return _TEMPLATE.sub(_BLANK, self.text)


def lines(path: Path) -> list[Line]:
    """Every text of a YAML file that a person may read, in order."""
    return list(_walk(read(path), ""))


def _walk(node: Node, path: str) -> Iterator[Line]:
    match node:
        case Scalar():
            yield Line(path, node.text, node.place)
        case Sequence():
            for number, item in enumerate(node.items, 1):
                yield from _walk(item, f"{path}.{number}")
        case Mapping():
            for key, value in node.entries.items():
                if key not in _MACHINERY:
                    yield from _walk(value, f"{path}.{key}" if path else key)


def sentences(text: str) -> list[str]:
    """The sentences of a text that are long enough to weigh: four words or more."""
    return [part for part in re.split(r"(?<=[.!?…])\s+|\n+", text) if len(_words(part)) >= 4]


def grade(sentence: str) -> float:
    """The Flesch-Kincaid school grade of one English sentence (Kincaid and others, 1975).

    Syllables are counted as groups of vowels without a silent last e, which is right for about
    nine English words in ten: good for a median over many sentences, not for one.
    """
    words = _words(sentence)
    return 0.39 * len(words) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text)


def _syllables(word: str) -> int:
    lower = re.sub(r"[’'-]", "", word.lower())
    groups = len(re.findall(r"[aeiouyáéíóúý]+", lower))
    silent = bool(re.search(r"[^aeiouyl]es?$|[^aeiouytd]ed$", lower))
    return max(1, groups - silent)
