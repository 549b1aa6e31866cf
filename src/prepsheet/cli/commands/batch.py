"""`prepsheet batch`: the sheets of everybody on a roster."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prepsheet.cli import options, terminal

if TYPE_CHECKING:
    from prepsheet.batch import Finished, Order, Pile, Preview, Summary
    from prepsheet.batch.report import Line
    from prepsheet.batch.store import Store
    from prepsheet.library import Library
    from prepsheet.roster import Row

SOME_NOT_MADE, OUTPUT_REFUSED, INTERRUPTED = 3, 4, 130
_USES = {"private": "left out, as private", "ignored": "left out, as told", "unknown": "not known, left out"}


@click.command("batch")
@click.argument("words", nargs=-1, metavar="ROSTER [SHEET]...")
@click.option("-o", "--output", "folder", default="", metavar="DIR",
              help="Folder for the files, or s3://BUCKET/FOLDER (default: output/ROSTER).")  # fmt: skip
@click.option("--state", type=options.FILE, metavar="DIR",
              help="Where the record of runs to a bucket is (default: output/ROSTER at …).")  # fmt: skip
@options.sheets
@click.option("--blank", is_flag=True, help="Empty sheets to write on, for a class; needs no ROSTER.")
@click.option("--copies", type=click.IntRange(1, 10_000), default=1, metavar="N",
              help="With --blank, how often they are in the print file.")  # fmt: skip
@click.option("--print-file", is_flag=True, help="Everybody's PDF sheets in one file to print, too.")
@click.option("--order", type=click.Choice(["roster", "surname"]), default="roster",
              help="In which order they are printed (default: the roster's).")  # fmt: skip
@click.option("--duplex", type=click.Choice(["pad", "none"]), default="pad",
              help="Whether everybody begins on a sheet of paper of their own (default: pad).")  # fmt: skip
@click.option("--impose", default="single",
              type=click.Choice(["single", "two-up", "booklet", "cards"]),
              help="Pages on a side: one, two, of a booklet to fold, or four cards to cut.")  # fmt: skip
@click.option("--separator", is_flag=True, help="A cover page in front of everybody's sheets.")
@click.option("--no-files", is_flag=True, help="Only the print file, no files for each person.")
@click.option("--codes", is_flag=True, help="A small code on each page: prepsheet show says whose it is.")
@click.option("--zip", "zipped", is_flag=True, help="All files in one zip, too.")
@click.option("--map", "mapping", type=options.FILE, metavar="FILE",
              help="Which column is what (default: as the names of columns say).")  # fmt: skip
@click.option("--encoding", default="", metavar="NAME", help="Of the roster (default: as it shows).")
@click.option("--delimiter", default="", metavar="CHAR", help="Between its cells (default: as it shows).")
@click.option("--workers", type=click.IntRange(1, 256), metavar="N",
              help="Sheets made at a time (default: one for each core).")  # fmt: skip
@click.option("--scheduler", default="", metavar="ADDRESS",
              help="Make them on a Dask cluster: tcp://HOST:PORT, or its scheduler's file.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be made of which columns; write nothing.")
@click.option("--force", is_flag=True, help="Replace files even if they were changed since.")
@click.option("--fresh", is_flag=True, help="Forget what earlier runs in this folder did.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON, for programs.")
@options.library
@options.quiet
def command(words: tuple[str, ...], **choices: Any) -> int:
    """Make the sheets of everybody on a roster.

    ROSTER is a spreadsheet (CSV, XLSX) with a row for each person, or a folder of their profiles. Each
    person gets a folder of files, and report.csv says what became of each row: one that is wrong never
    keeps the others from being made.

    Whatever ends a run, the same command goes on from there. Later it makes only what is new, changed or
    missing, and files that somebody has changed are kept.

    \b
    Examples: prepsheet batch class.csv
              prepsheet batch class.xlsx goals cheat-sheet --zip
              prepsheet batch class.csv --dry-run
              prepsheet batch class.csv --print-file --order surname
              prepsheet batch --blank goals values --copies 30 --print-file
    """
    from prepsheet.batch import batch, preview
    from prepsheet.cli.interrupts import heeded
    from prepsheet.cli.progress import Progress

    path, names = _sorted_out(words, choices)
    rows, order = _order(path, names, choices)
    if choices["dry_run"]:
        return _foretold(preview(rows, order), rows, choices)
    if choices["scheduler"]:
        order = _on_cluster(rows, order, choices["scheduler"])
    progress = Progress(choices["quiet"])
    with heeded() as wish:
        summary = batch(rows, order, progress, wish)
    progress.end()
    return _told(summary, order, choices)


def _sorted_out(words: tuple[str, ...], choices: dict[str, Any]) -> tuple[Path | None, tuple[str, ...]]:
    """The roster, which comes first, and the sheets without repetition."""
    if choices["copies"] != 1 and not choices["print_file"]:
        raise click.UsageError("--copies goes with --print-file")
    if choices["blank"]:
        return None, tuple(dict.fromkeys(words))
    if not words:
        raise click.UsageError("name a roster: prepsheet batch class.csv")
    if choices["copies"] != 1:
        raise click.UsageError("--copies goes with --blank; a roster has a column for them")
    if choices["scheduler"] and choices["workers"]:
        raise click.UsageError("--workers are of this machine; those of a cluster are there already")
    return Path(words[0]), tuple(dict.fromkeys(words[1:]))


def _order(path: Path | None, names: tuple[str, ...], choices: dict[str, Any]) -> tuple[Iterable[Row], Order]:
    from prepsheet.batch import Job, Order
    from prepsheet.batch.pool import engine
    from prepsheet.library import standard_library
    from prepsheet.outputs import safe_name
    from prepsheet.profile import Profile
    from prepsheet.sheets import plan

    beside = _folder(path)
    library = standard_library(beside, choices["library"])
    wanted = options.wanted(library, "", names, choices | {"folder": beside})
    if not plan(Profile(), library, names, replace(wanted, target="")):
        raise click.UsageError(f"nothing to make as {', '.join(sorted(wanted.formats))}: try without --as")
    rows = _rows(path, library, choices)
    pile = _pile(choices)
    title = safe_name(path.resolve().stem) if path else "blank"
    store, output, whose = _output(path, title, choices)
    job = Job(
        names,
        wanted,
        library,
        beside,
        store,
        files=not choices["no_files"],
        printing=pile is not None,
        cover=choices["separator"],
        codes=choices["codes"],
        force=choices["force"],
    )
    crew = engine(choices["workers"] or _cores(), _backends(wanted.formats))
    zipped, fresh = choices["zipped"], choices["fresh"]
    return rows, Order(job, output, title, whose, crew, choices["day"], zipped, pile, fresh)


def _pile(choices: dict[str, Any]) -> Pile | None:
    """How sheets are to be printed. Raises a usage error for what makes no sense without that."""
    from prepsheet.batch import Pile

    if choices["print_file"]:
        if "pdf" not in choices["formats"]:
            raise click.UsageError("--print-file is of PDF sheets: try without --as")
        return Pile(choices["order"], choices["duplex"], choices["impose"])
    asked = ("separator", "no_files")
    if needless := next((name for name in asked if choices[name]), ""):
        raise click.UsageError(f"--{needless.replace('_', '-')} goes with --print-file")
    return None


def _output(path: Path | None, title: str, choices: dict[str, Any]) -> tuple[Store, Path, str]:
    """Where files go, the folder of this machine with the record of the run, and whose it is."""
    from prepsheet.batch.store import Disk
    from prepsheet.outputs import origin, safe_name

    wanted = choices["folder"].removeprefix("file://")
    if "://" in wanted:
        with _extra("cloud", wanted):
            from prepsheet.batch.bucket import bucket
        state = choices["state"] or Path("output") / safe_name(f"{title} at {wanted}")
        return bucket(wanted, state), state, f"{origin(path, state, blank=choices['blank'])} at {wanted}"
    if choices["state"]:
        raise click.UsageError("--state goes with a bucket; a folder keeps its own record")
    output = Path(wanted) if wanted else Path("output") / title
    return Disk(output), output, origin(path, output, blank=choices["blank"])


def _on_cluster(rows: Iterable[Row], order: Order, scheduler: str) -> Order:
    """The order for workers elsewhere, who know folders by their full paths."""
    from prepsheet.batch.store import Disk
    from prepsheet.roster import Roster

    with _extra("dask", scheduler):
        from prepsheet.batch.cluster import engine
    job = replace(order.job, folder=order.job.folder.absolute())
    output = None
    if isinstance(job.store, Disk):
        output = job.store.root.absolute()
        job = replace(job, store=Disk(output))
    reads = isinstance(rows, Roster) and rows.names_files
    return replace(order, job=job, engine=engine(scheduler, output, job.folder if reads else None))


@contextmanager
def _extra(name: str, wanted: str) -> Iterator[None]:
    """Around the import of what only an extra has. Raises InputError where it is not installed."""
    from prepsheet.problems import InputError, Place, error

    try:
        yield
    except ModuleNotFoundError as missing:
        message = f"{missing.name} is not installed, which this needs"
        hint = f"pip install 'prepsheet[{name}]'"
        raise InputError([error(Place(wanted), "not-installed", message, hint)]) from None


def _folder(path: Path | None) -> Path:
    """The folder that a roster's files are seen from."""
    if path is None:
        return Path()
    return path if path.is_dir() else path.parent


