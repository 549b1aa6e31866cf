"""The neutral model between composing and the backends: what a sheet says, not where it stands.

A `Document` is pages of frames of blocks. Blocks are plain, frozen structures without behaviour;
the backends `match` on them. They are msgspec structures rather than dataclasses because the
composer makes them straight from evaluated layout data, which msgspec checks and converts in C.
All lengths are points.
"""

from prepsheet.document.blocks import (
    Beat,
    Block,
    Bullets,
    Callout,
    Cell,
    Heading,
    Item,
    Matrix,
    MatrixGroup,
    MatrixRow,
    Paragraph,
    Region,
    Row,
    Scale,
    Table,
    TableRow,
    Window,
)
from prepsheet.document.fields import (
    Check,
    Checks,
    Choice,
    Field,
    Option,
    Select,
    TextField,
)
from prepsheet.document.inline import (
    Base,
    Before,
    Inline,
    Run,
    RunStyle,
    runs,
)
from prepsheet.document.origin import NOWHERE, Origin
from prepsheet.document.sheet import (
    AddendumWords,
    Document,
    DraftLabels,
    Frame,
    Furniture,
    Page,
    Preset,
)
from prepsheet.document.words import fingerprint, lines

__all__ = [
    "NOWHERE",
    "AddendumWords",
    "Base",
    "Beat",
    "Before",
    "Block",
    "Bullets",
    "Callout",
    "Cell",
    "Check",
    "Checks",
    "Choice",
    "Document",
    "DraftLabels",
    "Field",
    "Frame",
    "Furniture",
    "Heading",
    "Inline",
    "Item",
    "Matrix",
    "MatrixGroup",
    "MatrixRow",
    "Option",
    "Origin",
    "Page",
    "Paragraph",
    "Preset",
    "Region",
    "Row",
    "Run",
    "RunStyle",
    "Scale",
    "Select",
    "Table",
    "TableRow",
    "TextField",
    "Window",
    "fingerprint",
    "lines",
    "runs",
]
