"""The fields of a PDF's form, read from dictionaries that anybody may have written.

What takes too long, goes in circles or lies too deep is refused before it costs anything.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pypdf.generic import DictionaryObject, StreamObject

from prepsheet.collect.model import fingerprint
from prepsheet.kinds import Kind, KindName
from prepsheet.reading_order.values import array, dictionary, identity, name, number, resolved, text

MOST_FIELDS, DEEPEST, MOST_PAGES = 5000, 12, 500
"""Fields and branches of a form, how deep they lie in one another, and pages of a sheet."""

RADIO, PUSH = 1 << 15, 1 << 16
"""Flags of fields (`/Ff`)."""

_NO_UTF8 = "ï»¿"
"""How a text begins that says of itself that it is UTF-8, and was not read as such because it is not."""

_INHERITED = ("/FT", "/V", "/DV", "/Ff", "/MaxLen")


class Unsound(Exception):
    """A form that no sheet has, told in words."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that holds a value: its dotted name, its label, its page from 1 (0: unknown).

    `text` is its value as the profile would have it, `began` the value that it had at first, None
    where the file does not tell. `broken` says what is wrong with the value itself.
    """

    path: str
    label: str
    page: int
    text: str
    began: str | None
    kind: Kind
    broken: str = ""

    @property
    def base(self) -> str | None:
        """The fingerprint of the first value."""
        return None if self.began is None else fingerprint(self.began)


def read_fields(form: DictionaryObject, pages: dict[int, int]) -> Iterator[Field]:
    """The fields of a form in its own order; `pages` are page numbers by object number.

    Raises Unsound for one that is no sheet's.
    """
    for path, entries, kids in _leaves(form):
        if reader := _reader(entries):
            widget = dictionary(kids[0]) if kids else entries
            page = pages.get(identity(widget.raw_get("/P")), 0) if "/P" in widget else 0
            yield reader(path, text(entries.get("/TU")), page, entries)


def is_signed(form: DictionaryObject) -> bool:
    """Whether somebody has signed."""
    leaves = (entries for _, entries, _ in _leaves(form))
    return any(name(each.get("/FT")) == "Sig" and each.get("/V") is not None for each in leaves)


def page_numbers(root: DictionaryObject) -> dict[int, int]:
    """The pages of a document, from 1, by object number. Raises Unsound for too many, or none."""
    numbers: dict[int, int] = {}
    seen: set[int] = set()
    count = 0
    waiting: list[Any] = [root.raw_get("/Pages")] if "/Pages" in root else []
    while waiting:
        reference = waiting.pop()
        if identity(reference) in seen or len(seen) > 2 * MOST_PAGES or count >= MOST_PAGES:
            raise Unsound(f"it has more than {MOST_PAGES} pages, or pages within themselves")
        seen |= {identity(reference)} - {0}
        node = dictionary(reference)
        if "/Kids" in node:
            waiting += reversed(array(node.raw_get("/Kids"))[: 2 * MOST_PAGES])
        elif node:
            count += 1
            numbers[identity(reference)] = count
    if not numbers:
        raise Unsound("it has no pages")
    return numbers


def _leaves(form: DictionaryObject) -> Iterator[tuple[str, DictionaryObject, list[Any]]]:
    """Each field's dotted name, its entries with those it inherits, and its buttons."""
    above = DictionaryObject()
    waiting = [(each, "", above, 0) for each in reversed(array(form.get("/Fields")))]
    seen: set[int] = set()
    count = 0
    while waiting:
        reference, prefix, above, depth = waiting.pop()
        node, count = dictionary(reference), count + 1
        if identity(reference) in seen or depth > DEEPEST:
            raise Unsound("its fields lie in one another without an end")
        if count + len(waiting) > MOST_FIELDS:
            raise Unsound(f"it has more than {MOST_FIELDS:,} fields")
        seen |= {identity(reference)} - {0}
        path = ".".join(filter(None, (prefix, text(node.get("/T")))))
        entries = DictionaryObject({key: value for key, value in above.items() if key in _INHERITED})
        entries.update(node)
        kids = array(node.raw_get("/Kids")) if "/Kids" in node else []
        if len(kids) > MOST_FIELDS:
            raise Unsound(f"it has more than {MOST_FIELDS:,} fields")
        branches = [] if _is_several(node) else [kid for kid in kids if "/T" in dictionary(kid)]
        waiting += [(kid, path, entries, depth + 1) for kid in reversed(branches)]
        if not branches:
            count += len(kids)
            yield path, entries, kids


def _reader(entries: DictionaryObject) -> Callable[[str, str, int, DictionaryObject], Field] | None:
    """What reads a field of that type; None where it holds no value."""
    if _is_several(entries):
        return _several
    flags = number(entries.get("/Ff"))
    match name(entries.get("/FT")):
        case "Tx":
            return _written
        case "Ch":
            return _chosen
        case "Btn" if not flags & PUSH:
            return _radio if flags & RADIO else _check
        case _:
            return None


