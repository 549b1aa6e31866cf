"""The structure of a print file: a part for each section, in it a section for each sheet, in that its tags.

Elements are written with their page, and those above them when all their pages are there. A page of paper
may hold several pages of sheets, of several people.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from prepsheet.pdf import operators as op
from prepsheet.pdf.fragments import Fragment, PrintedElement
from prepsheet.pdf.store import StreamedObjects
from prepsheet.pdf.tags import dictionary, direction, note
from prepsheet.pdf.trees import LookupTree

ROWS = 32
"""Pages in a leaf of the parent tree, which has a list for each."""
RECENT = 4096
"""Attributes that are remembered, so that the same ones are written once."""


@dataclass(slots=True)
class Sheet:
    """A sheet in the file: its element, and for each of its pages the side it is on and its tags there."""

    fragment: Fragment
    number: int
    sides: list[int]
    tags: list[list[int]]

    @property
    def laid(self) -> bool:
        """Whether all its pages are on sides."""
        return all(self.sides)


class Section(NamedTuple):
    """Sheets that belong together, as a rule one person's; `label` begins the labels of their pages."""

    name: str
    label: str
    number: int
    sheets: tuple[Sheet, ...]


def untagged(fragment: Fragment) -> Sheet:
    """A sheet that is no part of what the file says."""
    return Sheet(fragment, 0, [0] * len(fragment.pages), [[] for _ in fragment.pages])


class SectionTree:
    """The structure tree of a print file."""

    def __init__(self, store: StreamedObjects) -> None:
        self._store = store
        self._attributes = lru_cache(RECENT)(self._new_attributes)
        self._root, self._document = store.reserve(), store.reserve()
        self._sections = array("L")
        self._parents = LookupTree(store, "Nums", ROWS)
        self._notes, self._note_count = LookupTree(store, "Names"), 0

    def begin(self, name: str, label: str, fragments: Sequence[Fragment]) -> Section:
        """A section, all of whose pages are still to be laid."""
        sheets = tuple(
            Sheet(each, self._store.reserve(), [0] * len(each.pages), [[] for _ in each.pages])
            for each in fragments
        )
        return Section(name, label, self._store.reserve(), sheets)

    def lay(self, sheet: Sheet, at: int, side: int, numbers: Mapping[int, int]) -> dict[int, int]:
        """Writes the elements of the page in place `at`, which is on the `side` of that number.

        `numbers` are those of its content there. Returns the owner of each content, by its number.
        """
        page = sheet.fragment.pages[at]
        first = self._store.reserve_many(len(page.elements))
        sheet.sides[at] = side
        sheet.tags[at] = [first + n for n, each in enumerate(page.elements) if each.parent < 0]
        for number, element in enumerate(page.elements, first):
            self._store.put(number, self._element(element, number, first, sheet.number, side, numbers))
        return {numbers[content]: first + owner for content, owner in enumerate(page.owners)}

    def end_side(self, key: int, owners: Mapping[int, int]) -> None:
        """Says which elements own the content of the side that has that key."""
        self._parents.add(str(key), op.refs([owners[content] for content in range(len(owners))]))

    def end(self, section: Section) -> None:
        """Writes the elements above the tags of a section, all of whose pages are laid."""
        self._sections.append(section.number)
        kids = [op.ref(sheet.number) for sheet in section.sheets]
        titled = f" /T {op.text_string(section.name)}"
        self._store.put(section.number, dictionary("Part", self._document, titled, "", 0, kids))
        for sheet in section.sheets:
            its = sheet.fragment
            said = f" /T {op.text_string(its.title)} /Lang {op.text_string(its.language)}"
            tags = [op.ref(tag) for page in sheet.tags for tag in page]
            attributes = self._attributes(direction(its.rtl))
            self._store.put(sheet.number, dictionary("Sect", section.number, said, attributes, 0, tags))

    def finish(self) -> int:
        """Writes the rest of the tree and returns the number of its root."""
        sections = [op.ref(number) for number in self._sections]
        self._store.put(self._document, dictionary("Document", self._root, "", "", 0, sections))
        notes, parents = self._notes.finish(), self._parents.finish()
        self._store.put(
            self._root,
            f"<< /Type /StructTreeRoot /K {self._document} 0 R /ParentTree {parents} 0 R "
            f"/ParentTreeNextKey {self._parents.count}{f' /IDTree {notes} 0 R' if notes else ''} >>",
        )
        return self._root

    def _element(
        self,
        element: PrintedElement,
        number: int,
        first: int,
        sheet: int,
        side: int,
        numbers: Mapping[int, int],
    ) -> str:
        """The words of an element; `first` is the number of the first of its page."""
        kids = [f"{first + kid} 0 R" if kid >= 0 else str(numbers[-1 - kid]) for kid in element.kids]
        owns = any(kid < 0 for kid in element.kids)
        return dictionary(
            element.role,
            sheet if element.parent < 0 else first + element.parent,
            element.entries + (self._note(number) if element.role == "Note" else ""),
            self._attributes(element.attributes),
            side if owns else 0,
            kids,
        )

    def _note(self, number: int) -> str:
        self._note_count += 1
        name = note(self._note_count)
        self._notes.add(name, op.ref(number))
        return f" /ID {name}"

    def _new_attributes(self, attributes: str) -> str:
        return f" /A {self._store.add(f'<< {attributes} >>')} 0 R" if attributes else ""
