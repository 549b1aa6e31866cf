"""Delimited text (CSV, TSV and their kin) in any dialect, read row by row.

How it is encoded is settled by all of its bytes, what separates its cells by the beginning.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.roster.source import Fault, Record
from prepsheet.yaml_source import opened

DELIMITERS = (",", ";", "\t", "|")
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
WORDS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "bar": "|"}
"""How a delimiter may be said that is hard to type."""
SAMPLE = 1 << 16
"""Characters by which the delimiter is told."""
CHUNK = 1 << 20
MAX_LINE = 1 << 20
"""Characters; no row of a roster is longer, and a file without line ends must not fill the memory."""

IsHeader = Callable[[str], bool]
"""Whether a header is one that is known."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_WESTERN = re.compile(rb"[\x80-\xff]{3}|[A-Za-z][\xa3\xa5\xaf\xb1\xb3\xb6\xb9\xbc\xbe\xbf][a-z]")
"""Bytes that in Windows-1252 are three letters with accents in a row, or a sign in the middle of a word."""
_SEP = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_SAY = "save it again as “CSV UTF-8”, or say its encoding: --encoding cp1250, cp1251, gb18030, shift_jis …"


@dataclass(frozen=True, slots=True)
class Delimited:
    """A file of delimited text. `skip` is the number of lines before the first row."""

    path: Path
    encoding: str
    delimiter: str
    skip: int = 0

    def __iter__(self) -> Iterator[Record]:
        try:
            with opened(self.path) as raw, io.TextIOWrapper(raw, self.encoding, newline="") as stream:
                yield from self._records(stream)
        except UnicodeDecodeError:
            message = "the file has changed while it was read"
            problem = error(self._place(), "changed", message, "run the same command again")
            raise InputError([problem]) from None

    def _records(self, stream: io.TextIOWrapper) -> Iterator[Record]:
        for _ in range(self.skip):
            stream.readline()
        lines = _lines(stream, self._place())
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True, skipinitialspace=True)
        number, line = 0, 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as failure:
                yield Record(number, (), (self._fault(str(failure), number, reader.line_num - line),))
            else:
                yield Record(number, cells)
            line = reader.line_num

    def _fault(self, failure: str, number: int, lines: int) -> Fault:
        """What is wrong with a record, as long as its end can be told."""
        ended = "unexpected end" in failure
        if ended or lines > 1:
            message = "a quote opened in this row is never closed"
            hint = "add the closing quote, or delete the one that is too many"
            raise InputError([error(self._place(number), "unclosed-quote", message, hint)])
        if "field limit" in failure:
            message = f"a cell of this row is longer than {csv.field_size_limit():,} characters"
            return Fault(None, "cell-too-long", message, "shorten it")
        message = "text goes on after its closing quote"
        return Fault(None, "after-quote", message, 'write quotes within a text twice: ""')

    def _place(self, number: int | None = None) -> Place:
        return Place(shown(str(self.path), 1000), number)


def open_delimited(
    path: Path, known: IsHeader, encoding: str = "", delimiter: str = ""
) -> tuple[Delimited, list[Problem]]:
    """A file with its encoding and delimiter, told from what is in it unless they are given; and notes.

    Raises InputError for what is no text in its encoding, and for one that can't be told.
    """
    place = Place(shown(str(path), 1000))
    notes: list[Problem] = []
    if encoding:
        _require(path, place, encoding)
    else:
        encoding = _encoding(path, place, notes)
    with opened(path) as raw, io.TextIOWrapper(raw, encoding, newline="") as stream:
        sample = stream.read(SAMPLE)
    told = _SEP.fullmatch(sample.splitlines()[0]) if sample else None
    skip = 1 if told else 0
    said = WORDS.get(delimiter.lower(), delimiter) or (told[1] if told else "")
    if said and (len(said) > 1 or said.isalnum() or said in '"\r\n\0'):
        message = f'"{shown(said)}" can\'t stand between cells'
        raise InputError([error(place, "bad-delimiter", message, "use comma, semicolon, tab or bar")])
    chosen = said or _delimiter(sample, known)
    if not encoding.startswith("utf-8") or chosen != ",":
        message = f"read as {encoding.upper()} with {NAMES.get(chosen, shown(chosen))} between cells"
        notes.append(Problem(place, "note", "dialect", message))
    return Delimited(path, encoding, chosen, skip), notes


