"""The words of sheets."""

from prepsheet.content.load import SheetContent, load

__all__ = ["SheetContent", "load"]
