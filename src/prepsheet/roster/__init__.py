"""Rosters: a spreadsheet of people, or a folder of their files, as one row each."""

from __future__ import annotations

from prepsheet.roster.model import Cell, Column, Row
from prepsheet.roster.names import sort_key
from prepsheet.roster.opening import Roster, open_roster
from prepsheet.roster.people import person

__all__ = ["Cell", "Column", "Roster", "Row", "open_roster", "person", "sort_key"]
