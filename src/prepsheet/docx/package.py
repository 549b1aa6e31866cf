"""A draft as a Word package: our own small base package, opened by python-docx, with the words put in.

The base lies unpacked in `base/`; python-docx's own template would bring 164 styles. It is opened
once, and each draft is a deep copy, so nothing of one draft can reach the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as open_docx
from docx.document import Document as Draft
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.section import Section
from docx.shared import Length, Pt, RGBColor, Twips
from docx.text.paragraph import Paragraph
from lxml.etree import Element, SubElement, _Element, tostring

from prepsheet.brand import Brand, Logo
from prepsheet.codes import of_page
from prepsheet.document import Document, Furniture
from prepsheet.docx.body import write_body
from prepsheet.docx.code import add_code
from prepsheet.docx.looks import LOOKS, restyle
from prepsheet.docx.marks import mark_styles, mark_text, text_of
from prepsheet.docx.passport import passport, written
from prepsheet.docx.scripts import foreign, scripts_of
from prepsheet.docx.wml import W, paragraph, run

_BASE = str(Path(__file__).parent / "base")
_PAPERS = {"a4": (Twips(11906), Twips(16838)), "letter": (Twips(12240), Twips(15840))}
_SIDE, _TOP = Pt(72), Pt(56)
"""Margins at the sides, and at top and bottom as on worksheets; header and footer are half way up them."""

_EDGE, _LOGO = Pt(18), (100.0, 18.0)
"""Where the header of a branded draft begins, and the box of its logo, in points."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

_PROPERTY_LIMIT = 255
"""Characters that python-docx takes for a core property."""

_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_TYPES = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The property set that custom properties belong to ([MS-OSHARED] 2.3.3.2.3)."""

_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"

_FIELDS = {"{page}": " PAGE ", "{pages}": " NUMPAGES "}
_NUMBERS = re.compile(r"(\{pages?\})")
_UNIX = 3


def package(document: Document, brand: Brand, theirs: str) -> bytes:
    """The document as a .docx file, for a person whose own language is `theirs`."""
    draft = deepcopy(_base())
    section = draft.sections[0]
    look = LOOKS.get(document.preset)
    width = _paper(section, document.paper, large=look is not None)
    if look:
        restyle(draft, look)
    _properties(draft.core_properties, document)
    _passport(draft, written(passport(document)))
    _right_tabs(draft, width)
    if document.pages:
        said = of_page(document.origin.code, 1) if document.origin.code else ""
        _furniture(section, document.pages[0].furniture, document.draft_labels.page, said)
    _brand(draft, section, brand)
    body = draft.element.body
    comments = write_body(body, document, width.twips).root
    _office(body if look else section.footer.part.element, brand)
    body.append(body[0])  # The section's properties were all there was: their place is at the end.
    _scripts(draft, comments, document.language, theirs)
    _comments(draft, comments)
    return _saved(draft)


@cache
def _base() -> Draft:
    """The base package, to be copied and never changed."""
    return open_docx(_BASE)


def _paper(section: Section, paper: Literal["a4", "letter"], *, large: bool) -> Length:
    """Set the page, with an inch all round for large print, and say how wide its text is."""
    width, section.page_height = _PAPERS[paper]
    section.page_width = width
    section.left_margin = section.right_margin = _SIDE
    section.top_margin = section.bottom_margin = _SIDE if large else _TOP
    section.header_distance = section.footer_distance = Length(section.top_margin // 2)
    return Twips(width.twips - 2 * _SIDE.twips)


def _properties(core: CoreProperties, document: Document) -> None:
    core.title = document.title[:_PROPERTY_LIMIT]
    core.subject = document.subject[:_PROPERTY_LIMIT]
    core.author = document.author[:_PROPERTY_LIMIT]
    core.language = document.language
    if document.date:
        core.created = core.modified = datetime.fromisoformat(document.date)


def _passport(draft: Draft, properties: dict[str, str]) -> None:
    """Add custom properties, a part that python-docx knows nothing of."""
    if not properties:
        return
    root = Element(f"{_CUSTOM}Properties", nsmap={None: _CUSTOM[1:-1], "vt": _TYPES[1:-1]})
    for number, (name, text) in enumerate(properties.items(), 2):  # 0 and 1 are taken by the set itself
        element = SubElement(root, f"{_CUSTOM}property", fmtid=_USER_DEFINED, pid=str(number), name=name)
        SubElement(element, f"{_TYPES}lpwstr").text = text
    part = _part(draft, "/docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, root)
    draft.part.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _comments(draft: Draft, root: _Element) -> None:
    """Add the comments, if there are any."""
    if len(root):
        part = _part(draft, "/word/comments.xml", CONTENT_TYPE.WML_COMMENTS, root)
        draft.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def _part(draft: Draft, name: str, kind: str, root: _Element) -> Part:
    return Part(PackURI(name), kind, _xml(root), draft.part.package)


def _xml(root: _Element) -> bytes:
    data: bytes = tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _scripts(draft: Draft, comments: _Element, language: str, theirs: str) -> None:
    """Tell Word in which scripts and languages the finished draft is."""
    section, body = draft.sections[0], draft.element.body
    around = section.header.part.element, section.footer.part.element, comments
    text = "".join(map(text_of, (body, *around)))
    scripts = scripts_of(language, theirs, text)
    mark_styles(draft, scripts)
    if scripts.rtl or foreign(text):
        mark_text(body, scripts)
        for part in around:
            mark_text(part, scripts, as_sheet=True)


def _right_tabs(draft: Draft, width: Length) -> None:
    """Let header and footer reach the right margin, wherever the paper puts it."""
    for name in ("Header", "Footer"):
        draft.styles[name].paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


def _furniture(section: Section, furniture: Furniture, page: str, code: str) -> None:
    head = paragraph(section.header.part.element, "Header")
    run(head, f"{furniture.header_left}\t{'  '.join(filter(None, (furniture.header_right, code)))}")
    if code:
        add_code(section, head, code)
    foot = paragraph(section.footer.part.element, "Footer")
    run(foot, f"{furniture.footer_left}\t")
    for piece in _NUMBERS.split(page):
        if piece in _FIELDS:
            _field(foot, _FIELDS[piece])
        elif piece:
            run(foot, piece)


def _brand(draft: Draft, section: Section, brand: Brand) -> None:
    """The logo above the header's line, and room for the office below the footer's: both begin nearer to
    the edges, so that the text keeps its place.
    """
    if brand.accent:
        draft.styles["Title"].font.color.rgb = RGBColor.from_string(brand.accent.hexadecimal)
    if brand.logo:
        section.header_distance = _EDGE
        _logo(section, brand.logo)
    if brand.rows:
        section.footer_distance = _EDGE


def _office(part: _Element, brand: Brand) -> None:
    """The office's lines: at the foot, or in large type, for which there is no room, once at the end."""
    for row, name in zip(brand.rows, (brand.name, ""), strict=False):
        line = paragraph(part, "Footer")
        if name:
            run(line, name, "Strong")
        run(line, row.removeprefix(name))


