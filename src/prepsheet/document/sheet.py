"""A whole sheet: its pages, what surrounds them, and what the sheet says about itself."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from prepsheet.document.blocks import Block
from prepsheet.document.inline import Inline
from prepsheet.document.origin import NOWHERE, Origin

Preset = Literal["standard", "large", "large-acb", "large-ukaaf", "dyslexia"]
"""How a sheet is set for its reader; all but the standard are relaid. `large` is `large-acb`."""


class Frame(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Blocks that flow from `top` for `height` points; a page has one or more, top to bottom."""

    blocks: tuple[Block, ...]
    top: float = 0.0
    height: float = 0.0


class Furniture(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What surrounds the frames: series navigator, whose sheet it is, header, footer, fold marks.

    A `strip` across the top heads a page that has no title; `header` is for Word. Where there are
    several pages, `page` stands in the footer, too: `{page}` and `{pages}` are the numbers. `series`
    says in words what the navigator shows, with `{sheet}` and `{sheets}`, where there is no room for it.
    """

    navigator: tuple[str, ...] = ()
    current: int = 0
    owner: str = ""
    owner_note: str = ""
    owner_label: str = ""
    strip_left: Inline = ""
    strip_right: Inline = ""
    header_left: str = ""
    header_right: str = ""
    footer_left: str = ""
    footer_middle: str = ""
    footer_right: str = ""
    page: str = ""
    series: str = ""
    continues: bool = False
    fold: str = ""


class Page(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One page for the typesetter; Word breaks its pages itself and takes the frames in a row."""

    frames: tuple[Frame, ...]
    furniture: Furniture = Furniture()


class DraftLabels(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a Word draft says around the person's own words, in the draft's language.

    `edit` and `end` are the lines above and below an answer; whoever reads the draft back must know
    them. In `page`, `{page}` and `{pages}` stand for the numbers.
    """

    edit: str = "Change any word from here"
    end: str = "to here"
    page: str = "{page} of {pages}"


class AddendumWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a page for answers too long for their box is called, and what the box says instead.

    In `see`, `{page}` stands for the number of the page.
    """

    title: str
    see: str


class Document(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole sheet. `paper` is `a4` or `letter`, `date` an ISO date, `author` the person's name.

    `measure` is the width of the text area, `columns` the width of a grid column and its gutter.
    `fit` are the ways of fitting a page, in order; `left_out` names what the layout has no room for.
    Answers that no page can hold go on a page of their own where `addendum` has the words for it.
    A relayout for the `preset` tries to keep to so many `sides` of paper, if not 0.
    """

    sheet: str
    title: str
    language: str
    author: str
    date: str
    paper: Literal["a4", "letter"]
    pages: tuple[Page, ...]
    subject: str = ""
    measure: float = 480.0
    column: float = 29.0
    gutter: float = 12.0
    fit: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    preset: Preset = "standard"
    sides: int = 0
    draft_labels: DraftLabels = DraftLabels()
    addendum: AddendumWords | None = None
    origin: Origin = NOWHERE
