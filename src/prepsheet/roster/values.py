"""One cell: its text made fit for the profile, and checked as the profile would."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from prepsheet.problems import Place, Problem, error, shown, warning
from prepsheet.profile import lens
from prepsheet.profile.load import OUTSIDE
from prepsheet.roster.known import Known, folded
from prepsheet.roster.model import Cell
from prepsheet.schema import MAX_TEXT, bare, decode, nearest
from prepsheet.yaml_source import Node, Scalar, Sequence

CLEAR = "**CLEAR**"
"""What Handshake writes where a value is to be emptied; an empty cell changes nothing."""
MAX_COPIES = 99

_QUOTED_LIST = re.compile(r'"[^"]*"(?:;"[^"]*")*')
_AS_TEXT = re.compile(r'="([^"]*)"')
"""How a number is written into delimited text so that Excel keeps its zeros."""
_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})([-_][A-Za-z0-9]{2,8})*")
_LONGEST = 20
"""Characters of a language's name; what is longer is none that is misspelt."""
_FILES = frozenset({"basics.image"})


def cleaned(text: str, place: Place, column: str, problems: list[Problem]) -> str:
    """A cell's text in NFC with plain line ends, without space around it and characters that can't print."""
    if text.startswith('="') and (quoted := _AS_TEXT.fullmatch(text)):
        text = quoted[1]
    if text.isascii() and text.isprintable():
        return text.strip()
    text = unicodedata.normalize("NFC", _ENDS.sub("\n", text)).strip()
    if found := _CONTROL.search(text):
        name = f"U+{ord(found[0]):04X}"
        message = f"{shown(column)}: control character {name}, which can't be printed"
        if found[0] == "\0":
            problems.append(error(place, "control-character", message, "delete it, or save the file again"))
        else:
            problems.append(warning(place, "control-character", f"{message}, is left out", "delete it"))
        text = _CONTROL.sub("", text)
    return text


def one_line(text: str) -> str:
    """A text whose line ends and runs of space are single spaces."""
    return " ".join(text.split())


def value_of(path: str, text: str, column: str, place: Place, known: Known) -> tuple[Cell, list[Problem]]:
    """A cleaned text as a cell for `path`, in the words of the profile, and what is wrong with it."""
    if text == CLEAR:
        return Cell(path, "", column), []
    if text.startswith('"') and _QUOTED_LIST.fullmatch(text):
        text = (";" if holds_lines(path) else ", ").join(part.strip('"') for part in text.split('";"'))
    if path in known.words:
        words = known.words[path]
        text = words.get(folded(text)) or words.get(folded(text.partition("(")[0])) or text
    if path in ("print.lang", "copies", "target") or path in _FILES:
        problems = _special(path, text, place, known)
    elif text.isascii() and _takes_any(path) and len(text) <= MAX_TEXT:
        problems = []
    else:
        problems = _found(path, text)
    return Cell(path, text, column), [told(problem, place, path, column) for problem in problems]


def told(problem: Problem, place: Place, path: str, column: str) -> Problem:
    """A problem with a cell, as people look for it: by row and column."""
    message = f"{shown(column)}: {problem.message}" if column else problem.message
    at = Place(place.file, place.line, place.column, path)
    return Problem(at, problem.severity, problem.code, message, problem.hint)


def node_of(path: str, text: str, place: Place) -> Node:
    """A cell's text as a value of a profile; a list is one entry a line, or has semicolons between them."""
    if not holds_lines(path):
        return Scalar(text, place, not text)
    entries = [entry.strip() for line in text.splitlines() for entry in line.split(";")]
    return Sequence(tuple(Scalar(entry, place, False) for entry in entries if entry), place)


@lru_cache(maxsize=1024)
def holds_lines(path: str) -> bool:
    """Whether a path holds a list of texts."""
    return lens.holds_lines(lens.hint(path))


@lru_cache(maxsize=512)  # a column holds few different words, many times
def _found(path: str, text: str) -> list[Problem]:
    nowhere = Place("")
    return decode(node_of(path, text, nowhere), lens.hint(path))[1]


@lru_cache(maxsize=1024)
def _takes_any(path: str) -> bool:
    shape = bare(lens.hint(path))
    return shape.kind in (str, Any) and not shape.metas and not shape.form


def _special(path: str, text: str, place: Place, known: Known) -> list[Problem]:
    if path == "copies":
        return _copies(text, place)
    if path == "print.lang":
        return _language(text, place, known)
    if path in _FILES and (OUTSIDE.match(text) or ".." in text):
        hint = "put the file beside the roster and write only its name"
        return [error(place, "outside", f'"{shown(text)}" is not a file beside the roster', hint)]
    return []


def _copies(text: str, place: Place) -> list[Problem]:
    if text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= MAX_COPIES:
        return []
    message = f'"{shown(text)}" is not a number of copies'
    return [error(place, "copies", message, f"write a number from 1 to {MAX_COPIES}")]


def _language(text: str, place: Place, known: Known) -> list[Problem]:
    codes = known.words.get("print.lang", {})
    tag = _LANGUAGE.fullmatch(text)
    if tag and tag[1].lower() in codes.values():
        return []
    near = nearest(text, codes) if len(text) <= _LONGEST else None
    hint = f'did you mean "{near}"?' if near else "write its code, such as en, or its English name"
    return [error(place, "unknown-language", f'"{shown(text)}" is no language known here', hint)]