def _is_several(node: DictionaryObject) -> bool:
    """Whether the fields below are the checkboxes of one list."""
    return name(dictionary(node.get("/XXKind")).get("/S")) == "Several"


def _words(value: Any) -> str:
    """A text string; what can't be read in it is marked as such: half characters, bytes of no encoding."""
    found = resolved(value)
    if isinstance(found, bytes) and not found.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return found.decode("ascii", "replace")
    words = text(found).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return words.replace(_NO_UTF8, "\ufffd", 1) if words.startswith(_NO_UTF8) else words


def _written(path: str, label: str, page: int, entries: DictionaryObject) -> Field:
    private = dictionary(entries.get("/XXKind"))
    names: dict[str, KindName] = {"Number": "number"}
    kind = Kind(
        name=names.get(name(private.get("/S")), "text"),
        minimum=_bound(private.get("/Min")),
        maximum=_bound(private.get("/Max")),
        max_length=number(entries.get("/MaxLen")) or None,
    )
    value = resolved(entries.get("/V"))
    broken = "it is no text" if isinstance(value, StreamObject | DictionaryObject) else ""
    began = _words(entries.get("/DV")) if "/DV" in entries else None
    return Field(path, label, page, _words(value), began, kind, broken)


def _bound(value: Any) -> float | None:
    found = resolved(value)
    return float(found) if isinstance(found, int | float) and abs(found) < 1e12 else None


def _chosen(path: str, label: str, page: int, entries: DictionaryObject) -> Field:
    """A drop-down. What it stores for several of its options, is all of them.

    Labels are stored if the file says what each stands for, else what they stand for.
    """
    stored = [_words((array(each) or [""])[0]) for each in array(entries.get("/Opt"))]
    stands_for = map(_words, array(dictionary(entries.get("/XXKind")).get("/Values")))
    meaning = dict(zip(stored, stands_for, strict=False))
    options = [meaning.get(each, each) for each in stored]
    value, began = (_values(entries.get(key), options, meaning) for key in ("/V", "/DV"))
    parts = tuple({*options, *(part for option in options for part in _parts(option, options))})
    told = "\n".join(began) if "/DV" in entries else None
    return Field(path, label, page, "\n".join(value), told, Kind(options=parts, several=True))


def _values(value: Any, options: list[str], meaning: dict[str, str]) -> list[str]:
    chosen = [meaning.get(each, each) for each in map(_words, array(value)) if each]
    return [part for each in chosen for part in _parts(each, options)]


def _parts(value: str, options: list[str]) -> list[str]:
    parts = value.split(", ")
    return parts if len(parts) > 1 and {*parts} <= {*options} else [value]


def _radio(path: str, label: str, page: int, entries: DictionaryObject) -> Field:
    """Buttons of which one is on: their states are places among the options."""
    options = [_words(each) for each in array(entries.get("/Opt"))]
    value, began = (_option(entries.get(key), options) for key in ("/V", "/DV"))
    told = began if "/DV" in entries else None
    return Field(path, label, page, value, told, Kind(options=tuple(options)))


def _option(state: Any, options: list[str]) -> str:
    found = name(state) or _words(state)
    if found in ("", "Off"):
        return ""
    return (
        options[int(found)] if found.isdecimal() and len(found) < 5 and int(found) < len(options) else found
    )


def _check(path: str, label: str, page: int, entries: DictionaryObject) -> Field:
    """A box: what the profile holds for a checked one, or else what it held before."""
    private = dictionary(entries.get("/XXKind"))
    on, was = text(private.get("/On")) or "yes", text(private.get("/Was"))
    state, began = (name(entries.get(key)) or "Off" for key in ("/V", "/DV"))
    value = was if state == began else on if state == "Yes" else "" if state == "Off" else state
    broken = "" if state in ("Yes", "Off") else "it is neither on nor off"
    return Field(path, label, page, value, was if "/DV" in entries else None, Kind(), broken)


def _several(path: str, label: str, page: int, entries: DictionaryObject) -> Field:
    """The checkboxes of a list: the options that are checked, in the profile's order if they are the same."""
    boxes = [_check("", "", page, dictionary(kid)) for kid in array(entries.get("/Kids"))]
    checked = [box.text for box in boxes if box.text]
    was = dictionary(entries.get("/XXKind")).get("/Was")
    began = [*map(_words, array(was))]
    value = began if sorted(checked) == sorted(began) else checked
    told = None if was is None else "\n".join(began)
    broken = next(filter(None, (box.broken for box in boxes)), "")
    return Field(path, label, page, "\n".join(value), told, Kind(), broken)
