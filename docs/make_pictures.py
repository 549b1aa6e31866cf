"""Make the README's picture from a real build: `python docs/make_pictures.py`.

Builds the kit of the example Zuzana as of a fixed day, turns the first page of each sheet into an
image, and lays them side by side in `docs/pictures/kit.png`. Needs LibreOffice for the Word draft.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parent.parent
SHEETS = ("values", "goals", "answer-draft", "cheat-sheet")
DAY = "2026-05-13"
SCALE = 1.0
"""Pixels a point."""
GAP, EDGE = 24, (200, 200, 200)


def build(folder: Path) -> dict[str, Path]:
    """Build the sheets and return each as a PDF."""
    person = ROOT / "content" / "examples" / "zuzana.yaml"
    command = ["prepsheet", "build", str(person), *SHEETS, "--date", DAY, "-o", str(folder), "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    draft = next(folder.rglob("answer-draft.docx"))
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(draft.parent), str(draft)]
    subprocess.run(convert, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {sheet: next(folder.rglob(f"{sheet}.pdf")) for sheet in SHEETS}


def first_page(path: Path) -> Image.Image:
    """The first page in black on white, with a thin edge as paper has one."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    page = document[0].render(scale=SCALE).to_pil().convert("RGB")
    framed = Image.new("RGB", (page.width + 2, page.height + 2), EDGE)
    framed.paste(page, (1, 1))
    return framed


def main() -> None:
    """Build, draw, save."""
    with tempfile.TemporaryDirectory() as folder:
        pages = [first_page(path) for path in build(Path(folder)).values()]
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    kit = Image.new("RGB", (width, max(page.height for page in pages)), "white")
    left = 0
    for page in pages:
        kit.paste(page, (left, 0))
        left += page.width + GAP
    target = ROOT / "docs" / "pictures" / "kit.png"
    target.parent.mkdir(exist_ok=True)
    kit.quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main()
