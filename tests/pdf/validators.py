"""What every PDF must pass, wherever in the tests it was made.

    assert_valid(pdf)

asks qpdf (where it is installed) whether the file is sound, page-validation and outloud whether it
is PDF/UA-1, and then checks what none of them does: that content and structure own one another.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import outloud
import page as page_validation
import pytest
from pypdf.generic import IndirectObject

from prepsheet.pdf.objects import Objects
from tests.pdf.reading import array, catalog, content, elements, pages

MARKED = re.compile(rb"/MCID\s+(\d+)")


def assert_valid(pdf: bytes, passed_over: frozenset[str] = frozenset()) -> None:
    """Fails with everything that is wrong with `pdf`, but for these rules of outloud's."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(pdf)
        faults = [*_qpdf(path), *_page_validation(pdf), *structure_faults(pdf)]
        faults += [each for rule, each in _outloud(path, pdf) if rule not in passed_over]
    assert not faults, "\n".join(faults)


def reword(monkeypatch: pytest.MonkeyPatch, words: str, others: str) -> None:
    """From here on, all objects but streams are written with other words: a defect, put in by hand."""
    put = Objects.put

    def reworded(objects: Objects, number: int, body: str | bytes) -> None:
        put(objects, number, body if isinstance(body, bytes) else body.replace(words, others))

    monkeypatch.setattr(Objects, "put", reworded)


def structure_faults(pdf: bytes) -> list[str]:
    """Orphans: content, widgets and elements that do not know each other, and fields without a label."""
    root = catalog(pdf)
    owned, widgets = _owners(root)
    parents = dict(_numbers(root["/StructTreeRoot"]["/ParentTree"]))
    faults: list[str] = []
    for index, page in enumerate(pages(pdf), 1):
        number = _number(page.indirect_reference)
        marked = [int(each) for each in MARKED.findall(content(pdf, index - 1))]
        listed = [_number(each) for each in array(parents.get(page.get("/StructParents")))]
        faults += _content_faults(f"page {index}", marked, owned.pop(number, {}), listed)
        for reference in array(page.get("/Annots")):
            faults += _widget_faults(f"page {index}", reference, widgets, parents)
    faults += [f"content of a missing page {number}" for number in owned]
    faults += [f"the structure has an annotation no page has: {number}" for number in widgets]
    return faults


def _content_faults(
    where: str, marked: list[int], owned: dict[int, list[int]], listed: list[int]
) -> Iterator[str]:
    if sorted(marked) != list(range(len(marked))):
        yield f"{where}: content is numbered {sorted(marked)}"
    for mcid in sorted({*marked, *owned}):
        owners = owned.get(mcid, [])
        if len(owners) != 1 or mcid not in marked:
            yield f"{where}: content {mcid} has {len(owners)} owners"
        elif listed[mcid : mcid + 1] != owners:
            yield f"{where}: the parent tree gives content {mcid} to {listed[mcid : mcid + 1]}, not {owners}"
    if len(listed) > len(marked):
        yield f"{where}: the parent tree lists {len(listed)} contents of {len(marked)}"


def _widget_faults(
    where: str, reference: IndirectObject, widgets: dict[int, list[int]], parents: dict[int, Any]
) -> Iterator[str]:
    widget: Any = reference.get_object()
    number = _number(reference)
    owners = widgets.pop(number, [])
    if len(owners) != 1 or _number(parents.get(widget.get("/StructParent"))) != owners[0]:
        yield f"{where}: widget {number} has owners {owners}, and the key {widget.get('/StructParent')}"
    elif parents[widget["/StructParent"]].get_object()["/S"] != "/Form":
        yield f"{where}: widget {number} is in no Form"
    if not (widget if "/T" in widget else widget["/Parent"]).get("/TU"):
        yield f"{where}: the field of widget {number} has no label"


def _owners(root: Any) -> tuple[dict[int, dict[int, list[int]]], dict[int, list[int]]]:
    """By page the owners of its contents, and the owners of annotations, as object numbers."""
    contents: dict[int, dict[int, list[int]]] = {}
    widgets: dict[int, list[int]] = {}
    for reference in elements(root):
        element: Any = reference.get_object()
        number = _number(reference)
        for kid in array(element.get("/K")):
            if isinstance(kid, int):
                contents.setdefault(_number(element.raw_get("/Pg")), {}).setdefault(int(kid), []).append(
                    number
                )
            elif not isinstance(kid, IndirectObject):
                widgets.setdefault(_number(kid.raw_get("/Obj")), []).append(number)
    return contents, widgets


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    for node in array(tree.get("/Kids")):
        yield from _numbers(node.get_object())
    pairs = array(tree.get("/Nums"))
    yield from zip(map(int, pairs[::2]), pairs[1::2], strict=True)


def _number(reference: IndirectObject | None) -> int:
    return reference.idnum if reference is not None else 0


ARABIC = re.compile(r"U\+0[67][0-9A-F]{2}")
"""A letter of Arabic has a shape, and so a code, for each place in a word and for each ligature."""


def _qpdf(path: Path) -> Iterator[str]:
    if program := shutil.which("qpdf"):
        done = subprocess.run([program, "--check", path], capture_output=True, text=True, check=False)
        if done.returncode:
            yield f"qpdf: {done.stdout}{done.stderr}"


BY_NUMBER = re.compile("no embedded CIDFontType0C glyph for rendered CID")
"""It looks for names of glyphs by CID. In a font program that has no CIDs, as veraPDF knows, the CID is
the glyph's own number (ISO 32000-1, 9.7.4.2)."""


def _page_validation(pdf: bytes) -> Iterator[str]:
    for failure in page_validation.validate_pdf_bytes(pdf, profile="ua1").failures:
        if not BY_NUMBER.search(failure.message):
            yield f"page-validation: {failure.rule_id} {failure.message}"


def _outloud(path: Path, pdf: bytes) -> Iterator[tuple[str, str]]:
    """The rule that is broken, and how."""
    fields = _text_fields(pdf)
    for finding in outloud.check(str(path)).sorted_findings():
        announced = finding.rule == "TAG-003" and all(_within(box, fields) for box in finding.boxes)
        if not announced and not (finding.rule == "TXT-004" and ARABIC.search(finding.message)):
            where = f"outloud: {finding.rule} page {finding.page}"
            yield finding.rule, f"{where}: {finding.message} {finding.evidence}"


def _text_fields(pdf: bytes) -> list[tuple[int, list[float]]]:
    """Page and rectangle of every field for text or a choice from a list.

    outloud takes the words of their appearances for page content that no element announces
    (TAG-003); the field itself announces them.
    """
    return [
        (index, [float(side) for side in annotation.get_object()["/Rect"]])
        for index, page in enumerate(pages(pdf), 1)
        for annotation in array(page.get("/Annots"))
        if annotation.get_object().get("/FT") in ("/Tx", "/Ch")
    ]


def _within(box: dict[str, float], fields: list[tuple[int, list[float]]]) -> bool:
    x, y = (box["x0"] + box["x1"]) / 2, (box["y0"] + box["y1"]) / 2
    return any(
        index == box["page"] and left <= x <= right and bottom <= y <= top
        for index, (left, bottom, right, top) in fields
    )
