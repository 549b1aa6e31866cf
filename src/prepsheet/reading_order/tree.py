"""The structure tree as plain elements, with the text and the controls that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from prepsheet.problems import shown
from prepsheet.reading_order.content import Contents, Key, Stretch, read_contents
from prepsheet.reading_order.fields import Control, control, printed
from prepsheet.reading_order.values import array, dictionary, identity, name, number, resolved, text

DEEPEST, MOST, WIDEST = 60, 200_000, 1000
"""How deep elements may lie in one another, how many there may be, and how many columns a cell may span."""


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element by its standard role.

    `instead` is what is read in place of its kids, `summary` what a table is about, `scope` and
    `span` are a cell's, `language` is the one in force.
    """

    role: str
    kids: tuple[Element | Stretch | Control, ...] = ()
    instead: str = ""
    summary: str = ""
    scope: str = ""
    span: int = 1
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something on a page that is seen and not announced, or announced badly."""

    page: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Structure:
    """The elements of a document in reading order, its language, and what is wrong with them."""

    elements: tuple[Element, ...]
    language: str
    faults: tuple[Fault, ...]


def read_structure(reader: PdfReader) -> Structure | None:
    """The structure of a document; none if it has no tags."""
    root = dictionary(reader.trailer["/Root"])
    tree = dictionary(root.get("/StructTreeRoot"))
    if not array(tree.get("/K")):
        return None
    walk = _Walk(reader, dictionary(tree.get("/RoleMap")), read_contents(reader))
    language = text(root.get("/Lang"))
    elements = tuple(walk.kids(tree, 0, language, 0))
    return Structure(
        tuple(each for each in elements if isinstance(each, Element)), language, tuple(walk.all_faults())
    )


@dataclass(slots=True)
class _Walk:
    """A walk over the tree, which notes what it meets."""

    reader: PdfReader
    roles: DictionaryObject
    contents: Contents
    pages: dict[int, int] = field(default_factory=dict)
    elements: set[int] = field(default_factory=set)
    read: set[Key] = field(default_factory=set)
    controls: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.pages = {identity(page): n for n, page in enumerate(self.reader.pages, 1)}

    def kids(
        self, parent: DictionaryObject, page: int, language: str, depth: int
    ) -> Iterator[Element | Stretch | Control]:
        """What an element holds, in order."""
        page = self._page(parent, page)
        for kid in array(parent.get("/K")):
            self.count += 1
            if self.count > MOST or depth > DEEPEST:
                raise ValueError("its structure is too large or too deep")
            found = resolved(kid)
            if isinstance(found, int):
                yield from self._content(self._page_number(page), int(found), page)
            elif isinstance(found, DictionaryObject):
                yield from self._kid(kid, found, page, language, depth, parent)

    def _kid(
        self,
        kid: Any,
        found: DictionaryObject,
        page: int,
        language: str,
        depth: int,
        parent: DictionaryObject,
    ) -> Iterator[Element | Stretch | Control]:
        page = self._page(found, page)
        match name(found.get("/Type")):
            case "MCR":
                owner = identity(found.raw_get("/Stm")) if "/Stm" in found else self._page_number(page)
                yield from self._content(owner, number(found.get("/MCID"), -1), page)
            case "OBJR":
                yield from self._control(dictionary(found.get("/Obj")), page, text(parent.get("/Alt")))
            case _:
                yield self._element(kid, found, page, language, depth + 1)

    def _element(
        self, reference: Any, element: DictionaryObject, page: int, language: str, depth: int
    ) -> Element:
        if identity(reference) in self.elements:
            raise ValueError("an element of its structure lies in two places")
        self.elements |= {identity(reference)} - {0}
        role = self._role(name(element.get("/S")))
        language = text(element.get("/Lang")) or language
        kids = tuple(self.kids(element, page, language, depth))
        attributes = _attributes(element)
        if role == "Form" and "PrintField" in attributes:
            kids = (_printed(attributes["PrintField"], kids, page),)
        table = attributes.get("Table", DictionaryObject())
        return Element(
            role,
            kids,
            instead="" if role == "Form" else _instead(element),
            summary=text(table.get("/Summary")),
            scope=name(table.get("/Scope")),
            span=min(max(1, number(table.get("/ColSpan"), 1)), WIDEST),
            language=language,
        )

    def _role(self, role: str) -> str:
        """The standard role that a role is mapped to."""
        for _ in range(16):
            mapped = name(self.roles.get(f"/{role}"))
            if not mapped or mapped == role:
                break
            role = mapped
        return role

    def _page(self, holder: DictionaryObject, page: int) -> int:
        return self.pages.get(identity(holder.raw_get("/Pg")), page) if "/Pg" in holder else page

    def _page_number(self, page: int) -> int:
        """The object number of a page."""
        return identity(self.reader.pages[page - 1]) if page else 0

    def _content(self, owner: int, mcid: int, page: int) -> Iterator[Stretch]:
        key = owner, mcid
        stretch = self.contents.marked.get(key)
        if stretch is None:
            return
        if key in self.read and stretch.text.strip():
            self.fault(page, "announced-twice", f"two elements hold the text {_quoted(stretch.text)}")
        self.read.add(key)
        yield stretch

    def _control(self, annotation: DictionaryObject, page: int, alternative: str) -> Iterator[Control]:
        found = control(annotation, page, alternative)
        if found is None:
            return
        if identity(annotation) in self.controls:
            self.fault(page, "announced-twice", f"two elements hold the {found.kind} {_quoted(found.label)}")
        self.controls.add(identity(annotation))
        if not found.label and found.kind not in ("link", "annotation"):
            self.fault(page, "no-label", f"{found.kind} without a label")
        yield found

    def fault(self, page: int, code: str, message: str) -> None:
        """Notes something wrong."""
        self.faults.append(Fault(page, code, message))

    def all_faults(self) -> list[Fault]:
        """What was noted, and what nothing in the tree holds; by page."""
        for page, words in self.contents.loose.items():
            self._unheard(page, "no tag says what this text is", words)
        for key in self.contents.marked.keys() - self.read:
            stretch = self.contents.marked[key]
            self._unheard(stretch.page, "no element holds the text", stretch.text)
        for page, annotation in self._annotations():
            found = None if identity(annotation) in self.controls else control(annotation, page, "")
            if found and found.kind not in ("link", "annotation"):
                self._unheard(page, f"no element holds the {found.kind}", found.label or "without a label")
        return sorted(self.faults, key=lambda fault: (fault.page, fault.code, fault.message))

    def _unheard(self, page: int, why: str, words: str) -> None:
        if words.strip():
            self.fault(page, "not-announced", f"{why}: {_quoted(words)}")

    def _annotations(self) -> Iterator[tuple[int, DictionaryObject]]:
        for number_of_page, page in enumerate(self.reader.pages, 1):
            for each in array(page.get("/Annots")):
                yield number_of_page, dictionary(each)


def _printed(attributes: DictionaryObject, kids: Iterable[Element | Stretch | Control], page: int) -> Control:
    stretches = [each for each in kids if isinstance(each, Stretch)]
    found = printed(attributes, page, " ".join(each.text for each in stretches))
    return replace(found, at=next((each.at for each in stretches if each.at), None))


def _instead(element: DictionaryObject) -> str:
    """What is read in place of an element's content: the letters meant, a description, what is short for."""
    return next(filter(None, (text(element.get(key)) for key in ("/ActualText", "/Alt", "/E"))), "")


def _attributes(element: DictionaryObject) -> dict[str, DictionaryObject]:
    """Attributes by who they are for, such as `Table`."""
    listed = [dictionary(each) for each in array(element.get("/A"))]
    return {name(each.get("/O")): each for each in listed if each}


def _quoted(words: str) -> str:
    return f"'{shown(' '.join(words.split()), 60)}'"
