"""Profile x content x layout -> document.

The scope that expressions see is made here, of plain data: the profile, the sheet's words, the
target job in view, and for each page its *subject*, the entry of a list that the page is about
(the near goal, the launch story); a field that begins with a dot belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal, cast

import msgspec

from prepsheet.content import SheetContent
from prepsheet.document import Document, Preset
from prepsheet.layout import Layout
from prepsheet.layout.filters import LOOKUP
from prepsheet.layout.templates import Compiler, check_parts
from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.yaml_source import Mapping as YamlMapping
from prepsheet.yaml_source import Node, Sequence

Data = dict[str, Any]
Evaluate = Callable[[Mapping[str, Any]], Any]
SUBJECT = frozenset({"list", "key", "value", "new"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What is asked of a sheet beyond its words: paper, ISO date, whether it is blank, and the preset."""

    paper: Literal["a4", "letter"]
    date: str
    blank: bool = False
    preset: Preset = "standard"


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page of content: its subject's template and place, and the template of the page itself."""

    subject: Evaluate
    words: Evaluate
    place: Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet ready to be composed for anyone: its compiled words and its layout.

    `question` is the question that it answers, if any.
    """

    name: str
    question: str
    words: Evaluate
    pages: tuple[PageWords, ...]
    common: Evaluate
    layout: Layout
    place: Place


def prepare(content: SheetContent, layout: Layout, common: Node) -> Sheet:
    """Compile a sheet's words for its layout.

    Raises `InputError` for parts that the layout does not know or that lack a word they need, and
    for expressions that can't be read; all at once.
    """
    compiler = Compiler(markup=True)
    root = cast(YamlMapping, content.words)
    listed = root.entries.get("pages", Sequence((), root.place))
    pages = [page for page in getattr(listed, "items", ()) if isinstance(page, YamlMapping)]
    sheet = Sheet(
        content.head.name,
        content.head.question,
        compiler.tree(_without(root, "pages")),
        tuple(_page(compiler, page) for page in pages),
        compiler.tree(common),
        layout,
        root.place,
    )
    shapes = [*_shapes(listed, common), *check_parts(content.words, layout.parts)]
    if problems := [*shapes, *compiler.problems]:
        raise InputError(sorted(problems, key=_position))
    return sheet


def _position(problem: Problem) -> tuple[str, int, int]:
    return problem.place.file, problem.place.line or 0, problem.place.column or 0


def _shapes(pages: Node, common: Node) -> Iterator[Problem]:
    if not isinstance(pages, Sequence):
        yield error(pages.place, "wrong-kind", "'pages' must be a list")
    for page in getattr(pages, "items", ()):
        if not isinstance(page, YamlMapping):
            yield error(page.place, "wrong-kind", "a page must be a mapping")
        elif "subject" in page.entries:
            yield from _subject_shape(page.entries["subject"])
    if not isinstance(common, YamlMapping) or "language" not in common.entries:
        yield error(common.place, "missing-key", "'language' is missing", "write it as in 'language: en-GB'")


def _subject_shape(subject: Node) -> Iterator[Problem]:
    if not isinstance(subject, YamlMapping) or (subject.entries and subject.entries.keys() != SUBJECT):
        message = "a page's subject must have the keys list, key, value and new, or none"
        yield error(subject.place, "subject-shape", message)


def _without(node: YamlMapping, key: str) -> YamlMapping:
    return YamlMapping({name: child for name, child in node.entries.items() if name != key}, {}, node.place)


def _page(compiler: Compiler, page: YamlMapping) -> PageWords:
    subject = page.entries.get("subject", YamlMapping({}, {}, page.place))
    return PageWords(compiler.tree(subject), compiler.tree(_without(page, "subject")), subject.place)


def compose(
    sheet: Sheet, profile: Data, setting: Setting, lookup: Callable[[Data, str], str], extra: Data
) -> Document:
    """The document of a sheet for one person.

    `profile` is plain data, `lookup` reads a field's path in it, `extra` is added to the scope
    (the target job, the assembled answer). Raises `InputError` if a template can't be evaluated.
    """
    scope: Data = {
        "profile": profile,
        LOOKUP: lambda path: lookup(profile, path),
        "paper": setting.paper,
        "date": setting.date,
        "blank": setting.blank,
        "page": {"subject_path": ""},
        **extra,
    }
    words = sheet.common(scope)
    scope |= {"words": words, "language": words["language"]}
    scope["sheet"] = sheet.words(scope)
    scope["pages"] = _evaluate_pages(sheet, profile, scope)
    tree = sheet.layout.document(scope)
    try:
        return msgspec.convert({**tree, "preset": setting.preset}, Document, strict=False)
    except msgspec.ValidationError as fault:
        message = f"the layout makes no document of it: {fault}"
        raise InputError([error(sheet.layout.place, "layout-document", message)]) from None


def _evaluate_pages(sheet: Sheet, profile: Data, scope: Data) -> list[Data]:
    wanted: list[Data] = [page.subject(scope) for page in sheet.pages]
    found: list[tuple[str, Data]] = []
    for page, subject in zip(sheet.pages, wanted, strict=True):
        others = {_new(other) for other in wanted} - {_new(subject)}
        found.append(_subject(profile, subject, [path for path, _ in found], others, page.place))
    subjects = [path for path, _ in found]
    pages: list[Data] = []
    for page, (path, subject) in zip(sheet.pages, found, strict=True):
        about = {"subject_path": path}
        words = page.words(scope | {"subject": subject, "subjects": subjects, "page": about})
        pages.append(words | about)
    return pages


def _new(wanted: Data) -> str:
    """The path of a page's subject where the profile has none for it; "" of a page about nothing."""
    return f"{wanted['list']}.{wanted['new']}" if wanted else ""


def _subject(
    profile: Data, wanted: Data, taken: list[str], others: set[str], place: Place
) -> tuple[str, Data]:
    """The path and the data of the entry of a list that a page is about.

    It is the first whose `key` has the `value` wanted, else the first with no value there that no
    page before is about and that is not at the path of one of the `others`' own, else a new one of
    the id `new`, all of whose values are empty.
    """
    if not wanted:
        return "", {}
    listed, key = wanted["list"], wanted["key"]
    entries = profile["prep"].get(listed)
    if not isinstance(entries, list) or any(key not in entry for entry in entries):
        message = f"a profile has no list 'prep.{shown(listed)}' whose entries have '{shown(key)}'"
        raise InputError([error(place, "unknown-subject", message)])
    paths = {f"{listed}.{entry['id']}": entry for entry in entries}
    for value, barred in ((wanted["value"], taken), ("", {*taken, *others})):
        for path, entry in paths.items():
            if entry[key] == value and path not in barred:
                return path, entry
    return _unused(_new(wanted), {*paths, *taken}), _Empty()


def _unused(path: str, taken: set[str]) -> str:
    """The path, with a number after it where it is taken."""
    numbered = (f"{path}-{number}" for number in count(2))
    return path if path not in taken else next(other for other in numbered if other not in taken)


class _Empty(dict[str, str]):
    """An entry that is not there yet: every value of it is empty."""

    def __missing__(self, key: str) -> str:
        return ""
