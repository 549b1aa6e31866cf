"""The person's own text: taken as it is, its open questions in brackets kept as marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from prepsheet.answers.length import words_in
from prepsheet.answers.scene import Runs
from prepsheet.answers.template import merged
from prepsheet.document import Run, lines

_MARK = re.compile(r"\[[^\[\]\n]{1,80}\?\]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\"']?\s+(?=[^a-z\s])")


def paragraphs(text: str) -> list[Runs]:
    """The paragraphs of a text, one a line."""
    return [with_marks(line) for line in lines(text)]


def with_marks(text: str, strong: Iterable[str] = ()) -> Runs:
    """Text in which `[which month?]` is a mark, as in a draft that came back, and `strong` stands out."""
    titles = sorted({title for title in strong if title}, key=len, reverse=True)
    found = re.compile("|".join([_MARK.pattern, *map(re.escape, titles)]))
    runs: list[Run] = []
    at = 0
    for part in found.finditer(text):
        style = Run(part[0], "gap" if _MARK.fullmatch(part[0]) else "strong")
        runs += [Run(text[at : part.start()]), style]
        at = part.end()
    return merged([*runs, Run(text[at:])])


def marks_in(text: str) -> Iterator[re.Match[str]]:
    """The marks in a text that nobody has filled in yet, with their places."""
    return _MARK.finditer(text)


def open_marks(text: str) -> list[str]:
    """The words of those marks."""
    return [found[0] for found in marks_in(text)]


def first_sentence(text: str, limit: int) -> Runs:
    """The first sentence of a text, if it has at most `limit` words."""
    sentence = _SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]
    return with_marks(sentence) if words_in(sentence) <= limit else ()
