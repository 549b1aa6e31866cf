"""The command line: the only place that prints and exits. Each command imports its work when it runs.

Exit codes: 0 done, 1 input invalid, 2 usage, 3 some files were not collected or some rows not made, 4 output
exists or can't be written, 5 does not fit, 70 a mistake of prepsheet's own, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from prepsheet.cli import terminal
from prepsheet.cli.group import prepsheet
from prepsheet.problems import PrepsheetError

INTERRUPTED = 130
INTERNAL_ERROR = 70


def main() -> NoReturn:
    """Run `prepsheet` with the arguments of this process, and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; whatever happens, no traceback is shown."""
    terminal.prepare()
    try:
        return prepsheet.main(list(arguments), prog_name="prepsheet", standalone_mode=False) or 0
    except PrepsheetError as failure:
        terminal.report(failure.problems)
        return failure.exit_code
    except click.ClickException as failure:
        failure.show()
        return failure.exit_code
    except (click.Abort, KeyboardInterrupt):
        terminal.say("prepsheet: interrupted")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click exits when what reads its help has gone away
        terminal.abandon_stdout()
        return 0
    except Exception as failure:
        from prepsheet.cli.crash import explain

        terminal.say(explain(failure))
        return INTERNAL_ERROR
