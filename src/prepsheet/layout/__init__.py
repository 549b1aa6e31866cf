"""How pages are arranged: layout files, and the template language of layouts and content."""

from prepsheet.layout.load import Layout, load

__all__ = ["Layout", "load"]
