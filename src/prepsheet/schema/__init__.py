"""Types for files that people write: what a file may hold, and reading it with every problem found."""

from prepsheet.schema.decode import decode, with_paths, with_places
from prepsheet.schema.export import json_schema
from prepsheet.schema.types import Date, EndDate, Field, Form, Id, Moment, bare, fields, known_keys, spellings
from prepsheet.schema.values import MAX_PROBLEMS, MAX_TEXT, is_null, nearest, plain

__all__ = [
    "MAX_PROBLEMS",
    "MAX_TEXT",
    "Date",
    "EndDate",
    "Field",
    "Form",
    "Id",
    "Moment",
    "bare",
    "decode",
    "fields",
    "is_null",
    "json_schema",
    "known_keys",
    "nearest",
    "plain",
    "spellings",
    "with_paths",
    "with_places",
]