def _logo(section: Section, logo: Logo) -> None:
    line = Paragraph(paragraph(section.header.part.element, "Header"), section.header)
    section.header.part.element.insert(0, line._p)
    width, height = logo.fitted(*_LOGO)
    line.add_run().add_picture(BytesIO(logo.png), Pt(width), Pt(height))
    line._p.find(f".//{_DRAWING}docPr").set("descr", logo.alt)


def _field(line: _Element, instruction: str) -> None:
    """A field that Word works out itself; until then it says 1."""
    field = SubElement(line, W + "fldSimple")
    field.set(W + "instr", instruction)
    run(field, "1")


def _saved(draft: Draft) -> bytes:
    """The package as an archive that depends on its contents alone.

    python-docx would stamp the members with the time of day. They have an order of their own, too:
    readers that stream the archive need the content types before any part.
    """
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        members = dict(_members(draft))
        for name in sorted(members, key=lambda name: (not name.startswith("["), name)):
            member = ZipInfo(name)
            member.create_system = _UNIX
            archive.writestr(member, members[name], ZIP_DEFLATED)
    return target.getvalue()


def _members(draft: Draft) -> Iterator[tuple[str, bytes | str]]:
    """The parts of a package by name, with their relations and what says of which type each is."""
    whole = draft.part.package
    yield CONTENT_TYPES_URI.membername, _content_types(whole.parts)
    yield PACKAGE_URI.rels_uri.membername, whole.rels.xml
    for part in whole.parts:
        yield part.partname.membername, part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, part.rels.xml


def _content_types(parts: list[Part]) -> bytes:
    """Pictures have their type by extension, all other parts one of their own (ECMA-376-2, 10.1.2)."""
    usual = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    usual |= {part.partname.ext: part.content_type for part in parts if part.partname.ext != "xml"}
    own = {part.partname: part.content_type for part in parts if part.partname.ext == "xml"}
    root = Element(f"{_CONTENT}Types", nsmap={None: _CONTENT[1:-1]})
    for extension, kind in sorted(usual.items()):
        SubElement(root, f"{_CONTENT}Default", Extension=extension, ContentType=kind)
    for name, kind in sorted(own.items()):
        SubElement(root, f"{_CONTENT}Override", PartName=name, ContentType=kind)
    return _xml(root)
