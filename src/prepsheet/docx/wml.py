"""The few WordprocessingML elements a draft is made of. Text only ever becomes element text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.etree import SubElement, _Element

from prepsheet.document import Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VAL = W + "val"

_P, _PPR, _PSTYLE = W + "p", W + "pPr", W + "pStyle"
_R, _RPR, _RSTYLE, _T = W + "r", W + "rPr", W + "rStyle", W + "t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = re.compile(r"([\n\t])")
_BREAK_ELEMENTS = {"\n": W + "br", "\t": W + "tab"}
_RUN_STYLES = {"plain": "", "strong": "Strong", "gap": "Gap"}


def add(parent: _Element, tag: str, value: str) -> _Element:
    """A child with the attribute `w:val`, as most of WordprocessingML's properties are written."""
    child = SubElement(parent, W + tag)
    child.set(VAL, value)
    return child


def paragraph(parent: _Element, style: str) -> _Element:
    """An empty paragraph in the style with this id."""
    element = SubElement(parent, _P)
    SubElement(SubElement(element, _PPR), _PSTYLE).set(VAL, style)
    return element


def run(parent: _Element, text: str, style: str = "") -> _Element:
    """A run of text, in a character style if one is named; line ends and tabs become elements."""
    element = SubElement(parent, _R)
    if style:
        SubElement(SubElement(element, _RPR), _RSTYLE).set(VAL, style)
    fill(element, text)
    return element


def fill(run: _Element, text: str) -> None:
    """Add text to a run; line ends and tabs become elements."""
    for piece in _BREAKS.split(text):
        if piece in _BREAK_ELEMENTS:
            SubElement(run, _BREAK_ELEMENTS[piece])
        elif piece:
            _text(run, piece)


def add_runs(parent: _Element, stretches: Iterable[Run]) -> None:
    """Runs of text, gaps and strong words in their character styles."""
    for stretch in stretches:
        if stretch.text:
            run(parent, stretch.text, _RUN_STYLES[stretch.style])


def _text(parent: _Element, text: str) -> None:
    element = SubElement(parent, _T)
    element.text = text
    if text[0].isspace() or text[-1].isspace() or "  " in text:
        element.set(_SPACE, "preserve")
