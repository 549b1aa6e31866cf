"""The words of sheets."""

from prepsheet.content.load import Head, SheetContent, load

__all__ = ["Head", "SheetContent", "load"]
