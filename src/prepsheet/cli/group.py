"""The `prepsheet` command, whose sub-commands are imported only when they are used."""

from __future__ import annotations

from importlib import import_module

import click

from prepsheet import __version__

COMMANDS = {
    "new": "Write a profile to start from.",
    "build": "Make worksheets, the answer draft and the cheat sheet.",
    "batch": "Make the sheets of everybody on a roster.",
    "collect": "Bring what was filled in back into the profile.",
    "check": "Find every mistake in a profile.",
    "list": "Name what there is to make, copy and start from.",
    "show": "Print a layout, a content file or an example.",
    "copy": "Copy a layout or a content file, to make it your own.",
    "doctor": "Say which scripts this machine can print, and what to install.",
    "schema": "Print the profile's JSON Schema, for editors.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and first line only, until one of them is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(f"prepsheet.cli.commands.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(_no_such_command(args[0]), ctx)
        return super().resolve_command(ctx, args)


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: prepsheet new me.yaml, fill it in, then prepsheet build me.yaml",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def prepsheet() -> None:
    """Interview worksheets, answer drafts and a one-page cheat sheet from one profile."""


def _no_such_command(word: str) -> str:
    from prepsheet.cli.names import meant

    if word.endswith((".yaml", ".yml", ".json")):
        return f"say what to do with {word}: prepsheet build {word}"
    return f"there is no command {word!r}.{meant(word, COMMANDS)}"
