"""A form as people meet it: where its fields are, and what is in them.

An answer is what a person does with a field: a text is typed, a number presses that button, an option
of a drop-down is picked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.pdf.reading import array, pages


class Picked(NamedTuple):
    """The option of a drop-down at that place, from 0."""

    place: int


Answer = str | int | Picked
Answers = dict[str, Answer]


class Spot(NamedTuple):
    """Where a widget is. Points, from the bottom left corner of a page of this `height`."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    height: float

    @property
    def point(self) -> tuple[float, float]:
        """Where to click: inside the top left corner, where the first line of a tall field is."""
        return self.left + 5, self.top - 5

    @property
    def from_top(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, from the top left corner of the page."""
        return self.left, self.height - self.top, self.right, self.height - self.bottom


def spots(pdf: bytes) -> dict[str, list[Spot]]:
    """The widgets of every field by its full name; of a group, one for each button."""
    found: dict[str, list[Spot]] = {}
    for page, height, widget in _widgets(pdf):
        left, bottom, right, top = (float(side) for side in widget["/Rect"])
        found.setdefault(_name(widget), []).append(Spot(page, left, bottom, right, top, height))
    return found


def answers(pdf: bytes) -> dict[str, Answer | None]:
    """What the file stores; of buttons the one that is on by field and widget alike (None: none)."""
    stored: dict[str, Answer | None] = {}
    buttons: dict[str, int] = {}
    for _, _, widget in _widgets(pdf):
        name, value = _name(widget), _inherited(widget, "/V")
        match _inherited(widget, "/FT"):
            case "/Tx":
                stored[name] = "\n".join(str(value or "").splitlines())
            case "/Ch":
                stored[name] = _chosen(widget, str(value or ""))
            case _:
                number = buttons[name] = buttons.get(name, -1) + 1
                state = widget.get("/AS", "/Off")
                stored[name] = number if state not in ("/Off", None) and state == value else stored.get(name)
    return stored


def _chosen(widget: Any, value: str) -> Answer:
    """The option that is chosen; the words if they are none."""
    options = [*map(str, _inherited(widget, "/Opt"))]
    return Picked(options.index(value)) if value in options else value


def _widgets(pdf: bytes) -> Iterator[tuple[int, float, Any]]:
    for number, page in enumerate(pages(pdf)):
        for reference in array(page.get("/Annots")):
            yield number, float(page.mediabox.height), reference.get_object()


def _name(field: Any) -> str:
    own = [str(field["/T"])] if "/T" in field else []
    above = [_name(field["/Parent"])] if "/Parent" in field else []
    return ".".join(above + own)


def _inherited(field: Any, key: str) -> Any:
    if key in field:
        return field[key]
    return _inherited(field["/Parent"], key) if "/Parent" in field else None
