"""Chromium's own viewer: what opens when someone clicks on a PDF in Chrome or Edge."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from PIL import Image

from tests.conformance.engines.browser import Place, answer, browser, settled
from tests.conformance.form import Answers
from tests.conformance.pictures import DOTS

NAME = "Chromium's viewer"
PATH = "document.pdf#toolbar=0&navpanes=0&zoom={}"
ZOOM = 75
"""Per cent: three quarters of its 96 dots to the inch are a dot to the point."""
LOADED = """zoom => {
  const viewer = document.querySelector("pdf-viewer");
  return viewer?.loadState_ === "success" && Math.abs(viewer.viewport.getZoom() - zoom) < 0.01;
}"""
PLACE = "number => document.querySelector('pdf-viewer').viewport.getPageScreenRect(number)"
SAVE = """async () => {
  const saved = await document.querySelector("pdf-viewer").currentController.save("EDITED");
  return btoa(Array.from(new Uint8Array(saved.dataToSave), byte => String.fromCharCode(byte)).join(""));
}"""

OPENING = 200
"""Milliseconds that a list may take to open or close."""


def version() -> str:
    return str(browser().version)


def draw(pdf: bytes) -> list[Image.Image]:
    window = _opened(pdf, DOTS)
    try:
        return settled(window, _place, pdf)
    finally:
        window.close()


def fill(pdf: bytes, answers: Answers) -> bytes:
    window = _opened(pdf, 1)
    try:
        settled(window, _place, pdf)  # a person waits until there is something to click
        answer(window, _place, pdf, answers, _choose)
        return b64decode(_viewer(window).evaluate(SAVE))
    finally:
        window.close()


def _opened(pdf: bytes, dots: int) -> Any:
    window = browser().open(PATH.format(ZOOM * dots), pdf, dots)
    while not (_viewer(window) and _viewer(window).evaluate(LOADED, ZOOM * dots / 100)):
        window.wait_for_timeout(50)
    return window


def _viewer(window: Any) -> Any:
    """The frame of the viewer, in which the document's own is; None until it is there."""
    found = (frame for frame in window.frames if frame.url.startswith("chrome-extension:"))
    return next(found, None)


def _place(window: Any, number: int) -> Place:
    place = _viewer(window).evaluate(PLACE, number)
    return place["x"], place["y"], place["width"], place["height"]


def _choose(window: Any, point: tuple[float, float], place: int) -> None:
    """With arrow keys, once it is open."""
    window.mouse.click(*point)
    window.wait_for_timeout(OPENING)
    for _ in range(1 + place):
        window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    window.wait_for_timeout(OPENING)
