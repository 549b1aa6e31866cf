"""How pages are arranged: layout files, and the template language of layouts and content."""

from prepsheet.layout.load import Layout, format_of, load

__all__ = ["Layout", "format_of", "load"]
