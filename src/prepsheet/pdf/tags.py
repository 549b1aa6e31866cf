"""The structure tree: what each stretch of a page is, for assistive technology.

Elements are opened as a page is painted and written when it is finished, because what they own is
found by the page's number, and reportlab gives it one only then. The parent tree, by which a reader
finds the element of a piece of content or of a form field, falls out of the same pass: one list a
page, filled as content is numbered, and one entry a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from prepsheet.pdf import operators as op
from prepsheet.pdf.objects import Objects
from prepsheet.typeset.pages import Tag


@dataclass(slots=True, eq=False)
class Element:
    """A structure element under construction: `kids` are elements, content by its number, and widgets.

    `entries` are those of its dictionary that say what it is, `attributes` those of its /A.
    """

    number: int
    role: str
    parent: int
    entries: str = ""
    attributes: str = ""
    kids: list[Element | int | str] = field(default_factory=list)


class Elements:
    """The elements of a page, numbered by `reserve` as they are opened, and which of them own its content."""

    def __init__(self, reserve: Callable[[], int]) -> None:
        self._reserve = reserve
        self.opened: list[Element] = []
        self.owners: list[Element] = []

    def open(self, tag: Tag, parent: Element, entries: str = "", attributes: str = "") -> Element:
        """An element for `tag`, as the next kid of `parent`; what else is known of it joins its own."""
        if tag.role == "Figure" and not tag.alt:
            raise ValueError("a figure without an alternative text")
        its = Element(
            self._reserve(),
            tag.role,
            parent.number,
            _entries(tag) + entries,
            _table_attributes(tag) + attributes,
        )
        parent.kids.append(its)
        self.opened.append(its)
        return its

    def content(self, element: Element) -> int:
        """Numbers the next marked content of the page as a kid of `element`."""
        self.owners.append(element)
        element.kids.append(len(self.owners) - 1)
        return len(self.owners) - 1


class Tree(Elements):
    """The structure of a document, written page by page; `rtl` if it is read from right to left."""

    def __init__(self, objects: Objects, page_count: int, rtl: bool = False) -> None:
        super().__init__(objects.reserve)
        self._objects = objects
        self._root = objects.reserve()
        self._page_count = page_count
        self._contents: list[list[int]] = []
        self._widgets: list[int] = []
        self._notes: list[tuple[str, int]] = []
        self.document = Element(objects.reserve(), "Document", self._root, attributes=direction(rtl))

    def end_page(self, page: int) -> None:
        """Writes the elements of the page, which now has an object number."""
        for element in self.opened:
            self._write(element, page)
        self._contents.append([owner.number for owner in self.owners])
        self.opened.clear()
        self.owners.clear()

    def widget(self, element: Element, widget: int) -> int:
        """Makes the annotation a kid of `element`; returns its key in the parent tree."""
        element.kids.append(f"<< /Type /OBJR /Obj {op.ref(widget)} >>")
        self._widgets.append(element.number)
        return self._page_count + len(self._widgets) - 1

    def finish(self) -> int:
        """Writes the tree and returns the number of its root."""
        self._write(self.document)
        parents = [f"{key} {op.refs(owners)}" for key, owners in enumerate(self._contents)]
        parents += [f"{key} {op.ref(owner)}" for key, owner in enumerate(self._widgets, self._page_count)]
        parent_tree = self._objects.add(f"<< /Nums [{' '.join(parents)}] >>")
        names = " ".join(f"{name} {op.ref(number)}" for name, number in self._notes)
        identities = f" /IDTree << /Names [{names}] >>" if names else ""
        self._objects.put(
            self._root,
            f"<< /Type /StructTreeRoot /K {op.ref(self.document.number)} "
            f"/ParentTree {op.ref(parent_tree)} /ParentTreeNextKey {len(parents)}{identities} >>",
        )
        return self._root

    def _write(self, element: Element, page: int = 0) -> None:
        entries = element.entries
        if element.role == "Note":
            self._notes.append((note(len(self._notes) + 1), element.number))
            entries += f" /ID {self._notes[-1][0]}"
        owns = any(not isinstance(kid, Element) for kid in element.kids)
        kids = [op.ref(kid.number) if isinstance(kid, Element) else str(kid) for kid in element.kids]
        body = dictionary(
            element.role, element.parent, entries, _held(element.attributes), page if owns else 0, kids
        )
        self._objects.put(element.number, body)


def dictionary(role: str, parent: int, entries: str, attributes: str, page: int, kids: Sequence[str]) -> str:
    """The words of a structure element; one that owns something on its `page` has to name that."""
    its_page = f" /Pg {page} 0 R" if page else ""
    held = " ".join(kids) if len(kids) == 1 else f"[{' '.join(kids)}]"
    return f"<< /S /{role} /P {parent} 0 R{entries}{attributes}{its_page}{f' /K {held}' if kids else ''} >>"


def note(number: int) -> str:
    """The name of a note, in the order of the tree by which notes are found."""
    return f"(note-{number:08})"


def direction(rtl: bool) -> str:
    """The attributes of what is read from right to left."""
    return "/O /Layout /WritingMode /RlTb" if rtl else ""


def _held(attributes: str) -> str:
    return f" /A << {attributes} >>" if attributes else ""


def _entries(tag: Tag) -> str:
    entries = f" /Alt {op.text_string(tag.alt)}" if tag.alt and tag.role != "Table" else ""
    if tag.language:
        entries += f" /Lang {op.text_string(tag.language)}"
    return entries


def _table_attributes(tag: Tag) -> str:
    """A table's alternative text is its summary: as an /Alt, it would be read instead of the cells."""
    summary = f" /Summary {op.text_string(tag.alt)}" if tag.alt and tag.role == "Table" else ""
    scope = f" /Scope /{tag.scope}" if tag.scope else ""
    span = f" /ColSpan {tag.span}" if tag.span > 1 else ""
    said = summary + scope + span
    return f"/O /Table{said}" if said else ""
