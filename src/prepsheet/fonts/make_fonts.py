"""Make the five shipped fonts from the variable fonts of the Source superfamily.

Usage, from a checkout (the fonts come out the same, byte for byte, wherever this runs):

    pip install fonttools fontpkg-source-sans-3 fontpkg-source-serif-4
    python src/prepsheet/fonts/make_fonts.py

Each font is an instance of a variable font, cut down to the scripts our users write, with kerning
and mark positioning kept. Both families are licensed under the SIL Open Font License with the
Reserved Font Name "Source": a modified version must carry another name, so these are called Prep.
Glyphs are put in the order of `ORDER`, everyday characters first, because a subset that keeps its
glyph numbers is then short.
"""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from fontTools.varLib import instancer

HERE = Path(__file__).parent
RESERVED = "Source"
VERSION = "1.000"
FIXED_TIME = 3786912000  # 1 January 2024, in the seconds since 1904 that a head table counts

SANS = ("fontpkg_source_sans_3", "files/SourceSans3[wght].ttf")
SERIF = ("fontpkg_source_serif_4", "files/SourceSerif4[opsz,wght].ttf")

EVERYDAY = (*range(0x20, 0x7F), 0xA0, *range(0x2010, 0x2027))
ORDER = (
    *EVERYDAY,
    *range(0xA1, 0x250),  # Latin-1, Extended A and B
    *range(0x250, 0x300),  # phonetic letters and modifiers
    *range(0x300, 0x370),  # combining marks
    *range(0x370, 0x400),  # Greek
    *range(0x400, 0x530),  # Cyrillic
    *range(0x1E00, 0x1F00),  # Vietnamese and more Latin
    *range(0x1F00, 0x2000),  # Greek with breathings
    *range(0x2000, 0x2010),
    *range(0x2027, 0x2070),  # general punctuation
    *range(0x2070, 0x20A0),  # superscripts and subscripts
    *range(0x20A0, 0x20D0),  # currency
    *range(0x2100, 0x2190),  # letter-like signs and fractions
    *range(0x2190, 0x2300),  # arrows and mathematics
    *range(0x25A0, 0x2600),  # squares, triangles, circles
    *range(0x2610, 0x2614),  # ballot boxes
    *range(0x2713, 0x2719),  # ticks and crosses
)


class Font(NamedTuple):
    """One font to make: the variable font it is an instance of, and where on its axes."""

    family: str
    style: str
    source: tuple[str, str]
    axes: dict[str, float]

    @property
    def name(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style}"


FONTS = (
    Font("Prep Sans", "Regular", SANS, {"wght": 400}),
    Font("Prep Sans", "SemiBold", SANS, {"wght": 600}),
    Font("Prep Sans", "Bold", SANS, {"wght": 700}),
    Font("Prep Serif", "Regular", SERIF, {"wght": 400, "opsz": 12}),
    Font("Prep Serif", "SemiBold", SERIF, {"wght": 600, "opsz": 24}),
)


def source_path(package: str, file: str) -> Path:
    """Where an installed font package keeps its file."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed; see the top of {Path(__file__).name}")
    return Path(spec.origin).parent / file


def subset(font: TTFont) -> None:
    """Keep the characters of ORDER, kerning, marks and composition; drop small capitals and the rest."""
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["STAT", "BASE", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=ORDER)
    subsetter.subset(font)


def sort_glyphs(font: TTFont) -> None:
    """Number glyphs in the order of the characters they serve; those serving none go last."""
    cmap = font.getBestCmap()
    wanted = [".notdef", *(cmap[code] for code in ORDER if code in cmap), *font.getGlyphOrder()]
    reorderGlyphs(font, list(dict.fromkeys(wanted)))


def rename(font: TTFont, made: Font) -> None:
    """Give the font its own name in every record; only the notices keep the reserved one."""
    table = font["name"]
    notices = {id: table.getDebugName(id) for id in (0, 8, 9, 11, 13, 14)}
    own_family = made.family if made.style in ("Regular", "Bold") else f"{made.family} {made.style}"
    own_style = made.style if made.style in ("Regular", "Bold") else "Regular"
    names = {
        1: own_family,
        2: own_style,
        3: f"{VERSION};{made.name}",
        4: f"{made.family} {made.style}",
        5: f"Version {VERSION}; instance and subset of {table.getDebugName(5)}",
        6: made.name,
        16: made.family,
        17: made.style,
    }
    table.names = []
    for id, text in sorted({**notices, **names}.items()):
        if text:
            table.setName(text, id, 3, 1, 0x409)


def mark_style(font: TTFont, bold: bool) -> None:
    """Say bold, or regular, in the two places where style linking looks."""
    regular_bit, bold_bit = 1 << 6, 1 << 5
    font["head"].macStyle = int(bold)
    selection = font["OS/2"].fsSelection & ~(regular_bit | bold_bit)
    font["OS/2"].fsSelection = selection | (bold_bit if bold else regular_bit)


def check_renamed(font: TTFont) -> None:
    """Raise ValueError if the reserved name is left anywhere but in the notices."""
    for record in font["name"].names:
        if record.nameID != 0 and re.search(rf"\b{RESERVED}", record.toUnicode()):
            raise ValueError(f"name record {record.nameID} still says {record.toUnicode()!r}")


def make(made: Font, folder: Path = HERE) -> Path:
    """Write one font into `folder`; the path of the file."""
    font = TTFont(source_path(*made.source), recalcTimestamp=False, lazy=False)
    font = instancer.instantiateVariableFont(font, made.axes, inplace=True)
    subset(font)
    sort_glyphs(font)
    rename(font, made)
    mark_style(font, made.style == "Bold")
    check_renamed(font)
    font["head"].modified = font["head"].created = FIXED_TIME
    path = folder / f"{made.name}.ttf"
    font.save(path)
    return path


if __name__ == "__main__":
    for each in FONTS:
        print(make(each).name)  # noqa: T201 - a script prints
