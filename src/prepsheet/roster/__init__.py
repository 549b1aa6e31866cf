"""Rosters: a spreadsheet of people, or a folder of their files, as one row each."""

from __future__ import annotations

from prepsheet.roster.model import Cell, Row

__all__ = ["Cell", "Row"]
