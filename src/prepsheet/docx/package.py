"""A draft as a Word package: our own small base package, with the document's words put in.

python-docx could do the packaging, but it takes longer to load than a draft takes to write, its
template brings 164 styles, and its archives carry the time of day. So the base package is ours
(the XML files in `base/`), the archive too, and nothing of it depends on the clock.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache, lru_cache
from pathlib import Path

from lxml.etree import SubElement, XMLParser, _Element, fromstring, tostring

from prepsheet.document import Document, Furniture
from prepsheet.docx.archive import Entry, archive, entry
from prepsheet.docx.body import write_body
from prepsheet.docx.wml import VAL, W, paragraph, run

_BASE = Path(__file__).parent / "base"
_UNCHANGING = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "docProps/app.xml": "app.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/numbering.xml": "numbering.xml",
}
_PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height in twentieths of a point, as are all lengths here."""

_MARGINS = 2 * 1440
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def package(document: Document) -> bytes:
    """The document as a .docx file."""
    furniture = document.pages[0].furniture if document.pages else Furniture()
    made = (
        entry("docProps/core.xml", _core(document)),
        entry("word/document.xml", _main(document)),
        entry("word/footer.xml", _footer(furniture)),
        entry("word/header.xml", _header(furniture)),
    )
    members = (*made, *_unchanging(), *_styled(document.language, document.paper))
    # Readers that stream the archive need the content types before any part.
    return archive(sorted(members, key=lambda member: (not member.name.startswith("["), member.name)))


def _main(document: Document) -> bytes:
    root = deepcopy(_base("document.xml"))
    body = root[0]
    section = body[0]
    width, height = _PAPERS[document.paper]
    size = section.find(W + "pgSz")
    size.set(W + "w", str(width))
    size.set(W + "h", str(height))
    body.remove(section)
    write_body(body, document, width - _MARGINS)
    body.append(section)
    return _serialise(root)


def _header(furniture: Furniture) -> bytes:
    root = deepcopy(_base("header.xml"))
    run(paragraph(root, "Header"), f"{furniture.header_left}\t{furniture.header_right}")
    return _serialise(root)


def _footer(furniture: Furniture) -> bytes:
    root = deepcopy(_base("footer.xml"))
    line = paragraph(root, "Footer")
    run(line, f"{furniture.footer_left}\t")
    _field(line, " PAGE ")
    run(line, " of ")
    _field(line, " NUMPAGES ")
    return _serialise(root)


def _field(line: _Element, instruction: str) -> None:
    """A field that Word works out itself; until then it says 1."""
    field = SubElement(line, W + "fldSimple")
    field.set(W + "instr", instruction)
    run(field, "1")


def _core(document: Document) -> bytes:
    root = deepcopy(_base("core.xml"))
    for name, text in (
        ("title", document.title),
        ("subject", document.subject),
        ("creator", document.author),
        ("language", document.language),
    ):
        if text:
            SubElement(root, _DC + name).text = text
    for name in ("created", "modified") if document.date else ():
        element = SubElement(root, _TERMS + name)
        element.set(_TYPE, "dcterms:W3CDTF")
        element.text = f"{document.date}T00:00:00Z"
    return _serialise(root)


@cache
def _unchanging() -> tuple[Entry, ...]:
    return tuple(entry(name, _serialise(_base(file))) for name, file in _UNCHANGING.items())


@lru_cache(maxsize=64)
def _styled(language: str, paper: str) -> tuple[Entry, ...]:
    """The parts that hold the language, and the tab stop at the right margin of the paper."""
    styles, settings = deepcopy(_base("styles.xml")), deepcopy(_base("settings.xml"))
    for element in (*styles.iter(W + "lang"), *settings.iter(W + "themeFontLang")):
        for script in ("val", "eastAsia", "bidi"):
            element.set(W + script, language)
    for tab in styles.iter(W + "tab"):
        if tab.get(VAL) == "right":
            tab.set(W + "pos", str(_PAPERS[paper][0] - _MARGINS))
    return entry("word/settings.xml", _serialise(settings)), entry("word/styles.xml", _serialise(styles))


@cache
def _base(file: str) -> _Element:
    """A part of the base package, parsed once; copy it before changing it."""
    return fromstring((_BASE / file).read_bytes(), XMLParser(remove_blank_text=True))


def _serialise(root: _Element) -> bytes:
    return tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # type: ignore[no-any-return]
