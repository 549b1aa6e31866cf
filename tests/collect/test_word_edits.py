"""Whatever a person does to a draft, what comes back is right, or a problem says that it is not certain."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from prepsheet.collect.model import Returned
from prepsheet.collect.word import read
from tests.collect.edits import CHECKS, EDITS, Draft, edited

DETOURS = ("docx", "odt", "doc", "rtf")
LIVING = {"fields_inserted"}
"""Edits whose words another program writes anew when it opens the file: today's date, page numbers."""
LOST = {("text_box", "rtf")}
"""Words that LibreOffice leaves out of that format, so that nobody can read them."""


def verdicts(draft: Draft, returned: Returned) -> dict[str, str]:
    """For each field: `right`, `told` where it is not but a problem says so, else `wrong`."""
    entries = {entry.path: entry.text for entry in returned.entries}
    troubled = {problem.place.path for problem in returned.problems}
    found = {}
    for path, told in draft.told.items():
        text = entries.get(path)
        fair = text is None and path in troubled and not told.clear
        found[path] = (
            "right" if fair or (text == told.text and (text is not None or path in troubled))
            else "told" if path in troubled
            else "wrong"
        )  # fmt: skip
    return found


@pytest.mark.parametrize("name", EDITS)
def test_in_word(name: str) -> None:
    draft = edited(name)
    returned = read(draft.saved(), "draft.docx")
    assert set(verdicts(draft, returned).values()) == {"right"}, returned
    assert returned.origin is not None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    "detour", [DETOURS[0], *(pytest.param(kind, marks=pytest.mark.detours) for kind in DETOURS[1:])]
)
def test_saved_by_libreoffice(detour: str, tmp_path: Path) -> None:
    """Edited drafts, saved as another format and as Word again: right, or a problem says why not."""
    drafts = {name: edited(name) for name in EDITS if name not in LIVING and (name, detour) not in LOST}
    files = [tmp_path / f"{name}.docx" for name in drafts]
    for file in files:
        file.write_bytes(drafts[file.stem].saved())
    between = files if detour == "docx" else convert(files, detour, tmp_path / detour, tmp_path / "profile")
    found: Counter[tuple[str, str]] = Counter()
    wrong = []
    for file in convert(between, "docx", tmp_path / "back", tmp_path / "profile"):
        draft = drafts.pop(file.stem)
        for path, verdict in verdicts(draft, read(file.read_bytes(), file.name)).items():
            found["check" if path in CHECKS else "region", verdict] += 1
            wrong += [f"{file.stem}: {path}"] if verdict == "wrong" else []
    print(detour, dict(found))  # noqa: T201  # the figures of the edit matrix, for -s
    assert not drafts, "LibreOffice saved every file"
    assert wrong == []
    assert found["region", "right"] >= 0.97 * sum(found["region", verdict] for verdict in ("right", "told"))


def convert(files: list[Path], kind: str, out: Path, profile: Path) -> list[Path]:
    """Files as LibreOffice saves them in another format, all in one run of it."""
    home = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return sorted(out.glob(f"*.{kind}"))
