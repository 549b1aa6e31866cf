"""`prepsheet schema`: the profile's shape, for editors that complete and check while one writes."""

from __future__ import annotations

import json

import click

from prepsheet.cli import terminal


@click.command("schema")
def command() -> int:
    """Print the profile's JSON Schema, for editors.

    Example: prepsheet schema > prepsheet.schema.json
    """
    from prepsheet.profile import json_schema

    terminal.result(json.dumps(json_schema(), indent=1))
    return 0
