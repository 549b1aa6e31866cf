"""The shipped fonts, measured.

    face = face("PrepSans-Regular")
    face.width("Hello", 11)        # points
    face.missing("Hello 你好")      # ("你", "好"): what the font cannot draw
    face.kerned("To Ava", 27)      # (width in points, kerns for pages.Text), for display sizes

Text is expected in NFC, without control characters other than line feeds.
"""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from prepsheet.typeset.truetype import TrueType

if TYPE_CHECKING:
    import uharfbuzz

FOLDER = Path(__file__).parent.parent / "fonts"
NAMES = (
    "PrepSans-Regular",
    "PrepSans-SemiBold",
    "PrepSans-Bold",
    "PrepSerif-Regular",
    "PrepSerif-SemiBold",
)

# One glyph for one character: kerning is all that shaping may add.
_OFF = ("ccmp", "locl", "rlig", "liga", "clig", "calt", "mark", "mkmk")
_KERN_ONLY = dict.fromkeys(_OFF, False) | {"kern": True}


class Widths(dict[str, float]):
    """Advance widths by character; a character the font lacks has the width of its empty box."""

    def __init__(self, widths: dict[str, float], absent: float) -> None:
        super().__init__(widths)
        self.absent = absent

    def __missing__(self, character: str) -> float:
        return self.absent


class Face:
    """A font and its measures, all in 1/1000 em unless another unit is named.

    `widths` has the advance of every character the font draws; looking up another character gives
    the width of the box drawn in its place. `font` is the font file itself.
    """

    def __init__(self, name: str, font: TrueType) -> None:
        scale = 1000 / font.units_per_em
        self.name = name
        self.font = font
        self.units_per_em = font.units_per_em
        self.ascent = font.ascent * scale
        self.descent = font.descent * scale
        self.cap_height = font.cap_height * scale
        left, bottom, right, top = font.bbox
        self.bbox = (left * scale, bottom * scale, right * scale, top * scale)

    @cached_property
    def widths(self) -> Widths:
        scale, advances = 1000 / self.units_per_em, self.font.advances
        glyphs = self.font.glyphs.items()
        return Widths({chr(code): advances[glyph] * scale for code, glyph in glyphs}, advances[0] * scale)

    def width(self, text: str, size: float) -> float:
        """The width of the text set without kerning at `size` points, in points."""
        return sum(map(self.widths.__getitem__, text)) * size / 1000

    def covers(self, character: str) -> bool:
        """Whether the font can draw the character."""
        return character in self.widths

    def draws(self, text: str) -> bool:
        """Whether the font can draw all of the text; line feeds and tabs are none of its business."""
        return text.isascii() or self._drawn.issuperset(text)

    @cached_property
    def _drawn(self) -> frozenset[str]:
        return frozenset((*self.widths, "\n", "\t"))

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of the text the font cannot draw, each once, in their order; line feeds aside."""
        return tuple(dict.fromkeys(c for c in text if c not in self.widths and c != "\n"))

    def kerned(self, text: str, size: float) -> tuple[float, tuple[float, ...]]:
        """The width of the text set with kerning at `size`, in points, and a kern for each character.

        Kerns are in 1/1000 em, to be added after their character.
        """
        advances = self._shaped(text)
        kerns = tuple(advance - self.widths[each] for advance, each in zip(advances, text, strict=True))
        return sum(advances) * size / 1000, kerns

    def _shaped(self, text: str) -> list[float]:
        """The kerned advance of each character, in 1/1000 em."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.CHARACTERS
        uharfbuzz.shape(self._shaper, buffer, _KERN_ONLY)
        advances = [0.0] * len(text)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
            advances[info.cluster] += position.x_advance * 1000 / self.units_per_em
        return advances

    @cached_property
    def _shaper(self) -> uharfbuzz.Font:
        import uharfbuzz

        return uharfbuzz.Font(uharfbuzz.Face(self.font.data))


@cache
def face(name: str) -> Face:
    """The face of that name, read once a process. Raises KeyError for a name not in `NAMES`."""
    if name not in NAMES:
        raise KeyError(name)
    return Face(name, TrueType((FOLDER / f"{name}.ttf").read_bytes()))
