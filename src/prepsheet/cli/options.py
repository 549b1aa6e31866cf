"""Options that several commands share, and the types of their values."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(path_type=Path)

library = click.option(
    "--library",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with layouts/ and content/ of your own; its files come first.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Print no next steps or notes; errors still show.")
