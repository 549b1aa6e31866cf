"""pdf.js, Firefox's viewer: its viewer component, as it comes, in a page of ours.

People see fields as elements of the page, in the browser's typeface. What is printed, and what
viewers show that leave fields alone, is the file's own picture: that is `draw_printed`.
"""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

from PIL import Image

from tests.conformance.engines.browser import Place, answer, browser, pictures
from tests.conformance.form import Answers
from tests.conformance.machine import pdfjs
from tests.conformance.pictures import DOTS

NAME = "pdf.js"
PRINTED = "pdf.js, printing"
LIST = "point => document.elementsFromPoint(...point).find(element => element.tagName === 'SELECT')"
PAGE = Path(__file__).with_name("pdfjs.html")


def version() -> str:
    package = json.loads((pdfjs() / "package.json").read_text(encoding="utf-8"))
    return f"{package['version']} in Chromium {browser().version}"


def draw(pdf: bytes) -> list[Image.Image]:
    return _drawn(pdf, "")


def draw_printed(pdf: bytes) -> list[Image.Image]:
    return _drawn(pdf, "&printed")


def _drawn(pdf: bytes, how: str) -> list[Image.Image]:
    window = _opened(pdf, DOTS, how)
    try:
        return pictures(window, _place, pdf)
    finally:
        window.close()


def fill(pdf: bytes, answers: Answers) -> bytes:
    window = _opened(pdf, 1)
    try:
        answer(window, _place, pdf, answers, _choose)
        return b64decode(window.evaluate("save()"))
    finally:
        window.close()


def _opened(pdf: bytes, dots: int, how: str = "") -> Any:
    path = f"{PAGE.name}?scale={0.75 * dots}{how}"
    window = browser().open(path, pdf, dots, **{PAGE.name: PAGE.read_bytes()})
    window.wait_for_function("globalThis.ready")
    return window


def _place(window: Any, number: int) -> Place:
    x, y, width, height = window.evaluate("number => place(number)", number)
    return x, y, width, height


def _choose(window: Any, point: tuple[float, float], place: int) -> None:
    """In the page's own list, whose first entry is an empty one where a drop-down has no value."""
    found = window.evaluate_handle(LIST, point).as_element()
    first = found.evaluate("list => Array.from(list.options).findIndex(option => option.value.trim())")
    found.select_option(index=first + place)
