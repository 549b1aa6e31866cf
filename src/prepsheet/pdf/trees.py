"""Trees by which readers look things up, written leaf by leaf (ISO 32000-1, 7.7.3, 7.9.6 and 7.9.7)."""

from __future__ import annotations

from array import array
from typing import NamedTuple

from prepsheet.pdf import operators as op
from prepsheet.pdf.objects import Store

WIDE = 64
"""Kids of a node."""


class _Node(NamedTuple):
    """A node: its number, and the first and last key in it or below."""

    number: int
    first: str
    last: str


class LookupTree:
    """A number tree, or a name tree: `entry` is "Nums" or "Names", and keys come in their order."""

    def __init__(self, store: Store, entry: str, rows: int = WIDE) -> None:
        self._store, self._entry, self._most = store, entry, rows
        self.count = 0
        """Rows so far."""
        self._rows: list[tuple[str, str]] = []
        self._leaves: list[_Node] = []

    def add(self, key: str, value: str) -> None:
        """Adds a row."""
        self.count += 1
        self._rows.append((key, value))
        if len(self._rows) == self._most:
            self._end_leaf()

    def finish(self) -> int:
        """Writes the rest of the tree and returns the number of its root, which has no limits; 0 if empty."""
        if self._rows:
            self._end_leaf()
        nodes = self._leaves
        while len(nodes) > WIDE:
            nodes = [self._above(nodes[first : first + WIDE]) for first in range(0, len(nodes), WIDE)]
        return self._store.add(f"<< /Kids {op.refs([node.number for node in nodes])} >>") if nodes else 0

    def _end_leaf(self) -> None:
        rows = " ".join(f"{key} {value}" for key, value in self._rows)
        self._leaves.append(self._node(self._rows[0][0], self._rows[-1][0], f"/{self._entry} [{rows}]"))
        self._rows = []

    def _above(self, nodes: list[_Node]) -> _Node:
        kids = op.refs([node.number for node in nodes])
        return self._node(nodes[0].first, nodes[-1].last, f"/Kids {kids}")

    def _node(self, first: str, last: str, held: str) -> _Node:
        return _Node(self._store.add(f"<< /Limits [{first} {last}] {held} >>"), first, last)


_Pages = tuple[int, list[int], int]
"""A node of the page tree: its number, its kids, and how many pages are below."""


class PageTree:
    """The pages of a file, in their order."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._leaves: list[tuple[int, array[int]]] = []
        self.count = 0

    def add(self, page: int) -> int:
        """Adds the page of that number; returns its parent's."""
        if not self.count % WIDE:
            self._leaves.append((self._store.reserve(), array("L")))
        parent, pages = self._leaves[-1]
        pages.append(page)
        self.count += 1
        return parent

    def finish(self) -> int:
        """Writes the nodes and returns the number of the root. There must be a page."""
        nodes = [(number, list(pages), len(pages)) for number, pages in self._leaves]
        while len(nodes) > 1:
            nodes = [self._above(nodes[first : first + WIDE]) for first in range(0, len(nodes), WIDE)]
        self._put(nodes[0])
        return nodes[0][0]

    def _above(self, nodes: list[_Pages]) -> _Pages:
        parent = self._store.reserve()
        for node in nodes:
            self._put(node, f" /Parent {parent} 0 R")
        return parent, [number for number, *_ in nodes], sum(count for *_, count in nodes)

    def _put(self, node: _Pages, parent: str = "") -> None:
        number, kids, count = node
        self._store.put(number, f"<< /Type /Pages{parent} /Kids {op.refs(kids)} /Count {count} >>")
