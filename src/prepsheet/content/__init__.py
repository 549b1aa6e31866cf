"""The words of sheets."""

from prepsheet.content.load import Head, SheetContent, blank_side, load, version

__all__ = ["Head", "SheetContent", "blank_side", "load", "version"]