def _rows(path: Path | None, library: Library, choices: dict[str, Any]) -> Iterable[Row]:
    from prepsheet.roster import Row, open_roster

    if path is None:
        return [Row(1, "blank", "blank", copies=choices["copies"])]
    roster = open_roster(
        path,
        library,
        map_file=choices["mapping"],
        encoding=choices["encoding"],
        delimiter=choices["delimiter"],
    )
    terminal.report(roster.problems, quiet=choices["quiet"])
    return roster


def _backends(formats: frozenset[str]) -> list[str]:
    """What workers need, to be imported once."""
    modules = {"pdf": ["prepsheet.typeset", "prepsheet.pdf.write"], "docx": ["prepsheet.docx.package"]}
    return [module for each in options.FORMATS if each in formats for module in modules[each]]


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _columns(rows: Iterable[Row]) -> Iterator[str]:
    """What becomes of each column of a roster, in a line each."""
    from prepsheet.roster import Roster

    for column in rows.columns if isinstance(rows, Roster) else ():
        use = f"goes to {column.goes}" if column.use == "taken" else _USES[column.use]
        yield f"{terminal.printable(column.header) or '(no header)'}: {use}"


def _foretold(seen: Preview, rows: Iterable[Row], choices: dict[str, Any]) -> int:
    """A dry run: what would be made, and of what."""
    terminal.report([*seen.refused, *seen.problems], quiet=choices["quiet"])
    counts = {
        "people": seen.people,
        "not_to_be_made": seen.people - seen.sound,
        "to_be_made_now": seen.due,
        "files_about": seen.due * seen.files,
        "pages_about": seen.due * seen.pages,
    }
    if choices["as_json"]:
        terminal.result(json.dumps(counts | {"columns": [*_columns(rows)]}, ensure_ascii=False))
    else:
        lines = (f"{name.replace('_', ' ')}: {count:,}" for name, count in counts.items())
        terminal.result("\n".join([*_columns(rows), *lines]))
    return SOME_NOT_MADE if seen.sound < seen.people else 0


