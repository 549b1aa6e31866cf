"""Logos of shapes: the plain ones of an SVG file, as operators of PDF.

A drawing may come from anyone, and may hold far more than shapes: programs, addresses to fetch from,
entities. Only shapes in plain colours are taken. What else would show is refused, not left out: a logo
is drawn as it is, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO, StringIO
from math import isfinite

import pypdfium2
import svgelements
from lxml import etree

from prepsheet.brand.model import Unfit, Vector
from prepsheet.brand.raster import DOTS_AN_INCH, LARGEST
from prepsheet.problems import shown

SIDE = 1000.0
"""Units that the longer side of a drawing has."""
LONGEST, LONGEST_STYLE, LONGEST_VALUE = 100_000, 5_000, 300
"""Bytes of a drawing, characters of a style sheet, and of any attribute that is no list of points: the
parsers of numbers and colours take long over more, and no logo has it.
"""

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
SILENT = frozenset({"title", "desc", "metadata"})
_STYLED = frozenset({"svg", "g", "defs", "style"})
_ELSEWHERE = re.compile(r"url\(|@|expression\(", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLOCK = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"\s*(?:\*|[a-z]*[.#]?[\w-]+)\s*", re.IGNORECASE)
_COLOUR = re.compile(
    r"#[0-9a-f]{3,8}|(?:rgb|hsl)a?\([^()]*\)|none|currentcolor|transparent|black", re.IGNORECASE
)
_UNDRAWN = frozenset(
    {"clip", "clip-path", "filter", "mask", "marker", "marker-start", "marker-mid", "marker-end"}
    | {"mix-blend-mode", "paint-order", "stroke-dasharray", "transform-box", "transform-origin"}
    | {"vector-effect", "visibility"}
)
"""Properties that would show, and are not drawn here."""
_IDLE = frozenset({"none", "normal", "auto", "visible", "inherit"})
_PLAIN = "turn text into paths, save it as plain SVG without effects and pictures, or take a PNG"
_SIZE = 'give it a viewBox, as in viewBox="0 0 300 100"'
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


def pictures(data: bytes) -> tuple[Vector, Vector, bytes]:
    """The drawing in its colours, in grey, and as a PNG file. Raises Unfit."""
    try:
        return _pictures(data)
    except Unfit:
        raise
    except Exception as fault:  # whatever a parser of numbers, lengths and colours may trip over
        raise Unfit(f"can't be read as a drawing ({type(fault).__name__})", _PLAIN) from None


def _pictures(data: bytes) -> tuple[Vector, Vector, bytes]:
    plain = _plain(data).decode("ascii")
    drawing = svgelements.SVG.parse(StringIO(plain), reify=True, ppi=72)
    width, height = _size(drawing)
    scale = SIDE / max(width, height)
    shapes = [each for each in drawing.elements() if isinstance(each, svgelements.Shape)]
    coloured, grey = (
        "\n".join(_shape(each, scale, height, shades) for each in shapes) for shades in (False, True)
    )
    if not re.search(r"[Sf*B]$", coloured, re.MULTILINE):
        raise Unfit("shows nothing", "save it with the logo in it")
    one, other = (
        Vector(sha256(content.encode()).hexdigest()[:16], width * scale, height * scale, content)
        for content in (coloured, grey)
    )
    return one, other, _png(one)


def _plain(data: bytes) -> bytes:
    """The drawing with nothing but shapes in it."""
    if len(data) > LONGEST:
        raise Unfit(f"is larger than {LONGEST // 1000} kB", "simplify its paths, or take a PNG")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unfit("is neither a PNG nor an SVG file", f"save it as one of them ({fault})") from None
    if root.tag != f"{SVG}svg":
        raise Unfit("is neither a PNG nor an SVG file", "save it as one of them")
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(definitions.iterentities()):
        raise Unfit("defines entities", _PLAIN)
    for element in [*root.iter()]:
        _sift(element, root)
    if root.get("viewBox"):  # the size in a browser says nothing here
        root.attrib.pop("width", None)
        root.attrib.pop("height", None)
    elif not (root.get("width") and root.get("height")):
        raise Unfit("does not say how large it is", _SIZE)
    plain: bytes = etree.tostring(root)
    return plain


def _sift(element: etree._Element, root: etree._Element) -> None:
    """Takes out what does not show. Raises Unfit for what is no shape, and does."""
    if not isinstance(element.tag, str):
        raise Unfit("holds entities", _PLAIN)
    space, _, name = element.tag.rpartition("}")
    if name in SILENT or space != SVG[:-1]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        return
    if name not in SHAPES | _STYLED or (name == "svg" and element is not root):
        raise Unfit(f"holds <{name}>, which is no plain shape", _PLAIN)
    if name == "defs" and any(child.tag != f"{SVG}style" for child in element):
        raise Unfit("holds definitions (<defs>)", _PLAIN)
    for attribute, value in element.attrib.items():
        key = attribute.rpartition("}")[2]
        if key == "href" or key.startswith("on"):
            raise Unfit(f"has the attribute {key}, which a plain shape has not", _PLAIN)
        if key not in ("d", "points") and len(value) > LONGEST_VALUE:
            raise Unfit(f"has a {key} that is too long", _PLAIN)
        if key == "style":
            _sift_style(value)
        else:
            _sift_property(key, value)
    if name == "style":
        _sift_sheet(element.text or "")


def _sift_sheet(text: str) -> None:
    if len(text) > LONGEST_STYLE:
        raise Unfit("has a style sheet that is too long", _PLAIN)
    sheet = _COMMENT.sub("", text)
    if _ELSEWHERE.search(sheet):
        raise Unfit("refers to something else (url, @)", _PLAIN)
    for selectors, block in _BLOCK.findall(sheet):
        if not all(map(_SELECTOR.fullmatch, selectors.split(","))):
            raise Unfit(f"has a style for {shown(selectors.strip(), 40)}", _PLAIN)
        _sift_style(block)


def _sift_style(style: str) -> None:
    for declaration in style.split(";"):
        key, _, value = declaration.partition(":")
        if key.strip().lower() == "transform":
            raise Unfit("moves its shapes by styles (transform)", _PLAIN)
        _sift_property(key, value)


def _sift_property(key: str, value: str) -> None:
    key, value = key.strip().lower(), value.strip()
    if _ELSEWHERE.search(value):
        raise Unfit("refers to something else (url, @)", _PLAIN)
    if key.endswith("opacity") and value.rstrip("0") not in ("1", "1."):
        raise Unfit("has parts that are transparent (opacity)", _PLAIN)
    if key in _UNDRAWN and value.lower() not in _IDLE:
        raise Unfit(f"has the property {key}, which is not drawn here", _PLAIN)
    if key in ("fill", "stroke") and not _COLOUR.fullmatch(value) and not svgelements.Color(value).rgb:
        raise Unfit(f"has a colour that is not known ({shown(value, 20)})", _PLAIN)


def _size(drawing: svgelements.SVG) -> tuple[float, float]:
    box = drawing.viewbox
    width, height = (box.width, box.height) if box is not None else (drawing.width, drawing.height)
    if not (width and height and 0 < width < 1e6 and 0 < height < 1e6 and 1 / 50 < width / height < 50):
        raise Unfit("does not say how large it is", _SIZE)
    return float(width), float(height)


def _shape(shape: svgelements.Shape, scale: float, height: float, shades: bool) -> str:
    """The operators of one shape; none for one that does not show."""
    fill, stroke = _colour(shape.fill), _colour(shape.stroke)
    weight = float(shape.stroke_width or 0) * scale
    if stroke is None or weight <= 0:
        stroke = None
    if fill is None and stroke is None:
        return ""
    path = abs(svgelements.Path(shape))
    path.approximate_arcs_with_cubics()
    steps = [*_steps(path, scale, height)]
    if not steps or not steps[0].endswith("m"):  # a path that begins nowhere is none
        return ""
    parts = [*_inked(fill, "g" if shades else "rg", shades)] if fill else []
    if stroke:
        cap = _CAPS.get(shape.values.get("stroke-linecap", "butt"), 0)
        join = _JOINS.get(shape.values.get("stroke-linejoin", "miter"), 0)
        parts += [*_inked(stroke, "G" if shades else "RG", shades), f"{weight:.2f} w {cap} J {join} j 4 M"]
    even_odd = "*" if fill and shape.values.get("fill-rule") == "evenodd" else ""
    ending = {(True, True): "B", (True, False): "f", (False, True): "S"}[fill is not None, stroke is not None]
    return "\n".join([*parts, *steps, ending + even_odd])


def _colour(colour: svgelements.Color) -> tuple[float, float, float] | None:
    if colour is None or colour.value is None:
        return None
    if colour.alpha != 255:
        raise Unfit("has parts that are transparent", _PLAIN)
    return colour.red / 255, colour.green / 255, colour.blue / 255


def _inked(colour: tuple[float, float, float], operator: str, shades: bool) -> Iterator[str]:
    """The operator that takes a colour; as grey, what the eye makes of it (ITU-R 601)."""
    parts = (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2],) if shades else colour
    yield " ".join([*(f"{part:.3f}" for part in parts), operator])


def _steps(path: svgelements.Path, scale: float, height: float) -> Iterator[str]:
    def point(*points: complex) -> str:
        numbers = [part for at in points for part in (at.real * scale, (height - at.imag) * scale)]
        if not all(isfinite(number) and abs(number) < 100 * SIDE for number in numbers):
            raise Unfit("has shapes far off the page", "simplify it")
        return " ".join(f"{number:.2f}" for number in numbers)

    for step in path:
        end = complex(step.end) if step.end is not None else 0j
        match step:
            case svgelements.Move():
                yield f"{point(end)} m"
            case svgelements.Close():
                yield "h"
            case svgelements.Line():
                yield f"{point(end)} l"
            case svgelements.CubicBezier():
                yield f"{point(complex(step.control1), complex(step.control2), end)} c"
            case svgelements.QuadraticBezier():
                start, control = complex(step.start), complex(step.control)
                yield f"{point(start + (control - start) * 2 / 3, end + (control - end) * 2 / 3, end)} c"
            case _:
                raise Unfit(f"has a shape that is not known ({type(step).__name__})", _PLAIN)


def _png(drawing: Vector) -> bytes:
    """The drawing on white, for programs that know dots alone, by way of a PDF that holds nothing else."""
    file = BytesIO()
    scale = DOTS_AN_INCH / 72 * min(LARGEST[0] / drawing.width, LARGEST[1] / drawing.height)
    document = pypdfium2.PdfDocument(_page(drawing))
    document[0].render(scale=scale).to_pil().convert("RGB").save(file, "PNG", optimize=True)
    document.close()
    return file.getvalue()


def _page(drawing: Vector) -> bytes:
    content = drawing.content.encode("ascii")
    box = f"[0 0 {drawing.width:.2f} {drawing.height:.2f}]".encode()
    return (
        b"%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox%b/Contents 4 0 R/Resources<<>>>>\nendobj\n"
        b"4 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 5>>\n%%%%EOF\n"
        % (box, len(content), content)
    )