def _lines(stream: io.TextIOWrapper, place: Place) -> Iterator[str]:
    while line := stream.readline(MAX_LINE):
        if len(line) == MAX_LINE:
            message = f"a line of this file is longer than {MAX_LINE:,} characters"
            raise InputError([error(place, "line-too-long", message, "check that it is a list of people")])
        yield line


def _require(path: Path, place: Place, encoding: str) -> None:
    try:
        io.TextIOWrapper(io.BytesIO(), encoding)
    except LookupError:
        message = f'there is no encoding called "{shown(encoding)}"'
        hint = "use utf-8, utf-16, cp1252, cp1250, cp1251, gb18030, shift_jis, euc_kr …"
        raise InputError([error(place, "unknown-encoding", message, hint)]) from None
    if at := _undecodable(path, encoding):
        raise InputError([_wrong(place, at, encoding)])


def _encoding(path: Path, place: Place, notes: list[Problem]) -> str:
    """By the file's mark, else UTF-8 if its bytes allow it, else Windows-1252 if that is likely."""
    with opened(path) as stream:
        start = stream.read(4096)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), "") or _unmarked_utf16(start)
    encoding = marked or "utf-8"
    at = _undecodable(path, encoding)
    if not at:
        return encoding
    if marked:
        raise InputError([_wrong(place, at, encoding)])
    if _undecodable(path, "cp1252") or _looks_foreign(path):
        message = f"the encoding can't be told: byte 0x{at[1]:02X} in line {at[0]} is not UTF-8"
        raise InputError([error(Place(place.file, at[0]), "unknown-encoding", message, _SAY)])
    message = f"not UTF-8 (byte 0x{at[1]:02X} in line {at[0]}), so read as Windows-1252"
    hint = "if letters with accents come out wrong, say the encoding, such as --encoding cp1250"
    notes.append(Problem(place, "note", "encoding", message, hint))
    return "cp1252"


def _unmarked_utf16(start: bytes) -> str:
    """UTF-16 without its mark, told by the zeros in every other byte of plain letters."""
    half = len(start) // 2
    if start[1::2].count(0) * 2 > half:
        return "utf-16-le"
    return "utf-16-be" if start[0::2].count(0) * 2 > half else ""


def _undecodable(path: Path, encoding: str) -> tuple[int, int] | None:
    """The line and the value of the first byte that an encoding has no meaning for."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with opened(path) as stream:
        while True:
            chunk = stream.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as failure:
                before = failure.object[: failure.start].decode(encoding, "ignore")
                return line + _line_ends(before), failure.object[failure.start]
            if not chunk:
                return None
            line += _line_ends(text)


def _line_ends(text: str) -> int:
    """Line ends of any kind; one of CR and LF that two chunks share is counted twice."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _looks_foreign(path: Path) -> bool:
    with opened(path) as stream:
        return any(_NOT_WESTERN.search(chunk) for chunk in iter(lambda: stream.read(CHUNK), b""))


def _wrong(place: Place, at: tuple[int, int], encoding: str) -> Problem:
    line, byte = at
    name = encoding.removesuffix("-sig").upper()
    message = f"byte 0x{byte:02X} in line {line} is not {name}"
    return error(Place(place.file, line), "wrong-encoding", message, _SAY)


def _delimiter(sample: str, known: IsHeader) -> str:
    """What makes the most headers known, then the most rows alike, then the most columns."""
    return max(DELIMITERS, key=lambda delimiter: _likeness(sample, delimiter, known))


def _likeness(sample: str, delimiter: str, known: IsHeader) -> tuple[int, float, int]:
    rows = _sampled(sample, delimiter)
    widths = Counter(map(len, rows))
    width, alike = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    headers = max((sum(map(known, row)) for row in rows[:HEADER_ROWS]), default=0)
    return headers, alike / len(rows) if width > 1 else 0.0, width


HEADER_ROWS = 20
"""Rows among which the headers are looked for: titles, dates and notes may stand above them."""


def _sampled(sample: str, delimiter: str) -> list[list[str]]:
    """The first rows of a sample that are not empty, without the last if it may have been cut."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        rows = list(islice(reader, 100))
    except csv.Error:
        return []
    whole = rows[:-1] if len(sample) == SAMPLE and len(rows) > 1 else rows
    return [row for row in whole if any(row)]
