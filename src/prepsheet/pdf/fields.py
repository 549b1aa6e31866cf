"""The interactive form: widgets, radio groups and the hierarchy of their names.

A dotted name becomes PDF's own field hierarchy, so `goals.near.role` is the field `role` within
`near` within `goals`. A field keeps the value that it began with (`/DV`), empty or not, so
that a filled form tells what was changed in it. All failures here are bugs of the typesetter and
raise ValueError: two fields of one name, a field that is also a branch, a field without a label.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from prepsheet.kinds import Kind
from prepsheet.pdf import operators as op
from prepsheet.pdf.fonts import ALIAS
from prepsheet.pdf.objects import Objects
from prepsheet.pdf.widgets import Appearances, chosen
from prepsheet.typeset.pages import CheckWidget, RadioWidget, SelectWidget, Several, TextWidget, Widget

REQUIRED = 1 << 1
MULTILINE = 1 << 12
RADIO = 1 << 15 | 1 << 14
"""A radio group in which one button stays chosen once one is."""
COMBO = 1 << 17
NO_SPELLING, NO_SCROLLING, COMB = 1 << 22, 1 << 23, 1 << 24
"""Figures, dates and options are not spelling to check. Only numbers and dates, which have a longest
value, may not scroll: words that no longer fit are better out of sight for a moment than refused."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A widget of a page: the number reserved for it, and its key in the parent tree."""

    widget: Widget
    number: int
    key: int


@dataclass(slots=True)
class _Branch:
    """A field that only holds others. The root, of number 0, is the form itself."""

    number: int
    entries: str
    kids: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """A radio group: its buttons and their objects, by state."""

    number: int
    entries: str
    buttons: dict[int, tuple[RadioWidget, int]] = field(default_factory=dict)


