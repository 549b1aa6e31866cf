"""Marks by which Word knows the direction, the script and the language of what is written.

They are put on when all is written, for what a run is depends on its whole paragraph. Nothing else
has to be mirrored: where `w:bidi` or `w:bidiVisual` says that reading begins at the right, `left` in
alignments, indents, tab stops and tables means the leading edge (ISO/IEC 29500-4, transitional).
"""

from __future__ import annotations

from copy import deepcopy
from itertools import groupby

from docx.document import Document as Draft
from lxml.etree import SubElement, XPath, _Element

from prepsheet.docx.looks import SIGNS
from prepsheet.docx.scripts import Kind, Scripts, foreign, kinds
from prepsheet.docx.wml import VAL, W, fill
from prepsheet.writing.bidi import paragraph_level
from prepsheet.writing.families import Script

LABEL = "Beat"
"""The style of labels: they are the draft's own, so the words after them say which way a line is read."""

SERIF = "Cambria"
_RUN, _PROPERTIES, _TEXT = W + "r", W + "rPr", W + "t"
_STRING = XPath("string()")
_BREAKS = {W + "tab": "\t", W + "br": "\n"}


def mark_styles(draft: Draft, scripts: Scripts) -> None:
    """Give the styles of a draft their languages, fonts for its scripts, and its direction."""
    root = draft.styles.element
    languages = {"val": scripts.latin, "eastAsia": scripts.east.language, "bidi": scripts.complex.language}
    for mark in (*root.iter(W + "lang"), *draft.settings.element.iter(W + "themeFontLang")):
        for slot, language in languages.items():
            mark.set(W + slot, language)
    for slot, script in (("eastAsia", scripts.east.script), ("cs", scripts.complex.script)):
        if script:
            _fonts(root, slot, script)
    if scripts.rtl:
        SubElement(SubElement(draft.styles["Normal"].element, W + "pPr"), W + "bidi")
        SubElement(draft.element.body.sectPr, W + "bidi")


def mark_text(root: _Element, scripts: Scripts, as_sheet: bool = False) -> None:
    """Mark every run, control, paragraph and table of a part.

    Lines are read as the sheet is, `as_sheet`, or each as its words are.
    """
    for paragraph in root.iter(W + "p"):
        _paragraph(paragraph, scripts, as_sheet)
    if scripts.rtl:
        for table in root.iter(W + "tblPr"):
            table.insert(1, table.makeelement(W + "bidiVisual"))  # after the style
    if scripts.own != "plain":
        for control in root.iter(W + "sdtPr"):
            properties = control.makeelement(_PROPERTIES)
            control.insert(0, properties)
            _say(properties, scripts.own)


def text_of(element: _Element) -> str:
    """All text in an element, without tabs and line ends. What python-docx has for it takes far longer."""
    return str(_STRING(element))


def _fonts(root: _Element, slot: str, script: Script) -> None:
    sans, serif = script.word
    for faces in root.iter(W + "rFonts"):
        if faces.get(W + "ascii") != SIGNS:
            faces.set(W + slot, serif if faces.get(W + "ascii") == SERIF else sans)


def _paragraph(paragraph: _Element, scripts: Scripts, as_sheet: bool) -> None:
    if not foreign(text_of(paragraph)):
        return
    runs = [(run, _words(run)) for run in paragraph.iter(_RUN)]
    text = "".join(words for _, words in runs)
    said = text if scripts.rtl else "".join(words for run, words in runs if not _is_label(run))
    level = paragraph_level(said, scripts.rtl, as_sheet)
    if level and not scripts.rtl:
        SubElement(paragraph.find(W + "pPr"), W + "bidi")
    found = iter(kinds(text, level, scripts.own))
    for run, words in runs:
        if words:
            _run(run, words, [next(found) for _ in words], scripts)


def _words(run: _Element) -> str:
    return "".join(_said(child) for child in run)


def _said(child: _Element) -> str:
    return child.text or "" if child.tag == _TEXT else _BREAKS.get(child.tag, "")


def _is_label(run: _Element) -> bool:
    style = run.find(f"{_PROPERTIES}/{W}rStyle")
    return style is not None and style.get(VAL) == LABEL


def _run(run: _Element, words: str, found: list[Kind], scripts: Scripts) -> None:
    """Mark a run, as several where the kind of its text changes."""
    stretches = [(kind, len(list(group))) for kind, group in groupby(found)]
    if len(stretches) == 1:
        _mark(run, words, stretches[0][0], scripts)
        return
    properties, start = run.find(_PROPERTIES), 0
    for kind, length in stretches:
        part = run.makeelement(_RUN)
        if properties is not None:
            part.append(deepcopy(properties))
        said = words[start : start + length]
        fill(part, said)
        _mark(part, said, kind, scripts)
        run.addprevious(part)
        start += length
    run.getparent().remove(run)


def _mark(run: _Element, words: str, kind: Kind, scripts: Scripts) -> None:
    if kind == "plain" or not words.strip("\t\n"):
        return
    properties = run.find(_PROPERTIES)
    if properties is None:
        properties = run.makeelement(_PROPERTIES)
        run.insert(0, properties)
    _say(properties, kind)
    slot, default = ("eastAsia", scripts.east) if kind == "eastAsia" else ("bidi", scripts.complex)
    if language := default.other(words):
        SubElement(properties, W + "lang").set(W + slot, language)


def _say(properties: _Element, kind: Kind) -> None:
    """Say of which kind a run is; properties have an order, in which fonts come right after the style."""
    if kind == "eastAsia":
        faces = properties.makeelement(W + "rFonts")
        faces.set(W + "hint", kind)
        properties.insert(len(properties.findall(W + "rStyle")), faces)
    else:
        SubElement(properties, W + kind)
