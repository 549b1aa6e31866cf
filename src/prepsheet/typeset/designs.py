"""Designs: a type scale with the sizes of everything drawn around text, one for each preset.

The standard design stands as its layout says. The others are relayouts for readers who need more:
one column over as many pages as it takes, with larger type, lines and controls; never an enlargement.
Large print is set at 19, at which our sans is as high as Arial at 18. The American Council of the
Blind asks for margins of an inch, headings of 22 and 20 and underlined emphasis, the UK Association
for Accessible Formats for no underlining; neither has italics, and both align left. The dyslexia
design follows the British Dyslexia Association: 14 point sans, 1.5 lines apart, lines of 60 to 70
letters. Its guide asks for wider spacing of letters only together with that of words, which viewers
do not give to what is typed into a form: letters keep the spacing they were drawn with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from prepsheet.document import Preset
from prepsheet.typeset.styles import (
    BOLD,
    OPENING,
    SANS,
    SEMIBOLD,
    SMALL,
    STYLES,
    WIDTH_STEPS,
    DisplayStep,
    Paper,
    Style,
)


@dataclass(frozen=True, slots=True)
class Column:
    """The one column of a relayout: its width, and what a page leaves free above and below it.

    Spaces between blocks are `air` times what the layout says. Buttons on a scale are `pitch` apart
    and stand after `lead` points for their label; `black` leaves the accent out.
    """

    measure: float
    top: float
    foot: float
    air: float
    lead: float
    pitch: float
    black: bool = True


@dataclass(frozen=True, slots=True)
class Design:
    """A type scale, the steps that fitting may take in it, and the lengths of what stands around text.

    Line weights are those of field `frame`s, `control`s, `cross`es, and rules under `head`s. `pitch` is
    the distance of write lines and the height of a tray, whose text stands `base` above its rule and
    that of a box `rise`; its ends are `tick` high. Entries are set at the first of `sizes` that fits,
    or of `close` where they do not keep to the write lines. `circle` is a button, `check` a lone
    checkbox (0: as the layout says), `aside` the distance to their words; a `slot` holds a figure,
    a `cell` at most one letter of a date. A label leaves a field `narrowest` at least.
    """

    styles: Mapping[str, Style]
    small: Mapping[str, tuple[float, float]]
    steps: Mapping[str, tuple[float, ...]]
    openings: Mapping[Paper, tuple[DisplayStep, ...]]
    column: Column | None = None
    frame: float = 0.6
    control: float = 1.0
    cross: float = 1.7
    head: float = 1.0
    pitch: float = 24.0
    base: float = 8.0
    rise: float = 7.5
    tick: float = 6.0
    sizes: tuple[float, ...] = (11.0, 10.0, 9.0)
    close: tuple[float, ...] = (11.0, 10.0)
    circle: float = 12.0
    check: float = 0.0
    aside: float = 6.0
    slot: tuple[float, float] = (30.0, 18.0)
    cell: float = 1000.0
    narrowest: float = 60.0

    @property
    def disc(self) -> float:
        """The disc of a section's number is as high as the line of its heading."""
        return self.styles["h2"].leading


def _scale(
    size: float, leading: float, h1: tuple[float, float], h2: tuple[float, float], *, underlined: bool = False
) -> Mapping[str, Style]:
    """All styles for one size of text, with two of headings; sans alone, as no standard has serifs."""
    text = Style(SANS, size, leading, underlined=underlined)
    strong = replace(text, font=SEMIBOLD)
    head = Style(BOLD, *h2)
    shown = Style(BOLD, *h1, kerned=True)
    special = {
        "h1": shown,
        "strip": replace(head, kerned=True),
        "opening": Style(SEMIBOLD, h2[0] + 2, h2[1] + 2, kerned=True, balanced=True),
        "letter": replace(head, leading=leading),
        "lead-in": replace(text, strong=BOLD),
        "say": replace(text, whole=True),
    }
    heads = dict.fromkeys(("h2", "group", "beat-label"), head)
    labels = dict.fromkeys(("label", "row-strong", "name"), strong)
    return {**dict.fromkeys(STYLES, text), **heads, **labels, **special}


def _relaid(styles: Mapping[str, Style], small: tuple[float, float], pitch: float, column: Column) -> Design:
    """A design of one column, in which the sizes of display text are settled and all other text is of one."""
    ruled = {name: replace(styles[name], leading=pitch) for name in ("ruled", "ruled-spoken")}
    whole = (DisplayStep(styles["opening"].size, styles["opening"].leading, 99),)
    return Design(
        styles={**styles, **ruled},
        small={name: small for name, style in styles.items() if style.size == styles["body"].size},
        steps={},
        openings={"a4": whole, "letter": whole},
        column=column,
        pitch=pitch,
        base=round(pitch * 0.3),
        rise=round(pitch * 0.3),
    )


def _large(styles: Mapping[str, Style], column: Column) -> Design:
    return replace(
        _relaid(styles, (18, 24), 40.0, column),
        frame=1.5, control=1.5, cross=3.0, head=2.5, tick=9.0, sizes=(19.0, 18.0), close=(19.0, 18.0),
        circle=30.0, check=24.0, aside=10.0, slot=(50.0, 42.0), cell=30.0, narrowest=150.0,
    )  # fmt: skip


_ACB = _large(_scale(19, 25, (23.5, 30), (21.5, 28), underlined=True), Column(451, 72, 72, 1.5, 162, 39))
_UKAAF = _large(_scale(19, 25, (35, 42), (24, 30)), Column(516, 60, 62, 1.5, 167, 44))
_DYSLEXIA = replace(
    _relaid(
        _scale(14, 21, (24, 32), (17, 24)), (13, 19.5), 32, Column(440, 60, 62, 1.25, 142, 32, black=False)
    ),
    frame=0.8, control=1.0, cross=2.2, head=1.5, tick=8.0, sizes=(14.0, 13.0, 12.0), close=(14.0, 13.0),
    circle=22.0, check=17.0, aside=8.0, slot=(40.0, 30.0), cell=22.0, narrowest=110.0,
)  # fmt: skip

DESIGNS: Mapping[Preset, Design] = {
    "standard": Design(STYLES, SMALL, WIDTH_STEPS, OPENING),
    "large": _ACB,
    "large-acb": _ACB,
    "large-ukaaf": _UKAAF,
    "dyslexia": _DYSLEXIA,
}
