"""The file itself: valid, tidy, and the same wherever it is made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as open_docx

from prepsheet.brand import NO_BRAND, Brand
from prepsheet.document import Document
from prepsheet.docx import render
from tests.branding import lipova
from tests.docx import people, sample
from tests.docx.lint import assert_clean, findings
from tests.docx.parts import damaged

ROOT = Path(__file__).parents[2]
DRAFTS = {
    "a4": sample.draft(),
    "letter": sample.draft("letter"),
    "gaps": sample.gaps(),
    "commented": sample.commented(),
    "nothing": sample.document(pages=()),
}
MAKE = """
import hashlib
from prepsheet.docx import render
from tests.docx import people, sample
print(hashlib.sha256(render(sample.draft())).hexdigest())
"""


@pytest.mark.parametrize("document", DRAFTS.values(), ids=DRAFTS)
def test_house_rules(document: Document) -> None:
    assert_clean(render(document))


def test_archive() -> None:
    with ZipFile(BytesIO(render(sample.draft()))) as archive:
        assert archive.testzip() is None
        members = archive.infolist()
    assert members[0].filename == "[Content_Types].xml"
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {(member.create_system, member.compress_type) for member in members} == {(3, ZIP_DEFLATED)}


@pytest.mark.parametrize("brand", [NO_BRAND, lipova()], ids=["plain", "branded"])
def test_parts_are_listed_and_related_as_python_docx_would(brand: Brand) -> None:
    made, saved = render(sample.commented(), brand), BytesIO()
    open_docx(BytesIO(made)).save(saved)
    assert wiring(made) == wiring(saved.getvalue())


def wiring(package: bytes) -> dict[str, bytes]:
    """The types and relations of the parts of a package, and of the parts themselves their names."""
    with ZipFile(BytesIO(package)) as archive:
        said = {name: archive.read(name) for name in archive.namelist()}
    return {name: data if name.endswith((".rels", "].xml")) else b"" for name, data in said.items()}


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Kathmandu"), ("2", "America/St_Johns")])
def test_same_bytes_in_any_process(seed: str, zone: str) -> None:
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": paths}
    made = subprocess.run([sys.executable, "-c", MAKE], env=env, capture_output=True, text=True, check=True)
    assert made.stdout.strip() == hashlib.sha256(render(sample.draft())).hexdigest()


def test_one_draft_leaves_no_trace_in_the_next() -> None:
    before = render(sample.draft())
    render(sample.gaps())
    render(sample.commented())
    render(sample.draft("letter", language="cs"))
    people.draft.__wrapped__("salma")
    assert render(sample.draft()) == before


@pytest.mark.parametrize("name", people.PEOPLE)
def test_the_same_draft_in_another_script_gives_the_same_bytes(name: str) -> None:
    assert people.draft.__wrapped__(name) == people.draft(name)


FAULTS = {
    "well formed": (b"</w:body>", b""),
    "style Spokes is not defined": (b'<w:pStyle w:val="Spoken"/>', b'<w:pStyle w:val="Spokes"/>'),
    "direct formatting": (b'<w:pStyle w:val="Spoken"/>', b'<w:pStyle w:val="Spoken"/><w:keepLines/>'),
    "runs to the left": (b"<w:r><w:t>", b"<w:r><w:rPr><w:rtl/></w:rPr><w:t>"),
    "not end exactly once": (b"<w:bookmarkEnd ", b"<w:bookmarkGone "),
    "is not allowed": (b'w:name="pp_', b'w:name="1-pp_'),
    "header row": (b"<w:tblHeader/>", b""),
    "end in a paragraph": (b"</w:p></w:tc>", b"</w:p><w:tbl/></w:tc>"),
    "spans 2 of 1": (b"<w:gridCol", b"<w:gridGone"),
    "over 64 characters": (b'w:tag w:val="', b'w:tag w:val="' + b"x" * 64),
    "revision ids": (b"<w:body>", b'<w:body w:rsidR="00A1B2C3">'),
    "do not match": (b'<w:commentRangeEnd w:id="0"/>', b""),
    "comments 0, 1, 2, 3, 7 are": (
        b"<w:body>",
        b'<w:body><w:p><w:commentRangeStart w:id="7"/><w:commentRangeEnd w:id="7"/>'
        b'<w:r><w:commentReference w:id="7"/></w:r></w:p>',
    ),
}


@pytest.mark.parametrize(("finding", "fault"), FAULTS.items(), ids=FAULTS)
def test_lint_sees_faults(finding: str, fault: tuple[bytes, bytes]) -> None:
    found = findings(damaged(render(sample.commented()), *fault))
    assert any(finding in line for line in found)
