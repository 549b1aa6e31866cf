"""Blocks that a person fills in: each is a window onto the profile at a path."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from prepsheet.document.inline import Base, Inline


class Option(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the options to choose from: the value stored in the profile, and its label."""

    value: str
    label: str


class Field(Base, frozen=True, kw_only=True):
    """What fields with a printed label share.

    `label` is announced; `show_label` prints it, or the shorter `short`, above or at the left.
    `required` is the word that says that the field must be filled, empty if it need not be.
    """

    path: str
    label: str
    value: str = ""
    show_label: Literal["above", "left", "no"] = "no"
    short: str = ""
    required: str = ""
    width: float | None = None


class TextField(Field, frozen=True, kw_only=True, tag="text_field"):
    """A field to write in.

    `frame` is how it looks: a `tray` (one line, open top), a `comb` (a tray with a cell for each
    character of `pattern`), a `box` (`lines` x 24 pt) or a small `slot`. `lines` may be given up to
    `min_lines` by one-page fitting. `spoken` text is set in serif. A number has its least and its
    greatest value; a date shows how it is written, as `pattern` (YYYY-MM), beside its label.
    `suggestions`, words to take or to leave, are printed there, too.
    """

    frame: Literal["tray", "comb", "box", "slot"] = "tray"
    kind: Literal["text", "number", "date"] = "text"
    lines: int = 1
    min_lines: int = 0
    spoken: bool = False
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    suggestions: tuple[str, ...] = ()


class Select(Field, frozen=True, kw_only=True, tag="select"):
    """A drop-down list; with `several`, a checkbox for each option.

    Chosen values stand under each other in `value`. Values that are no options stay, as options of
    their own.
    """

    options: tuple[Option, ...] = ()
    several: bool = False


class Choice(Base, frozen=True, kw_only=True, tag="choice"):
    """One of several options, in sight: radio buttons `inline` with printed labels, or on a `scale`.

    On a scale the buttons stand `pitch` points apart, and the labels are announced; they are
    printed, centred above the buttons, only with `heads`. `required` and `short` are as for a `Field`.
    """

    path: str
    label: str
    options: tuple[Option, ...]
    value: str = ""
    form: Literal["inline", "scale"] = "inline"
    pitch: float = 22.0
    heads: bool = False
    show_label: bool = True
    short: str = ""
    required: str = ""


class Check(Base, frozen=True, kw_only=True, tag="check"):
    """A checkbox. `text` is printed beside it, `label` is announced.

    It is checked when `value` is what the profile holds for a checked one, `on`. Without a `path`
    it is ink for a pen, never a form field.
    """

    label: str
    path: str = ""
    text: Inline = ""
    value: str = ""
    on: str = "yes"
    size: float = 12.0
    style: str = "body"
    required: str = ""


class Checks(Base, frozen=True, kw_only=True, tag="checks"):
    """Checkboxes on one line, spread over the width."""

    items: tuple[Check, ...]