def _told(summary: Summary, order: Order, choices: dict[str, Any]) -> int:
    """How it went: what was written on stdout, all else on stderr."""
    found = summary.finished
    if choices["as_json"]:
        terminal.result(json.dumps(_as_json(summary, order), ensure_ascii=False))
    if found is None:
        terminal.report(summary.stopped)
        terminal.say(f"{_count(summary.left, 'row')} left; the same command goes on from here.")
        return OUTPUT_REFUSED if summary.stopped else INTERRUPTED
    if not choices["as_json"]:
        terminal.result("\n".join(map(order.job.store.shown, found.whole)))
    for line in found.failures:
        _report(line)
    terminal.say("\n".join(_summary(summary, found, order)), quiet=choices["quiet"])
    return SOME_NOT_MADE if found.failed else 0


def _report(line: Line) -> None:
    """What is wrong with a row, and whose it is where that is not told by a place in the roster."""
    who = f"row {line.entry.number}, {terminal.printable(line.entry.name)}: "
    for problem in line.problems:
        if problem.severity == "error":
            terminal.say(f"{'' if problem.place.line else who}{terminal.line(problem)}")


def _summary(summary: Summary, found: Finished, order: Order) -> Iterator[str]:
    """What was made and what was not, and what to do next."""
    from prepsheet.batch.report import REPORT
    from prepsheet.batch.store import Disk

    before = summary.people - summary.now - (found.failed - found.left_out)
    if summary.now:
        yield f"Made the sheets of {_count(summary.now, 'person', 'people')}."
    if before:
        yield f"The sheets of {_count(before, 'person', 'people')} were there already."
    if found.failed:
        more = found.failed - len(found.failures)
        unseen = f", {more:,} of them not shown here" if more else ""
        report = order.job.store.shown(REPORT)
        yield f"{_count(found.failed, 'row')} could not be made{unseen}: see {report}."
        yield "Correct the roster and run the same command again; what is made already stays."
    if not isinstance(order.job.store, Disk):
        yield f"What is done is recorded in {order.output}, which the next run needs."
    if found.kept:
        yield f"{_count(found.kept, 'file')} changed by somebody since: kept. --force replaces them."
    if found.behind:
        yield (
            f"{_count(len(found.behind), 'file')} of earlier runs not made any more, still there: "
            f"{', '.join(found.behind[:3])}{' …' if len(found.behind) > 3 else ''}"
        )
    if not found.failed:
        if order.pile:
            yield f"Next: print {order.output / found.whole[0]}."
        else:
            yield f"Next: hand out what is in {order.output}; prepsheet collect takes what comes back."


def _as_json(summary: Summary, order: Order) -> dict[str, Any]:
    told: dict[str, Any] = {"people": summary.people, "made_now": summary.now, "left": summary.left}
    found = summary.finished
    if found is not None:
        told |= {"not_made": found.failed, "kept": found.kept, "behind": len(found.behind)}
        told["written"] = [*map(order.job.store.shown, found.whole)]
    return told


def _count(number: int, thing: str, things: str = "") -> str:
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"
