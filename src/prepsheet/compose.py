"""Profile x content x layout -> document.

The scope that expressions see is made here, of plain data: the profile, the sheet's words, the
target job in view, and for each page its *subject*, the entry of a list that the page is about
(the near goal, the launch story); a field that begins with a dot belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

import msgspec

from prepsheet.content import SheetContent
from prepsheet.document import Document
from prepsheet.layout import Layout
from prepsheet.layout.filters import LOOKUP
from prepsheet.layout.templates import Compiler, check_parts
from prepsheet.problems import InputError, Place, error
from prepsheet.yaml_source import Mapping as YamlMapping
from prepsheet.yaml_source import Node, Sequence

Data = dict[str, Any]
Evaluate = Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is asked of a sheet beyond its words: the paper, the ISO date, and whether it is blank."""

    paper: Literal["a4", "letter"]
    date: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page of content: its subject's template, and the template of the page itself."""

    subject: Evaluate
    words: Evaluate


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

    Raises `InputError` for parts that the layout does not know or that lack a word they need.
    """
    if problems := list(check_parts(content.words, layout.parts)):
        raise InputError(problems)
    compiler = Compiler(markup=True)
    root = cast(YamlMapping, content.words)
    pages = root.entries.get("pages", Sequence((), root.place))
    words = YamlMapping({key: node for key, node in root.entries.items() if key != "pages"}, {}, root.place)
    return Sheet(
        content.head.name,
        content.head.question,
        compiler.tree(words),
        tuple(_page(compiler, cast(YamlMapping, page)) for page in cast(Sequence, pages).items),
        compiler.tree(common),
        layout,
        root.place,
    )


def _page(compiler: Compiler, page: YamlMapping) -> PageWords:
    subject = page.entries.get("subject", YamlMapping({}, {}, page.place))
    words = YamlMapping({key: node for key, node in page.entries.items() if key != "subject"}, {}, page.place)
    return PageWords(compiler.tree(subject), compiler.tree(words))


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
        return msgspec.convert(tree, Document, strict=False)
    except msgspec.ValidationError as fault:
        message = f"the layout makes no document of it: {fault}"
        raise InputError([error(sheet.layout.place, "layout-document", message)]) from None


def _evaluate_pages(sheet: Sheet, profile: Data, scope: Data) -> list[Data]:
    found: list[tuple[str, Data]] = []
    for page in sheet.pages:
        found.append(_subject(profile, page.subject(scope), {path for path, _ in found}))
    subjects = [path for path, _ in found]
    return [
        {**page.words({**scope, "subject": subject, "subjects": subjects}), "subject_path": path}
        for page, (path, subject) in zip(sheet.pages, found, strict=True)
    ]


def _subject(profile: Data, wanted: Data, taken: set[str]) -> tuple[str, Data]:
    """The path and the data of the entry of a list that a page is about.

    It is the first whose `key` has the `value` wanted, else the first with no value there that no
    page before is about, else a new one of the id `new`, all of whose values are empty.
    """
    if not wanted:
        return "", {}
    for value in (wanted["value"], ""):
        for entry in profile["prep"][wanted["list"]]:
            path = f"{wanted['list']}.{entry['id']}"
            if entry[wanted["key"]] == value and path not in taken:
                return path, entry
    return f"{wanted['list']}.{wanted['new']}", _Empty()


class _Empty(dict[str, str]):
    """An entry that is not there yet: every value of it is empty."""

    def __missing__(self, key: str) -> str:
        return ""
