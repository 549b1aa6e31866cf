"""Types for files that people write: what a file may hold, and reading it with every problem found."""

from prepsheet.schema.decode import decode, with_paths, with_places
from prepsheet.schema.export import json_schema
from prepsheet.schema.types import Date, EndDate, Form, Id, Moment, spellings
from prepsheet.schema.values import MAX_PROBLEMS, MAX_TEXT, is_null, nearest, plain

__all__ = [
    "MAX_PROBLEMS",
    "MAX_TEXT",
    "Date",
    "EndDate",
    "Form",
    "Id",
    "Moment",
    "decode",
    "is_null",
    "json_schema",
    "nearest",
    "plain",
    "spellings",
    "with_paths",
    "with_places",
]
