"""Answers too long for their box: the whole text on pages of its own, and in the box where to find it.

A box shows the beginning of such an answer and a line that names the page. Nothing is cut: a form's
field still holds all of it, and so does the page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from msgspec.structs import replace

from prepsheet.document import AddendumWords, Document, Frame, Heading, Page, Paragraph, TextField
from prepsheet.typeset.setting import Setting
from prepsheet.typeset.shrink import walk
from prepsheet.typeset.styles import Style
from prepsheet.typeset.text import set_text

LEAST = 200
"""Characters of an answer that is worth a page of its own; shorter ones are not what fills a page."""

WIDTH = 425.0
ABOVE_LABEL, ABOVE_PARAGRAPH = 20.0, 6.0


def longest(frame: Frame, taken: Iterable[str]) -> TextField | None:
    """The field with the longest answer that may go on elsewhere, but for those `taken`."""
    fields = [
        part
        for part in walk(frame)
        if isinstance(part, TextField) and part.frame in ("box", "tray") and part.path not in taken
    ]
    found = max(fields, key=lambda field: len(field.value), default=None)
    return found if found and found.path and len(found.value) >= LEAST else None


def further_pages(
    document: Document, words: AddendumWords, fields: Iterable[TextField], setting: Setting
) -> tuple[tuple[Page, ...], dict[str, int]]:
    """The pages with the whole answers of these fields, and on which page of all each begins."""
    last = document.pages[-1]
    frame = last.frames[-1]
    filler = _Filler(words.title, frame.height, setting)
    begins = {field.path: len(document.pages) + filler.put(field) for field in fields}
    furniture = replace(last.furniture, owner_label="", continues=False, footer_right="")
    frames = (replace(frame, blocks=tuple(blocks)) for blocks in filler.pages)
    return tuple(Page(frames=(each,), furniture=furniture) for each in frames), begins


class _Filler:
    """Fills pages with answers, a line at a time; `room` is what is left of the last page, in points."""

    def __init__(self, title: str, height: float, setting: Setting) -> None:
        self._title, self._height, self._setting = title, height, setting
        self._room = 0.0
        self.pages: list[list[Heading | Paragraph]] = []

    def put(self, field: TextField) -> int:
        """Adds an answer under its label; returns on which of these pages it begins, from 1."""
        style = self._setting.style("spoken" if field.spoken else "body")
        least = ABOVE_PARAGRAPH + style.leading
        label = Heading(level=2, text=" ".join(field.label.split()), before=(ABOVE_LABEL,))
        self._head(label, least)
        begins = len(self.pages)
        for paragraph in filter(str.strip, field.value.split("\n")):
            while paragraph:
                if self._room < least:
                    self._head(label, self._height)
                paragraph = self._paragraph(paragraph, "spoken" if field.spoken else "body")
        return begins

    def _paragraph(self, text: str, name: str) -> str:
        """Adds as much of a paragraph as the page has room for; returns the rest."""
        style = self._setting.style(name)
        count = int((self._room - ABOVE_PARAGRAPH) / style.leading)
        head, rest = _split(text, style, count)
        self.pages[-1].append(Paragraph(style=name, text=head, before=(ABOVE_PARAGRAPH,), max_width=WIDTH))
        self._room -= ABOVE_PARAGRAPH + len(set_text(head, style, WIDTH)) * style.leading
        return rest

    def _head(self, label: Heading, least: float) -> None:
        """The label, on a page of its own if this one has not `least` points below it."""
        style = self._setting.style("h2")
        taken = ABOVE_LABEL + style.leading * len(set_text(label.text, style, self._setting.measure))
        if self._room < taken + least:
            title = self._setting.style("h1")
            lines = set_text(self._title, title, self._setting.measure)
            again = Paragraph(style="h1", text=self._title, echo=True)
            self.pages.append([again if self.pages else Heading(level=1, text=self._title)])
            self._room = self._height - len(lines) * title.leading
        self.pages[-1].append(label)
        self._room -= taken


def _split(text: str, style: Style, lines: int) -> tuple[str, str]:
    """The text that takes at most so many lines, up to a space where it has one, and what follows."""
    if len(set_text(text, style, WIDTH)) <= lines:
        return text, ""
    longer = bisect_left(
        range(len(text)), True, key=lambda count: len(set_text(text[:count], style, WIDTH)) > lines
    )
    end = longer - 1
    space = text.rfind(" ", 0, end + 1)
    end = space if space > 0 else end
    return text[:end], text[end:].lstrip()
