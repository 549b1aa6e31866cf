"""What people do to a draft, as Word writes it: each edit of the XML, and what must come back.

An edit takes a `Draft` and changes its main part. Its `Told` says for each path what the person now
reads between the lines of the region; where `clear` is false, a reader may also say that it can't tell.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from prepsheet.document import Document, Origin, lines
from prepsheet.docx import names, render
from tests.docx import sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VAL = W + "val"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ANSWER, MOMENT = sample.ANSWER, sample.MOMENT
CHECKS = tuple(f"answers.career-aspirations.done.{number}" for number in range(1, 5))
WHO = {"author": "A", "date": "2026-05-12T09:00:00Z"}


@dataclass
class Told:
    """What must come back from a path: `text`, or nothing but a problem where it is None."""

    text: str | None
    clear: bool = True


@dataclass
class Draft:
    """A draft whose main part is being edited, and what must come back from it."""

    parts: dict[str, bytes]
    body: Any
    told: dict[str, Told] = field(default_factory=dict)

    def control(self, path: str) -> Any:
        """The control of a field."""
        tags = (tag for tag in self.body.iter(W + "tag") if tag.get(VAL) == names.tag(path))
        return next(tags).getparent().getparent()

    def answer(self, path: str = ANSWER) -> list[Any]:
        """The paragraphs of a region without its label."""
        return list(self.control(path).find(W + "sdtContent"))[1:]

    def label(self, path: str = ANSWER) -> Any:
        """The label paragraph of a region."""
        return self.control(path).find(W + "sdtContent")[0]

    def fence(self, path: str, part: names.Part) -> Any:
        """The paragraph that has the fence of a region."""
        name = names.bookmark(path, part)
        (mark,) = (mark for mark in self.body.iter(W + "bookmarkStart") if mark.get(W + "name") == name)
        return mark.getparent()

    def section(self, path: str) -> list[Any]:
        """Everything of a region, from its heading to its last line."""
        start, end = self.fence(path, "s"), self.fence(path, "e")
        return list(self.body[self.body.index(start) : self.body.index(end) + 1])

    def unwrap(self, path: str) -> None:
        """Take the control away and leave what is in it."""
        control = self.control(path)
        for child in list(control.find(W + "sdtContent")):
            control.addprevious(child)
        control.getparent().remove(control)

    def saved(self) -> bytes:
        """The file."""
        parts = {**self.parts, "word/document.xml": etree.tostring(self.body.getroottree(), encoding="UTF-8")}
        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return target.getvalue()


def document() -> Document:
    """The draft that is edited: two regions and four boxes."""
    return sample.draft(origin=Origin(sheet="answer-draft", language="en", version="01", person="ab-cd"))


def said(path: str) -> list[str]:
    """What a region of the draft holds, line by line."""
    blocks = document().pages[0].frames[0].blocks
    (region,) = (block for block in blocks if getattr(block, "beats", ()) and block.path == path)  # type: ignore[union-attr]
    texts = (beat.text for beat in region.beats)  # type: ignore[union-attr]
    return lines(
        "\n".join(text if isinstance(text, str) else "".join(run.text for run in text) for text in texts)
    )


def untold() -> Draft:
    """A fresh draft, and what comes back from it if nobody touches it."""
    told = {path: Told("\n".join(said(path))) for path in (ANSWER, MOMENT)} | {
        path: Told("") for path in CHECKS
    }
    return Draft(*unpacked(document()), told)


def unpacked(document: Document) -> tuple[dict[str, bytes], Any]:
    """The parts of a draft, and the body of the main one."""
    with ZipFile(BytesIO(render(document))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return parts, etree.fromstring(parts["word/document.xml"]).find(W + "body")


def E(tag: str, *children: Any, **attributes: str) -> Any:
    """An element of WordprocessingML."""
    element = etree.Element(W + tag)
    for name, value in attributes.items():
        element.set(W + name, value)
    element.extend(children)
    return element


def R(text: str, *properties: Any, tag: str = "t") -> Any:
    """A run as Word writes it."""
    words = E(tag)
    words.text = text
    words.set(SPACE, "preserve")
    return E("r", *([E("rPr", *properties)] if properties else []), words, rsidR="00A1B2C3")


def P(*runs: Any, style: str = "Spoken") -> Any:
    """A paragraph."""
    return E("p", E("pPr", E("pStyle", val=style)), *runs)


def last(paragraph: Any) -> Any:
    """The last piece of text of a paragraph."""
    return list(paragraph.iter(W + "t"))[-1]


def deleted(paragraph: Any, kind: str = "del") -> None:
    """Delete a paragraph with its end while changes are tracked; `moveFrom` when it moved."""
    mark = paragraph.find(W + "pPr")
    mark.append(E("rPr", E(kind, id="900", **WHO)))
    for run in list(paragraph.iter(W + "r")):
        change = E(kind, id="901", **WHO)
        run.addprevious(change)
        change.append(run)
        if kind == "del":
            for text in run.iter(W + "t"):
                text.tag = W + "delText"


def inserted(paragraph: Any, kind: str = "ins") -> Any:
    """A paragraph as inserted while changes are tracked."""
    paragraph.find(W + "pPr").append(E("rPr", E(kind, id="902", **WHO)))
    for run in list(paragraph.iter(W + "r")):
        change = E(kind, id="903", **WHO)
        run.addprevious(change)
        change.append(run)
    return paragraph


# The edits ------------------------------------------------------------------------------------------


def untouched(draft: Draft) -> None:
    pass


def typed_at_the_end(draft: Draft) -> None:
    draft.answer()[-1].append(R(" And in five?"))
    draft.told[ANSWER] = Told("\n".join(said(ANSWER)) + " And in five?")


def typed_at_the_start(draft: Draft) -> None:
    first = draft.answer(MOMENT)[0]
    words = last(first)
    words.text = "Well: " + words.text
    draft.told[MOMENT] = Told("Well: " + said(MOMENT)[0])


def runs_split(draft: Draft) -> None:
    for paragraph in draft.answer():
        words = last(paragraph)
        run, pieces = words.getparent(), words.text.split(" ")
        words.text = pieces[0]
        words.set(SPACE, "preserve")
        for number, piece in enumerate(pieces[1:]):
            run.getparent().append(E("proofErr", type="spellStart" if number % 2 else "spellEnd"))
            run.getparent().append(R(" " + piece))


def new_paragraph(draft: Draft) -> None:
    draft.answer()[-1].addnext(P(R("One more thing: I ski.")))
    draft.told[ANSWER] = Told("\n".join([*said(ANSWER), "One more thing: I ski."]))


def new_first_paragraph(draft: Draft) -> None:
    draft.label().addnext(P(R("Thank you for asking.")))
    draft.told[ANSWER] = Told("\n".join(["Thank you for asking.", *said(ANSWER)]))


def paragraph_deleted(draft: Draft) -> None:
    paragraph = draft.answer()[2]
    paragraph.getparent().remove(paragraph)
    draft.told[ANSWER] = Told("\n".join(said(ANSWER)[:2] + said(ANSWER)[3:]))


def paragraph_split(draft: Draft) -> None:
    words = last(draft.answer(MOMENT)[0])
    before, after = words.text.split(". ")
    words.text = before + "."
    draft.answer(MOMENT)[0].addnext(P(R(after)))
    draft.told[MOMENT] = Told(f"{before}.\n{after}")


def paragraphs_joined(draft: Draft) -> None:
    first, second = draft.answer()[:2]
    first.extend(second.findall(W + "r"))
    second.getparent().remove(second)
    one, two, *rest = said(ANSWER)
    draft.told[ANSWER] = Told("\n".join([f"{one} {two}", *rest]))


def all_replaced(draft: Draft) -> None:
    for paragraph in draft.answer():
        paragraph.getparent().remove(paragraph)
    draft.label().addnext(P(R("I want to run a line of my own.")))
    draft.told[ANSWER] = Told("I want to run a line of my own.")


def labels_deleted(draft: Draft) -> None:
    for paragraph in draft.answer():
        paragraph.remove(paragraph.find(W + "r"))


def label_of_a_beat_changed(draft: Draft) -> None:
    next(draft.answer()[0].iter(W + "t")).text = "Today"
    draft.told[ANSWER] = Told("Today " + "\n".join(said(ANSWER)))


def tracked_words(draft: Draft) -> None:
    run = last(draft.answer(MOMENT)[0]).getparent()
    gone = E("del", id="904", **WHO)
    run.addprevious(gone)
    gone.append(run)
    run.find(W + "t").tag = W + "delText"
    gone.addnext(E("ins", R("I want to run a service."), id="905", **WHO))
    draft.told[MOMENT] = Told("I want to run a service.")


def tracked_paragraph_deleted(draft: Draft) -> None:
    deleted(draft.answer()[1])
    draft.told[ANSWER] = Told("\n".join(said(ANSWER)[:1] + said(ANSWER)[2:]))


def tracked_paragraph_inserted(draft: Draft) -> None:
    draft.answer()[0].addnext(inserted(P(R("I also teach."))))
    one, *rest = said(ANSWER)
    draft.told[ANSWER] = Told("\n".join([one, "I also teach.", *rest]))


def tracked_paragraph_moved(draft: Draft) -> None:
    first, *_, end = draft.answer()
    end.addnext(inserted(deepcopy(first), "moveTo"))
    deleted(first, "moveFrom")
    one, *rest = said(ANSWER)
    draft.told[ANSWER] = Told("\n".join([*rest, one]))


def tracked_joining(draft: Draft) -> None:
    draft.answer(MOMENT)[0].addnext(P(R("It did.")))
    draft.answer(MOMENT)[0].find(W + "pPr").append(E("rPr", E("del", id="906", **WHO)))
    draft.told[MOMENT] = Told(said(MOMENT)[0] + "It did.")


def tracked_section_deleted(draft: Draft) -> None:
    for paragraph in (
        draft.fence(MOMENT, "s"),
        draft.label(MOMENT),
        *draft.answer(MOMENT),
        draft.fence(MOMENT, "e"),
    ):
        deleted(paragraph)
    draft.told[MOMENT] = Told(None)


def commented(draft: Draft) -> None:
    paragraph = draft.answer()[1]
    first, *_, end = paragraph.findall(W + "r")
    first.addnext(E("commentRangeStart", id="0"))
    end.addnext(E("commentRangeEnd", id="0"))
    paragraph.append(E("r", E("commentReference", id="0")))
    comment = E("comment", P(R("Really?"), style="Normal"), id="0", initials="A", **WHO)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    draft.parts["word/comments.xml"] = etree.tostring(E("comments", comment))
    related(draft, f'<Relationship Id="rId90" Type="{kind}" Target="comments.xml"/>')
    override = (
        '<Override PartName="/word/comments.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>'
    )
    types = draft.parts["[Content_Types].xml"].decode().replace("</Types>", override)
    draft.parts["[Content_Types].xml"] = types.encode()


def commented_by_us(draft: Draft) -> None:
    draft.parts, draft.body = unpacked(sample.commented(origin=document().origin))


def commented_by_us_and_heeded(draft: Draft) -> None:
    commented_by_us(draft)
    gaps_filled(draft)


def related(draft: Draft, relationship: str) -> None:
    """Add a relationship to the main part."""
    name = "word/_rels/document.xml.rels"
    draft.parts[name] = draft.parts[name].replace(
        b"</Relationships>", f"{relationship}</Relationships>".encode()
    )


def linked(draft: Draft) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    related(
        draft, f'<Relationship Id="rId91" Type="{kind}" Target="https://example.org/" TargetMode="External"/>'
    )
    link = E("hyperlink", R("example.org"), history="1")
    link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "rId91")
    draft.answer(MOMENT)[0].extend([R(" See "), link, R(".")])
    draft.told[MOMENT] = Told(said(MOMENT)[0] + " See example.org.")


def table_pasted(draft: Draft) -> None:
    cells = [
        E("tc", E("tcPr", E("tcW", w="2000", type="dxa")), P(R(word), style="Normal")) for word in "abcd"
    ]
    grid = E("tblGrid", E("gridCol", w="2000"), E("gridCol", w="2000"))
    rows = [E("tr", *cells[:2]), E("tr", *cells[2:])]
    draft.answer()[1].addnext(E("tbl", E("tblPr", E("tblW", w="4000", type="dxa")), grid, *rows))
    one, two, *rest = said(ANSWER)
    draft.told[ANSWER] = Told("\n".join([one, two, *"abcd", *rest]))


def list_pasted(draft: Draft) -> None:
    items = [P(R(word), style="ListBullet") for word in ("Boats", "Crews")]
    for item in reversed(items):
        draft.answer(MOMENT)[0].addnext(item)
    draft.told[MOMENT] = Told("\n".join([said(MOMENT)[0], "Boats", "Crews"]))


def breaks_and_tabs(draft: Draft) -> None:
    run = E("r", E("br"), R("two").find(W + "t"), E("tab"), R("three").find(W + "t"))
    draft.answer(MOMENT)[0].append(run)
    draft.told[MOMENT] = Told(said(MOMENT)[0] + "\ntwo three")


def page_break(draft: Draft) -> None:
    draft.answer(MOMENT)[0].append(E("r", E("br", type="page"), R("Overleaf.").find(W + "t")))
    draft.told[MOMENT] = Told(said(MOMENT)[0] + "\nOverleaf.")


def autocorrected(draft: Draft) -> None:
    words = "“I’m sure” – it’s 5\u00a0% … über 日本語 \U0001f642"
    draft.answer(MOMENT)[0].append(R(" " + words))
    draft.told[MOMENT] = Told(f"{said(MOMENT)[0]} {words}")


def hyphens_that_do_not_break(draft: Draft) -> None:
    run = E("r", R(" co").find(W + "t"), E("noBreakHyphen"), R("op").find(W + "t"))
    draft.answer(MOMENT)[0].append(run)
    draft.told[MOMENT] = Told(said(MOMENT)[0] + " co\u2011op")


def formatted(draft: Draft) -> None:
    run = last(draft.answer(MOMENT)[0]).getparent()
    run.insert(0, E("rPr", E("b"), E("i"), E("color", val="FF0000")))
    draft.answer(MOMENT)[0].append(R(" Bold.", E("b"), E("highlight", val="yellow")))
    draft.told[MOMENT] = Told(said(MOMENT)[0] + " Bold.")


def restyled(draft: Draft) -> None:
    for paragraph in draft.answer():
        paragraph.find(W + "pPr").remove(paragraph.find(f"{W}pPr/{W}pStyle"))


def pasted_from_elsewhere(draft: Draft) -> None:
    paragraph = P(R("From a web page.", E("rFonts", ascii="Arial", hAnsi="Arial")), style="Normal")
    draft.answer()[0].addnext(paragraph)
    one, *rest = said(ANSWER)
    draft.told[ANSWER] = Told("\n".join([one, "From a web page.", *rest]))


def emptied(draft: Draft) -> None:
    for run in draft.answer(MOMENT)[0].findall(W + "r"):
        run.getparent().remove(run)
    draft.told[MOMENT] = Told("")


def all_deleted(draft: Draft) -> None:
    content = draft.control(MOMENT).find(W + "sdtContent")
    content[:] = [
        P(R("Click or tap here to enter text.", E("rStyle", val="PlaceholderText")), style="Normal")
    ]
    draft.control(MOMENT).find(W + "sdtPr").append(E("showingPlcHdr"))
    styles = draft.parts["word/styles.xml"].decode()
    style = (
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/></w:style>'
    )
    draft.parts["word/styles.xml"] = styles.replace("</w:styles>", f"{style}</w:styles>").encode()
    draft.told[MOMENT] = Told("", clear=False)


def control_removed(draft: Draft) -> None:
    draft.unwrap(ANSWER)


def heading_edited(draft: Draft) -> None:
    heading = draft.fence(ANSWER, "s")
    next(heading.iter(W + "t")).text = "My answer"
    heading.append(R(" (final)"))


def heading_deleted(draft: Draft) -> None:
    draft.body.remove(draft.fence(ANSWER, "s"))


def last_line_deleted(draft: Draft) -> None:
    draft.body.remove(draft.fence(ANSWER, "e"))
    draft.told[ANSWER].clear = False


def last_line_edited(draft: Draft) -> None:
    next(draft.fence(ANSWER, "e").iter(W + "t")).text = "That is all."


def bookmarks_lost(draft: Draft) -> None:
    for mark in list(draft.body.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        mark.getparent().remove(mark)
    draft.told = {path: Told(told.text, clear=False) for path, told in draft.told.items()}


def order_changed(draft: Draft) -> None:
    first = draft.fence(ANSWER, "s")
    for element in draft.section(MOMENT):
        first.addprevious(element)


def moved_to_the_end(draft: Draft) -> None:
    for element in draft.section(ANSWER):
        draft.body[-1].addprevious(element)


def tracked_section_moved(draft: Draft) -> None:
    section = draft.section(MOMENT)
    copies = [deepcopy(element) for element in section]
    for element in copies:
        for paragraph in element.iter(W + "p"):
            inserted(paragraph, "moveTo")
        draft.body[-1].addprevious(element)
    for element in section:
        for mark in list(element.iter(W + "bookmarkStart", W + "bookmarkEnd")):
            mark.getparent().remove(mark)
        for paragraph in element.iter(W + "p"):
            deleted(paragraph, "moveFrom")


def copied_and_changed(draft: Draft) -> None:
    copy = deepcopy(draft.control(MOMENT))
    copy.find(f"{W}sdtPr/{W}id").set(VAL, "77777")
    last(copy).text = "Another version."
    draft.body[-1].addprevious(copy)
    draft.told[MOMENT] = Told(said(MOMENT)[0], clear=False)


def copied(draft: Draft) -> None:
    copy = deepcopy(draft.control(MOMENT))
    copy.find(f"{W}sdtPr/{W}id").set(VAL, "77777")
    draft.body[-1].addprevious(copy)


def pasted_into_another(draft: Draft) -> None:
    copy = [P(R("If there is only a moment"), style="Heading1"), deepcopy(draft.label()), P(R("Hm.")),
            P(R("to here"), style="EndLine")]  # fmt: skip
    for element in reversed(copy):
        draft.answer()[-1].addnext(element)
    draft.told[ANSWER] = Told(None)


def typed_beside_the_control(draft: Draft) -> None:
    draft.control(MOMENT).addnext(P(R("A note to myself."), style="EndLine"))
    draft.told[MOMENT] = Told(said(MOMENT)[0] + "\nA note to myself.", clear=False)


def typed_under_the_heading(draft: Draft) -> None:
    draft.fence(MOMENT, "s").addnext(P(R("Ask Jan."), style="BodyText"))


def typed_between_regions(draft: Draft) -> None:
    draft.fence(ANSWER, "e").addnext(P(R("Not part of any answer."), style="BodyText"))


def edit_line_deleted(draft: Draft) -> None:
    draft.label().getparent().remove(draft.label())


def edit_line_typed_over(draft: Draft) -> None:
    last(draft.label(MOMENT)).text = "Let me think."
    draft.told[MOMENT] = Told("Let me think.\n" + said(MOMENT)[0])


def edit_line_typed_on(draft: Draft) -> None:
    draft.label(MOMENT).append(R(" Let me think."))
    draft.told[MOMENT] = Told("Let me think.\n" + said(MOMENT)[0])


def hidden_words(draft: Draft) -> None:
    draft.answer(MOMENT)[0].append(R(" A secret.", E("vanish")))


def text_box(draft: Draft) -> None:
    shape = etree.fromstring(
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:100pt;height:40pt">'
        "<v:textbox/></v:shape>"
    )
    shape[0].append(E("txbxContent", P(R("In a box."), style="Normal")))
    draft.answer(MOMENT)[0].append(E("r", E("pict", shape)))
    draft.told[MOMENT] = Told(said(MOMENT)[0] + "\nIn a box.", clear=False)


def fields_inserted(draft: Draft) -> None:
    simple = E("fldSimple", R("12 May"), instr=" DATE ")
    begin, middle, end = (E("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    parts = (begin, R(" PAGE ", tag="instrText")[0], middle, R("1")[0], end)
    draft.answer(MOMENT)[0].extend([R(" On "), simple, R(", page "), *(E("r", part) for part in parts)])
    draft.told[MOMENT] = Told(said(MOMENT)[0] + " On 12 May, page 1", clear=False)


def wrapped_in_controls(draft: Draft) -> None:
    run = last(draft.answer(MOMENT)[0]).getparent()
    inner = E("sdt", E("sdtPr", E("id", val="4711")), E("sdtContent"))
    run.addprevious(inner)
    inner[1].append(run)


def joined_to_the_last_line(draft: Draft) -> None:
    draft.unwrap(MOMENT)
    end = draft.fence(MOMENT, "e")
    paragraph = end.getprevious()
    for run in reversed(paragraph.findall(W + "r")):
        end.insert(1, run)
    draft.body.remove(paragraph)


def joined_to_the_heading(draft: Draft) -> None:
    draft.unwrap(MOMENT)
    heading = draft.fence(MOMENT, "s")
    label = heading.getnext()
    heading.extend(label.findall(W + "r"))
    draft.body.remove(label)


def answer_joined_to_the_heading(draft: Draft) -> None:
    draft.unwrap(MOMENT)
    heading = draft.fence(MOMENT, "s")
    label = heading.getnext()
    heading.extend(label.getnext().findall(W + "r"))
    draft.body.remove(label.getnext())
    draft.body.remove(label)
    draft.told[MOMENT] = Told(None)


def section_deleted(draft: Draft) -> None:
    for element in draft.section(MOMENT):
        draft.body.remove(element)
    draft.told[MOMENT] = Told(None)


def box_clicked(draft: Draft) -> None:
    box = draft.control(CHECKS[1])
    box.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").set(W14 + "val", "1")
    last(box).text = "☒"
    draft.told[CHECKS[1]] = Told("yes")


def box_typed_over(draft: Draft) -> None:
    draft.unwrap(CHECKS[2])
    draft.fence(CHECKS[2], "c").find(f"{W}r/{W}t").text = "x"
    draft.told[CHECKS[2]] = Told("yes")


def box_deleted(draft: Draft) -> None:
    box = draft.control(CHECKS[3])
    box.getparent().remove(box)
    draft.told[CHECKS[3]] = Told(None)


def box_unclear(draft: Draft) -> None:
    last(draft.control(CHECKS[0])).text = "☒"
    draft.told[CHECKS[0]] = Told("yes", clear=False)


def gaps_filled(draft: Draft) -> None:
    (mark,) = (words for words in draft.answer()[1].iter(W + "t") if words.text == "[which month?]")
    mark.text = "June"
    draft.told[ANSWER] = Told("\n".join(said(ANSWER)).replace("[which month?]", "June"))


_FIRST = list(globals()).index("untouched")
EDITS: dict[str, Callable[[Draft], None]] = dict(list(globals().items())[_FIRST:])
del EDITS["related"], EDITS["_FIRST"]


def edited(name: str) -> Draft:
    """A draft after an edit."""
    draft = untold()
    EDITS[name](draft)
    return draft
