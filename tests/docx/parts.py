"""Parts of a made draft, for tests to look into, and a small reader of what a person may change in it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from prepsheet.document import DraftLabels
from prepsheet.docx import names

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VAL = W + "val"


def part(docx: bytes, name: str) -> etree._Element:
    """A part of the package, parsed."""
    with ZipFile(BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(name))


def body(docx: bytes) -> etree._Element:
    """The `w:body` of the main part."""
    return part(docx, "word/document.xml").find(W + "body")


def text(element: etree._Element) -> str:
    """What an element says, with tabs and line breaks as characters."""
    signs = {W + "tab": "\t", W + "br": "\n"}
    found = (item for run in element.iter(W + "r") for item in run)
    return "".join(signs.get(item.tag) or item.text or "" for item in found)


def style(paragraph: etree._Element) -> str:
    """The id of a paragraph's style."""
    return str(paragraph.find(f"{W}pPr/{W}pStyle").get(VAL))


def control(docx: bytes, path: str) -> etree._Element:
    """The content control with the tag for this path, which must be the only one."""
    (found,) = (
        sdt
        for sdt in body(docx).iter(W + "sdt")
        if sdt.find(f"{W}sdtPr/{W}tag") is not None
        and sdt.find(f"{W}sdtPr/{W}tag").get(VAL) == names.tag(path)
    )
    return found


def answer_by_tag(docx: bytes, path: str) -> list[str]:
    """The paragraphs of a region, found by its control's tag."""
    label, *answer = control(docx, path).find(W + "sdtContent").iter(W + "p")
    assert text(label) == DraftLabels().edit
    return [text(paragraph) for paragraph in answer]


def answer_by_fences(docx: bytes, path: str) -> list[str]:
    """The paragraphs of a region, found by the bookmarks on its heading and its closing line."""
    paragraphs = list(body(docx).iter(W + "p"))
    start = paragraphs.index(bookmarked(paragraphs, names.bookmark(path, "s")))
    end = paragraphs.index(bookmarked(paragraphs, names.bookmark(path, "e")))
    between = [text(paragraph) for paragraph in paragraphs[start + 1 : end]]
    return [words for words in between if words != DraftLabels().edit]


def bookmarked(paragraphs: list[etree._Element], name: str) -> etree._Element:
    """The paragraph in which the bookmark of this name starts."""
    (found,) = (
        paragraph
        for paragraph in paragraphs
        if any(mark.get(W + "name") == name for mark in paragraph.iter(W + "bookmarkStart"))
    )
    return found


def damaged(docx: bytes, old: bytes, new: bytes) -> bytes:
    """The file with the first `old` in its main part replaced."""
    target = BytesIO()
    with ZipFile(BytesIO(docx)) as source, ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            copy.writestr(name, content.replace(old, new, 1) if name == "word/document.xml" else content)
    return target.getvalue()


def anchored(docx: bytes) -> list[tuple[str, str]]:
    """The words that each comment is on and what it says, in the order of the draft."""
    said = {one.get(W + "id"): text(one) for one in part(docx, "word/comments.xml")}
    words = dict.fromkeys(said, "")
    ranges: set[str] = set()
    for element in body(docx).iter(W + "commentRangeStart", W + "commentRangeEnd", W + "t"):
        if element.tag == W + "t":
            words |= {ident: words[ident] + element.text for ident in ranges}
        else:
            ranges ^= {element.get(W + "id")}
    assert not ranges
    return [(words[ident], said[ident]) for ident in said]


def has_comments(docx: bytes) -> bool:
    """Whether anything in a draft has to do with comments."""
    with ZipFile(BytesIO(docx)) as archive:
        return any(b"comment" in archive.read(name) for name in archive.namelist())
