"""The main line: a profile, a sheet's words and a layout become a finished file.

`plan` settles what is to be made and finds every problem of names and targets; `render` makes one
sheet, importing only the backend that it needs.
"""

from prepsheet.sheets.catalogue import SheetName, content_language, kit, scripts, sheet_names
from prepsheet.sheets.planning import (
    FORMATS,
    PRESETS,
    Ink,
    Options,
    Paper,
    Sheet,
    branding,
    check,
    plan,
)
from prepsheet.sheets.rendering import Rendered, render

__all__ = [
    "FORMATS",
    "PRESETS",
    "Ink",
    "Options",
    "Paper",
    "Rendered",
    "Sheet",
    "SheetName",
    "branding",
    "check",
    "content_language",
    "kit",
    "plan",
    "render",
    "scripts",
    "sheet_names",
]
