"""The styles of a draft for readers who need larger type: sizes, spacing, one sans face, no shading.

The figures are those of the standards for Arial, which is on every machine that has Word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document as Draft
from lxml.etree import SubElement, _Element

from prepsheet.document import Preset
from prepsheet.docx.wml import VAL, W

FONT, SIGNS = "Arial", "MS Gothic"
FACES = ("ascii", "hAnsi", "eastAsia", "cs")
HEADS = ("Heading1", "Heading2", "Heading3")
EMPHASIS = ("Strong", "Gap")


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes of text, headings and title in points, lines apart in parts of a line, and emphasis."""

    text: float
    heading: float
    title: float
    line: float
    underlined: bool = False


_ACB = Look(18, 20, 22, 1.15, underlined=True)
LOOKS: Mapping[Preset, Look] = {
    "large": _ACB,
    "large-acb": _ACB,
    "large-ukaaf": Look(18, 22, 28, 1.2),
    "dyslexia": Look(13, 16, 22, 1.5),
}


def restyle(draft: Draft, look: Look) -> None:
    """Give every style of a draft its look. Text is flush left, and labels run in before what they name."""
    root = draft.styles.element
    for faces in root.iter(W + "rFonts"):
        if faces.get(W + "ascii") != SIGNS:
            for face in FACES:
                faces.set(W + face, FONT)
    for style in (root.find(W + "docDefaults"), *root.iter(W + "style")):
        _resize(style, look)
    for spacing in root.iter(W + "spacing"):
        spacing.set(W + "line", str(round(240 * look.line)))
        spacing.set(W + "lineRule", "auto")
    for gone in [
        *root.iter(W + "jc"),
        *root.iter(W + "shd"),
        *_named(root, "Spoken").iter(W + "ind", W + "tabs"),
    ]:
        gone.getparent().remove(gone)
    for name in ("Check", "ListBullet"):
        _indent(_named(root, name), round(30 * look.text))
    for name in EMPHASIS if look.underlined else ():
        SubElement(_named(root, name).find(W + "rPr"), W + "u").set(VAL, "single")


def _resize(style: _Element, look: Look) -> None:
    name = style.get(W + "styleId", "")
    size = look.title if name == "Title" else look.heading if name in HEADS else look.text
    for each in style.iter(W + "sz", W + "szCs"):
        each.set(VAL, str(round(2 * size)))


def _indent(style: _Element, twips: int) -> None:
    for tab in style.iter(W + "tab"):
        tab.set(W + "pos", str(twips))
    for indent in style.iter(W + "ind"):
        indent.set(W + "left", str(twips))
        indent.set(W + "hanging", str(twips))


def _named(root: _Element, name: str) -> _Element:
    return next(style for style in root.iter(W + "style") if style.get(W + "styleId") == name)
