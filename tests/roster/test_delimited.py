"""Delimited text: any dialect gives the same rows, and no file is held as a whole."""

from __future__ import annotations

import csv
import io
import tempfile
import tracemalloc
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepsheet.roster import open_roster
from prepsheet.roster.delimited import open_delimited
from tests.roster.tables import LIBRARY, opened, put, refused, row, rows

HEADERS = ["Name", "E-mail", "Major"]
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)


def known(header: str) -> bool:
    return header in HEADERS


@given(
    cells=st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=5),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    breaks=st.sampled_from(["", "\n", "\r\n", "\r"]),
)
def test_whatever_the_dialect_the_cells_are_the_same(
    cells: list[list[str]], delimiter: str, end: str, quoting: Literal[0, 1, 2], encoding: str, breaks: str
) -> None:
    if quoting == csv.QUOTE_MINIMAL:
        breaks = ""  # the csv module leaves line ends of other kinds without quotes
    written = [[f"{breaks}{cell}{breaks}{cell}" for cell in line] for line in cells]
    into = io.StringIO(newline="")
    csv.writer(into, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows([HEADERS, *written])
    with tempfile.TemporaryDirectory() as folder:
        source, _ = open_delimited(put(Path(folder), into.getvalue().encode(encoding)), known)
        records = list(source)
    assert [record.number for record in records] == list(range(1, len(cells) + 2))
    read = [[cell.strip(" ") for cell in record.cells] for record in records[1:]]
    assert read == [[cell.strip(" ") for cell in line] for line in written]


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_names_the_separator_is_believed_and_is_no_row(tmp_path: Path, line: str) -> None:
    ann = row(tmp_path, f"{line}\nName;Major\nLee, Ann;Art, Design, Music\n")
    assert (ann.number, ann.name) == (2, "Ann Lee")


def test_commas_in_titles_and_names_do_not_mislead(tmp_path: Path) -> None:
    text = "Careers Office, spring\n\nName;Mail\nLee, Ann;a@example.org\nBerg, Bo;b@example.org\n"
    assert [row.name for row in rows(tmp_path, text)] == ["Ann Lee", "Bo Berg"]


def test_one_column_is_a_roster_and_a_delimiter_may_be_said(tmp_path: Path) -> None:
    assert [row.name for row in rows(tmp_path, "Name\nAnn Lee\nBo Berg\n")] == ["Ann Lee", "Bo Berg"]
    assert row(tmp_path, "Name:Mail\nAnn:a\n", delimiter=":").name == "Ann"
    assert row(tmp_path, "Name\tMail, if any\nLee, Ann\ta\n", delimiter="tab").name == "Ann Lee"


@pytest.mark.parametrize("delimiter", ["ab", "a", '"', "\n"])
def test_what_can_not_stand_between_cells_is_refused(tmp_path: Path, delimiter: str) -> None:
    assert refused(tmp_path, "Name\nAnn\n", delimiter=delimiter).code == "bad-delimiter"


def test_rows_are_numbered_as_spreadsheets_number_them(tmp_path: Path) -> None:
    text = 'Title\n\nName,Major\n"Ann\nLee",Art\n\n,\nBo,Law\n'
    assert [(row.number, row.name) for row in rows(tmp_path, text)] == [(4, "Ann Lee"), (7, "Bo")]


def test_d21_no_more_is_held_for_more_rows(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        roster = opened(tmp_path, "ID,Name\n" + "".join(f"{n},Ann Lee {n}\n" for n in range(count)))
        tracemalloc.start()
        assert sum(1 for _ in roster) == count
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak(100)
    assert peak(20_000) < 500_000


def test_what_is_said_of_a_file_beats_what_is_found(tmp_path: Path) -> None:
    path = put(tmp_path, "Name\nΕλένη\n".encode("cp1253"))
    assert next(iter(open_roster(path, LIBRARY, encoding="cp1253"))).name == "Ελένη"
