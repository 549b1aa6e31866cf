"""SVG logos: plain shapes are drawn as they are, all else that would show is refused."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image

from prepsheet.brand.model import Unfit
from prepsheet.brand.vector import pictures
from tests.making import ROOT

LEAF = (ROOT / "tests/data/brand/logo.svg").read_bytes()


def svg(inside: str, attributes: str = 'viewBox="0 0 200 100"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def content(inside: str, **more: str) -> str:
    return pictures(svg(inside, **more))[0].content


def test_the_box_is_the_drawings_own_and_turned_over() -> None:
    colours, _, _ = pictures(svg('<path d="M0 0h200v50H0z"/>'))
    assert (colours.width, colours.height) == (1000, 500)
    assert colours.content == (
        "0.000 0.000 0.000 rg\n0.00 500.00 m\n1000.00 500.00 l\n1000.00 250.00 l\n0.00 250.00 l\nh\nf"
    )


def test_curves_strokes_and_colours_of_styles_and_groups() -> None:
    drawn = content(
        "<style>.line{stroke:#f00;fill:none}</style>"
        '<g transform="translate(10 0) scale(2)"><path class="line" stroke-width="3" stroke-linecap="round"'
        ' d="M0 0Q10 0 10 10"/></g><circle cx="100" cy="50" r="10" fill="rgb(0,0,255)" fill-rule="evenodd"/>'
    )
    curve = "50.00 500.00 m\n116.67 500.00 150.00 466.67 150.00 400.00 c"
    assert f"1.000 0.000 0.000 RG\n30.00 w 1 J 0 j 4 M\n{curve}\nS" in drawn
    assert drawn.endswith("h\nf*")
    assert "0.000 0.000 1.000 rg" in drawn


@pytest.mark.parametrize("style", [".a", "path", "path.a", "#i", "*", ".b, .a", "/* x */ .a"])
def test_simple_styles_are_followed(style: str) -> None:
    drawn = content(f'<style>{style} {{ fill : Red }}</style><path class="a" id="i" d="M0 0h9v9z"/>')
    assert drawn.startswith("1.000 0.000 0.000 rg")


def test_grey_is_as_bright_as_the_colours() -> None:
    _, grey, _ = pictures(svg('<rect width="200" height="100" fill="#00ff00"/>'))
    assert grey.content.startswith("0.587 g\n")


def test_the_picture_for_word_looks_like_it() -> None:
    *_, file = pictures(LEAF)
    picture = Image.open(BytesIO(file)).convert("RGB")
    across, down = picture.size
    assert across / down == pytest.approx(3.2, abs=0.02)
    places = ((0.6, 0.36), (0.6, 0.64), (0.01, 0.5))
    seen = [picture.getpixel((round(across * x), round(down * y))) for x, y in places]
    assert seen == [(122, 31, 61), (51, 51, 51), (255, 255, 255)]


def test_what_programs_write_about_themselves_is_left_out() -> None:
    about = '<title>Leaf</title><metadata><x xmlns="urn:x" href="http://x"/></metadata><y xmlns="urn:y"/>'
    doctype = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x/svg11.dtd">'
    assert content(f'{about}<path d="M0 0h9v9z"/>', before=doctype) == content('<path d="M0 0h9v9z"/>')


SHAPE = '<path d="M0 0h9v9z"/>'


@pytest.mark.parametrize(
    "inside, told",
    [
        ("<text>Leaf</text>", "<text>"),
        ('<image href="http://127.0.0.1:1/x.png"/>', "<image>"),
        ("<script>alert(1)</script>", "<script>"),
        ('<use href="#a"/>', "<use>"),
        ('<a href="http://x"><path d="M0 0h9"/></a>', "<a>"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>', "<foreignObject>"),
        ('<defs><linearGradient id="a"/></defs>', "<linearGradient>|<defs>"),
        ("<svg/>", "<svg>"),
        ('<path d="M0 0h9v9z" onclick="x()"/>', "onclick"),
        ('<path d="M0 0h9v9z" fill="url(#a)"/>', "refers to something else"),
        ('<path d="M0 0h9v9z" style="fill:url(http://x/y.svg#a)"/>', "refers to something else"),
        ("<style>@import 'http://x/y.css';</style>", "refers to something else"),
        ('<path d="M0 0h9v9z" clip-path="url(#a)"/>', "refers to something else"),
        ('<path d="M0 0h9v9z" opacity=".5"/>', "transparent"),
        ('<g style="opacity: 0.5"><path d="M0 0h9v9z"/></g>', "transparent"),
        ('<path d="M0 0h9v9z" fill="#ff000080"/>', "transparent"),
        ('<path d="M0 0h9v9z" stroke="red" stroke-dasharray="2 3"/>', "stroke-dasharray"),
        ('<g style="filter: blur(2px)"><path d="M0 0h9v9z"/></g>', "filter"),
        ('<g visibility="hidden"><path d="M0 0h9v9z"/></g>', "visibility"),
        ('<path style="transform: scale(2)" d="M0 0h9v9z"/>', "transform"),
        ("<style>g > path {fill: red}</style>", "a style for g > path"),
        (f"<style>{'/*' * 5_000}</style>", "too long"),
        ("<style>path:hover {fill: red}</style>", "a style for path:hover"),
        ("<style>@media print {path {fill: red}}</style>", "something else"),
        ('<path d="M0 0h9v9z" fill="leafgreen"/>', r"not known \(leafgreen\)"),
        ('<path d="M0 0h9v9z" fill="red !important"/>', "not known"),
        ('<path d="M0 0h1e300v9z"/>', "far off|read"),
        ('<path d="M0 0' + "h1v1" * 25_000 + '"/>', "larger than 100 kB"),
        ('<path d="M0 0h9v9z" fill="rgb(' + "1" * 9_000 + '"/>', "a fill that is too long"),
        ('<path d="M0 0h9v9z" transform="matrix(1)"/>', "can't be read as a drawing"),
        ('<path fill="none" d="M0 0h9v9z"/><path d="L5 5z"/>', "shows nothing"),
        ("", "shows nothing"),
        ('<path fill="none" d="M0 0h9v9z"/>', "shows nothing"),
    ],
)
def test_what_would_show_and_is_no_plain_shape_is_refused(inside: str, told: str) -> None:
    with pytest.raises(Unfit, match=told):
        pictures(svg(SHAPE * bool(inside and "none" not in inside) + inside))


@pytest.mark.parametrize(
    "data, told",
    [
        (b"GIF89a", "neither"),
        (b"", "neither"),
        (b"<html/>", "neither"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'", "neither"),
        (svg(SHAPE, attributes=""), "how large"),
        (svg(SHAPE, attributes='viewBox="0 0 0 5"'), "how large"),
        (svg(SHAPE, attributes='viewBox="0 0 1e9 1e9"'), "how large"),
        (svg("&a;" + SHAPE, before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "entities"),
        (svg(SHAPE, before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "entities"),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(Unfit, match=told):
        pictures(data)


def test_entities_that_grow_without_end_cost_nothing() -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = svg('<path d="&a11;"/>', before=f'<!DOCTYPE svg [<!ENTITY a0 "M0 0h9">{levels}]>')
    with pytest.raises(Unfit, match=r"neither|entities"):
        pictures(bomb)


def test_the_same_drawing_gives_the_same_operators_and_name() -> None:
    assert pictures(LEAF) == pictures(LEAF)
    assert re.fullmatch("[0-9a-f]{16}", pictures(LEAF)[0].name)