class Fields:
    """The fields of a document."""

    def __init__(self, objects: Objects, appearances: Appearances) -> None:
        self._objects = objects
        self._appearances = appearances
        self._branches = {"": _Branch(0, "")}
        self._names: set[str] = set()
        self._groups: dict[str, _Group] = {}

    def put(self, placed: Placed, page: int, height: float) -> None:
        """Writes a widget of the page that has the number `page`, and takes note of its field."""
        widget, number = placed.widget, placed.number
        match widget:
            case TextWidget():
                entries = self._text(number, widget)
            case SelectWidget():
                entries = self._select(number, widget)
            case CheckWidget():
                entries = self._check(number, widget)
            case RadioWidget():
                entries = self._radio(number, widget)
            case _:
                assert_never(widget)
        box = widget.box
        bottom = height - box.y - box.height
        rectangle = op.numbers(box.x, bottom, box.x + box.width, bottom + box.height)
        self._objects.put(
            number,
            f"<< /Type /Annot /Subtype /Widget /F 4 /Rect [{rectangle}] /P {op.ref(page)} "
            f"/StructParent {placed.key} {entries} >>",
        )

    def finish(self) -> list[int]:
        """Writes groups and branches; returns the fields at the root, in reading order."""
        for name, group in self._groups.items():
            self._finish_group(name, group)
        root, *branches = self._branches.values()
        for branch in branches:
            self._objects.put(branch.number, f"<< {branch.entries} /Kids {op.refs(branch.kids)} >>")
        return root.kids

    def _text(self, number: int, widget: TextWidget) -> str:
        limit = f" /MaxLen {widget.kind.max_length}" if widget.kind.max_length else ""
        value = op.text_string(widget.value)
        values = f"{f' /V {value}' if widget.value else ''} /DV {value}"
        return (
            f"/FT /Tx {self._named(widget.name, number)} {_label(widget.name, widget.label)}"
            f"{values}{_flags(_text_flags(widget))}{limit}{_private(widget.kind)} {_typed(widget)} "
            f"/AP {self._appearances.text(widget)}"
        )

    def _select(self, number: int, widget: SelectWidget) -> str:
        """A choice field. It stores labels, for some programs draw what is stored; what they stand for is
        beside them, in the same order.
        """
        stored, labels = zip(*widget.options, strict=True)
        if len({*stored}) < len(stored) or len({*labels}) < len(labels):
            raise ValueError(f"two options of {widget.name!r} have one value, or one label")
        options, means = (" ".join(map(op.text_string, each)) for each in (labels, stored))
        value = op.text_string(dict(widget.options)[widget.value] if widget.value else "")
        values = f"{f' /V {value}' if widget.value else ''} /DV {value}"
        flags = COMBO | NO_SPELLING | _required(widget.required)
        return (
            f"/FT /Ch {self._named(widget.name, number)} {_label(widget.name, widget.label)}"
            f"{values}{_flags(flags)} /Opt [{options}] /XXKind << /S /Choice /Values [{means}] >> "
            f"{_typed(widget)} /AP {self._appearances.text(widget)}"
        )

    def _check(self, number: int, widget: CheckWidget) -> str:
        if widget.among:
            self._several(widget.among)
        state = "Yes" if widget.on else "Off"
        return (
            f"/FT /Btn {self._named(widget.name, number)} {_label(widget.name, widget.label)} "
            f"/V /{state} /DV /{state} /AS /{state}{_flags(_required(widget.required))}{_words(widget)} "
            f"/DA (/ZaDb 0 Tf 0 g) /MK << /CA (8) >> "
            f"/AP {self._appearances.button('cross', 'Yes', widget.box)}"
        )

    def _several(self, among: Several) -> None:
        """Names the branch that holds the checkboxes of a list, and says what the list began with."""
        if among.name not in self._branches:
            held = " ".join(map(op.text_string, among.values))
            branch = self._branch(among.name)
            branch.entries += f" {_label(among.name, among.label)} /XXKind << /S /Several /Was [{held}] >>"

    def _radio(self, number: int, widget: RadioWidget) -> str:
        group = self._groups.get(widget.name) or self._group(widget)
        if widget.state in group.buttons:
            raise ValueError(f"two buttons of {widget.name!r} are number {widget.state}")
        group.buttons[widget.state] = widget, number
        state = widget.state if widget.on else "Off"
        appearance = self._appearances.button(chosen(widget), str(widget.state), widget.box)
        return f"/Parent {op.ref(group.number)} /AS /{state} /MK << /CA (l) >> /AP {appearance}"

    def _group(self, widget: RadioWidget) -> _Group:
        number = self._objects.reserve()
        entries = f"{self._named(widget.name, number)} {_label(widget.name, widget.group_label)}"
        group = self._groups[widget.name] = _Group(number, entries)
        return group

    def _finish_group(self, name: str, group: _Group) -> None:
        """Options are known by their place in /Opt: states must run from 0 without a gap."""
        if sorted(group.buttons) != list(range(len(group.buttons))):
            raise ValueError(f"the buttons of {name!r} are numbered {sorted(group.buttons)}")
        buttons = [group.buttons[state] for state in range(len(group.buttons))]
        chosen = [str(widget.state) for widget, _ in buttons if widget.on]
        if len(chosen) > 1:
            raise ValueError(f"{len(chosen)} buttons of {name!r} are on")
        state = "".join(chosen) or "Off"
        flags = RADIO | _required(any(widget.required for widget, _ in buttons))
        options = " ".join(op.text_string(widget.value) for widget, _ in buttons)
        self._objects.put(
            group.number,
            f"<< /FT /Btn /Ff {flags} {group.entries} /V /{state} /DV /{state} /DA (/ZaDb 0 Tf 0 g) "
            f"/Opt [{options}] /Kids {op.refs([number for _, number in buttons])} >>",
        )

    def _named(self, name: str, number: int) -> str:
        """The entries that name a field; it becomes the last kid of its branch."""
        if not all(name.split(".")):
            raise ValueError(f"{name!r} is no field name")
        if name in self._names or name in self._branches:
            raise ValueError(f"two fields are called {name!r}")
        self._names.add(name)
        return self._hung(name, number)

    def _hung(self, name: str, number: int) -> str:
        path, _, last = name.rpartition(".")
        branch = self._branch(path)
        branch.kids.append(number)
        parent = f" /Parent {op.ref(branch.number)}" if branch.number else ""
        return f"/T {op.text_string(last)}{parent}"

    def _branch(self, path: str) -> _Branch:
        if path in self._names:
            raise ValueError(f"{path!r} is a field, and has fields below it")
        if path not in self._branches:
            number = self._objects.reserve()
            self._branches[path] = _Branch(number, self._hung(path, number))
        return self._branches[path]


def _required(required: bool) -> int:
    return REQUIRED if required else 0


def _text_flags(widget: TextWidget) -> int:
    flags = _required(widget.kind.required) | (MULTILINE if widget.multiline else 0)
    if widget.kind.name != "text":
        flags |= NO_SPELLING if widget.multiline else NO_SPELLING | NO_SCROLLING
    return flags | COMB if widget.comb and widget.kind.max_length and not widget.multiline else flags


def _flags(flags: int) -> str:
    return f" /Ff {flags}" if flags else ""


def _typed(widget: TextWidget | SelectWidget) -> str:
    """How text is set that is typed later: a size of its own, so that it does not jump, and its side."""
    return f"/DA (/{ALIAS} {op.number(widget.size)} Tf 0 g){' /Q 2' if widget.rtl else ''}"


def _private(kind: Kind) -> str:
    """What PDF has no words for, for whoever reads the form: a key of ours (`XX`, ISO 32000-1, Annex E)."""
    if kind.name == "text":
        return ""
    bounds = (("Min", kind.minimum), ("Max", kind.maximum))
    limits = "".join(f" /{name} {op.number(bound)}" for name, bound in bounds if bound is not None)
    return f" /XXKind << /S /{kind.name.capitalize()}{limits} >>"


def _words(widget: CheckWidget) -> str:
    """What the profile holds for a checked box, and what it held when the sheet was made."""
    held = f" /Was {op.text_string(widget.value)}" if widget.value else ""
    return f" /XXKind << /S /Check /On {op.text_string(widget.stands_for)}{held} >>"


def _label(name: str, label: str) -> str:
    if not label:
        raise ValueError(f"the field {name!r} has no label")
    return f"/TU {op.text_string(label)}"
