"""The structure tree: what each stretch of a page is, for assistive technology.

Elements are opened as a page is painted and written when it is finished, because what they own is
found by the page's number, and reportlab gives it one only then. The parent tree, by which a reader
finds the element of a piece of content or of a form field, falls out of the same pass: one list a
page, filled as content is numbered, and one entry a widget.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from prepsheet.pdf import operators as op
from prepsheet.pdf.objects import Objects
from prepsheet.typeset.pages import Tag


@dataclass(slots=True)
class Element:
    """A structure element under construction: `kids` as they will be written, in reading order.

    One that owns something on its page, content or a widget, has to name that page.
    """

    number: int
    role: str
    entries: str
    kids: list[str] = field(default_factory=list)
    owner: bool = False


class Tree:
    """The structure of a document, written page by page; `rtl` if it is read from right to left."""

    def __init__(self, objects: Objects, page_count: int, rtl: bool = False) -> None:
        self._objects = objects
        self._root = objects.reserve()
        self._page_count = page_count
        self._open: list[Element] = []
        self._contents: list[list[int]] = []
        self._widgets: list[int] = []
        self._notes: list[tuple[str, int]] = []
        mode = " /A << /O /Layout /WritingMode /RlTb >>" if rtl else ""
        self.document = Element(objects.reserve(), "Document", f"/P {op.ref(self._root)}{mode}")

    def start_page(self) -> int:
        """Begins the next page; returns its key in the parent tree."""
        self._contents.append([])
        return len(self._contents) - 1

    def end_page(self, page: int) -> None:
        """Writes the elements of the page, which now has an object number."""
        for element in self._open:
            self._write(element, f" /Pg {op.ref(page)}" if element.owner else "")
        self._open.clear()

    def open(self, tag: Tag, parent: Element, attributes: str = "") -> Element:
        """An element for `tag`, as the next kid of `parent`; `attributes` are added to its own."""
        if tag.role == "Figure" and not tag.alt:
            raise ValueError("a figure without an alternative text")
        number = self._objects.reserve()
        parent.kids.append(op.ref(number))
        entries = f"/P {op.ref(parent.number)}{_entries(tag)}{attributes}"
        if tag.role == "Note":
            self._notes.append((f"(note-{len(self._notes) + 1:05})", number))
            entries += f" /ID {self._notes[-1][0]}"
        self._open.append(Element(number, tag.role, entries))
        return self._open[-1]

    def content(self, element: Element) -> int:
        """Numbers the next marked content of the page as a kid of `element`."""
        owners = self._contents[-1]
        owners.append(element.number)
        self._own(element, str(len(owners) - 1))
        return len(owners) - 1

    def widget(self, element: Element, widget: int) -> int:
        """Makes the annotation a kid of `element`; returns its key in the parent tree."""
        self._own(element, f"<< /Type /OBJR /Obj {op.ref(widget)} >>")
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

    def _own(self, element: Element, kid: str) -> None:
        element.kids.append(kid)
        element.owner = True

    def _write(self, element: Element, page: str = "") -> None:
        kids = " ".join(element.kids)
        held = f" /K {kids if len(element.kids) == 1 else f'[{kids}]'}" if kids else ""
        self._objects.put(element.number, f"<< /S /{element.role} {element.entries}{page}{held} >>")


def _entries(tag: Tag) -> str:
    entries = f" /Alt {op.text_string(tag.alt)}" if tag.alt and tag.role != "Table" else ""
    if tag.language:
        entries += f" /Lang {op.text_string(tag.language)}"
    if attributes := _table_attributes(tag):
        entries += f" /A << /O /Table{attributes} >>"
    return entries


def _table_attributes(tag: Tag) -> str:
    """A table's alternative text is its summary: as an /Alt, it would be read instead of the cells."""
    summary = f" /Summary {op.text_string(tag.alt)}" if tag.alt and tag.role == "Table" else ""
    scope = f" /Scope /{tag.scope}" if tag.scope else ""
    span = f" /ColSpan {tag.span}" if tag.span > 1 else ""
    return summary + scope + span
