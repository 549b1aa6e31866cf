"""The words of sheets."""

from prepsheet.content.load import Head, SheetContent, load, version

__all__ = ["Head", "SheetContent", "load", "version"]
