"""The person's profile: its types, loading it, and paths into it."""

from __future__ import annotations

from typing import Any

from prepsheet.profile.load import check, load
from prepsheet.profile.model import Profile
from prepsheet.schema import json_schema as _schema_of

__all__ = ["Profile", "check", "json_schema", "load"]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a profile, for editors."""
    return {**_schema_of(Profile), "title": "prepsheet profile"}
