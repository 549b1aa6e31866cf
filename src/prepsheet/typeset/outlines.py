"""The outline of a glyph of any font file as a TrueType glyph, in font units of another size."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from prepsheet.typeset.fontfile import FontFile
from prepsheet.typeset.truetype import Outline

_ON, _X_SHORT, _Y_SHORT, _X_SAME, _Y_SAME = 0x1, 0x2, 0x4, 0x10, 0x20
_NEAR = 0.1

_Point = tuple[float, float]


def outline(font: FontFile, glyph: int, units: int) -> Outline:
    """The glyph's outline, `units` to the em. Raises `Unusable` if no TrueType glyph could be so large."""
    scale = units / font.upem
    pen = _Pen()
    font.draw(glyph, pen)
    contours = [_rounded(_without_implied(contour), scale) for contour in pen.contours if len(contour) > 1]
    advance = round(font.advance(glyph) * units / 1000)
    if not contours:
        return Outline(b"", advance, 0, 0, 0)
    points = [point for contour in contours for point in contour]
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    ends, count = [], 0
    for contour in contours:
        count += len(contour)
        ends.append(count - 1)
    try:
        head = struct.pack(">5h", len(ends), min(xs), min(ys), max(xs), max(ys))
        data = head + struct.pack(f">{len(ends)}HH", *ends, 0) + _packed(points)
    except struct.error:
        raise font.broken() from None
    return Outline(data + bytes(-len(data) % 4), advance, min(xs), count, len(ends))


class _Pen:
    """Collects contours of points; each says whether the curve goes through it."""

    def __init__(self) -> None:
        self.contours: list[list[tuple[float, float, bool]]] = []

    def moveTo(self, point: _Point) -> None:
        self.contours.append([(*point, True)])

    def lineTo(self, point: _Point) -> None:
        self.contours[-1].append((*point, True))

    def qCurveTo(self, control: _Point, point: _Point) -> None:
        self.contours[-1] += [(*control, False), (*point, True)]

    def curveTo(self, first: _Point, second: _Point, end: _Point) -> None:
        """A cubic curve as two quadratic ones: off by less than a hair at the sizes of text."""
        start = self.contours[-1][-1][:2]
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = start, first, second, end
        middle = (x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8
        self.qCurveTo(((x0 + 3 * x1) / 4, (y0 + 3 * y1) / 4), middle)
        self.qCurveTo(((3 * x2 + x3) / 4, (3 * y2 + y3) / 4), end)

    def closePath(self) -> None:
        contour = self.contours[-1]
        if len(contour) > 1 and contour[-1] == contour[0]:
            contour.pop()


def _without_implied(contour: list[tuple[float, float, bool]]) -> Iterator[tuple[float, float, bool]]:
    """TrueType takes the middle of two points off the curve for one on it."""
    for index, (x, y, on) in enumerate(contour):
        (ax, ay, before), (bx, by, after) = contour[index - 1], contour[(index + 1) % len(contour)]
        middle = abs((ax + bx) / 2 - x) < _NEAR and abs((ay + by) / 2 - y) < _NEAR
        if not (on and not before and not after and middle):
            yield x, y, on


def _rounded(contour: Iterable[tuple[float, float, bool]], scale: float) -> list[tuple[int, int, bool]]:
    return [(round(x * scale), round(y * scale), on) for x, y, on in contour]


def _packed(points: list[tuple[int, int, bool]]) -> bytes:
    """Flags, then steps to the right, then steps up, each step as short as can be."""
    flags, right, up = bytearray(), bytearray(), bytearray()
    x = y = 0
    for px, py, on in points:
        flag = _ON if on else 0
        flag |= _step(px - x, right, _X_SHORT, _X_SAME) | _step(py - y, up, _Y_SHORT, _Y_SAME)
        flags.append(flag)
        x, y = px, py
    return bytes(flags + right + up)


def _step(step: int, steps: bytearray, short: int, same: int) -> int:
    if not step:
        return same
    if -256 < step < 256:
        steps.append(abs(step))
        return short | (same if step > 0 else 0)
    steps += struct.pack(">h", step)
    return 0
