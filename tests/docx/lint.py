"""House rules for Word files that schema validators let pass. Other tests call `assert_clean`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from unicodedata import bidirectional
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DC = "{http://purl.org/dc/elements/1.1/}"
VAL = W + "val"
_WML_PART = re.compile(r"word/(document|header\d*|footer\d*|comments)\.xml")
_BOOKMARK = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
# Which page a line goes on is no matter of style, nor whether it stands in the last column.
_STYLED_ONLY = {W + "pPr": {W + "pStyle", W + "keepNext", W + "ind"}, W + "rPr": {W + "rStyle"}}
_SCRIPTS = {W + name for name in ("bidi", "rtl", "cs", "rFonts", "lang")}
_NOTE_NOT_BOLD = {W + "rStyle", W + "b", W + "bCs"}


def assert_clean(docx: bytes) -> None:
    """Fail with every finding about this file."""
    found = findings(docx)
    assert not found, "\n".join(found)


def findings(docx: bytes) -> list[str]:
    """What is wrong with a file that we made. Files that a person sends back need not be this tidy."""
    with ZipFile(BytesIO(docx)) as archive:
        members = archive.namelist()
        parts = {name: archive.read(name) for name in members if not name.endswith(".png")}
    try:
        trees = {name: etree.fromstring(content) for name, content in parts.items()}
    except etree.XMLSyntaxError as error:
        return [f"not well formed: {error}"]
    found = [*_package(members), *_core(trees["docProps/core.xml"]), *_style_ids(trees["word/styles.xml"])]
    found += _margin(trees["word/document.xml"], trees.get("word/comments.xml"))
    known = {style.get(W + "styleId") for style in trees["word/styles.xml"].iter(W + "style")}
    for name, tree in trees.items():
        if _WML_PART.fullmatch(name):
            found += [f"{name}: {finding}" for finding in _wml(tree, known)]
    return found


def _margin(document: etree._Element, comments: etree._Element | None) -> Iterator[str]:
    """Every comment is on something, and what is commented on has its comment."""
    used = sorted(mark.get(W + "id") for mark in document.iter(W + "commentReference"))
    there = [] if comments is None else sorted(comment.get(W + "id") for comment in comments)
    if used != there or there != sorted(set(there)):
        yield f"comments {', '.join(used)} are in the text, {', '.join(there)} in their part"
    for comment in comments if comments is not None else ():
        if not (comment.get(W + "author") and "".join(comment.itertext()).strip()):
            yield f"comment {comment.get(W + 'id')} has no author or says nothing"


def _wml(tree: etree._Element, styles: set[str]) -> Iterator[str]:
    yield from _styles(tree, styles)
    yield from _direct_formatting(tree)
    yield from _directions(tree)
    yield from _controls(tree)
    yield from _bookmarks(tree)
    yield from _fields(tree)
    yield from _tables(tree)
    yield from _comments(tree)
    yield from _pictures(tree)
    yield from _revisions(tree)


def _package(members: list[str]) -> Iterator[str]:
    if members[0] != "[Content_Types].xml":
        yield "content types are not the first member"
    if members[1:] != sorted(members[1:]):
        yield "members are not sorted"
    yield from (f"member {name} twice" for name in _twice(members))


def _core(core: etree._Element) -> Iterator[str]:
    yield from (f"core property {tag} twice" for tag in _twice(element.tag for element in core))
    for name in ("title", "language"):
        if not core.findtext(DC + name):
            yield f"no {name} in the core properties"


def _style_ids(styles: etree._Element) -> Iterator[str]:
    for style in styles.iter(W + "style"):
        name, ident = style.find(W + "name").get(VAL), style.get(W + "styleId")
        if name.replace(" ", "").lower() != ident.lower():
            yield f"style {name!r} has the id {ident}, which LibreOffice would rewrite"


def _styles(tree: etree._Element, known: set[str]) -> Iterator[str]:
    for element in tree.iter(W + "pStyle", W + "rStyle", W + "tblStyle"):
        if element.get(VAL) not in known:
            yield f"style {element.get(VAL)} is not defined"


def _direct_formatting(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter(*_STYLED_ONLY):
        children = {child.tag for child in element} - _SCRIPTS
        if children - _STYLED_ONLY[element.tag] and children != _NOTE_NOT_BOLD:
            yield f"direct formatting: {sorted(etree.QName(tag).localname for tag in children)}"


def _directions(tree: etree._Element) -> Iterator[str]:
    """Word turns signs round in a run that says the wrong thing, and what it shows then is unspecified."""
    for run in tree.iter(W + "r"):
        words = "".join(run.itertext(W + "t"))
        found = set(map(bidirectional, words))
        right = run.find(f"{W}rPr/{W}rtl") is not None
        if found & ({"L"} if right else {"R", "AL"}):
            yield f"run {words!r} {'runs' if right else 'does not run'} to the left"
    for faces in tree.iter(W + "rFonts"):
        if set(faces.attrib) != {W + "hint"}:
            yield "a font outside of the styles"


def _controls(tree: etree._Element) -> Iterator[str]:
    for kind in ("id", "tag"):
        values = [element.get(VAL) for element in tree.iterfind(f".//{W}sdtPr/{W}{kind}")]
        yield from (f"control {kind} {value} twice" for value in _twice(values))
    for kind in ("alias", "tag"):
        for element in tree.iterfind(f".//{W}sdtPr/{W}{kind}"):
            if len(element.get(VAL).encode("utf-16-le")) > 128:
                yield f"control {kind} over 64 characters: {element.get(VAL)}"
    for control in tree.iter(W + "sdt"):
        first = next(control.iter(W + "p"), None)
        if first is not None and next(first.iter(W + "commentReference"), None) is not None:
            yield "comment in the first paragraph of a control: LibreOffice deletes text there"


def _bookmarks(tree: etree._Element) -> Iterator[str]:
    starts = {mark.get(W + "id"): mark for mark in tree.iter(W + "bookmarkStart")}
    ends = Counter(mark.get(W + "id") for mark in tree.iter(W + "bookmarkEnd"))
    names = [mark.get(W + "name") for mark in tree.iter(W + "bookmarkStart")]
    yield from (f"bookmark {name} twice" for name in _twice(name.lower() for name in names))
    yield from (f"bookmark name {name} is not allowed" for name in names if not _BOOKMARK.fullmatch(name))
    for ident, mark in starts.items():
        if ends[ident] != 1:
            yield f"bookmark {mark.get(W + 'name')} does not end exactly once"
    yield from (f"bookmark end {ident} without a start" for ident in ends if ident not in starts)


def _fields(tree: etree._Element) -> Iterator[str]:
    depth = 0
    for mark in tree.iter(W + "fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType"), 0)
        if depth < 0:
            yield "field ends before it begins"
            depth = 0
    if depth:
        yield "field does not end"


def _tables(tree: etree._Element) -> Iterator[str]:
    for cell in tree.iter(W + "tc"):
        if not len(cell) or cell[-1].tag != W + "p":
            yield "table cell does not end in a paragraph"
    for table in tree.iter(W + "tbl"):
        after = table.getnext()
        if after is None or after.tag in (W + "tbl", W + "sectPr"):
            yield "table is not followed by a paragraph"
        if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
            yield "table without a header row"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iterfind(f"{W}tr"):
            if _span(row) != columns:
                yield f"table row spans {_span(row)} of {columns} columns"


def _span(row: etree._Element) -> int:
    spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterfind(W + "tc"))
    return sum(1 if span is None else int(span.get(VAL)) for span in spans)


def _comments(tree: etree._Element) -> Iterator[str]:
    kinds = ("commentRangeStart", "commentRangeEnd", "commentReference")
    start, end, reference = (Counter(mark.get(W + "id") for mark in tree.iter(W + kind)) for kind in kinds)
    if not start == end == reference:
        yield "comment start, end and reference do not match"


def _pictures(tree: etree._Element) -> Iterator[str]:
    pictures = list(tree.iter(WP + "docPr"))
    yield from (f"picture id {ident} twice" for ident in _twice(picture.get("id") for picture in pictures))
    yield from ("picture without a description" for picture in pictures if not picture.get("descr"))


def _revisions(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter():
        if any("rsid" in name for name in element.attrib):
            yield "revision ids, which differ from run to run"
            return


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]
