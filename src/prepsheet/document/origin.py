"""Where a sheet comes from: what a filled one says about itself when it comes back."""

from __future__ import annotations

from msgspec import Struct


class Origin(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sheet, its language and version, and whose it is. Nothing in it is private or readable.

    `version` is a fingerprint of the sheet's words and layout, `person` one of whoever it was made
    for, empty on a blank sheet. `target` is the job that it was made for, `structure` the answer's.
    `code` is what all codes of its pages begin with, of a sheet that was made in a run (`prepsheet.codes`).
    """

    sheet: str = ""
    language: str = ""
    version: str = ""
    person: str = ""
    target: str = ""
    structure: str = ""
    code: str = ""


NOWHERE = Origin()
"""Of a document that says nothing of it."""
