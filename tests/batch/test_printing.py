"""The print file: everybody in one pile, in order, and the same whenever it is written."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from prepsheet.batch import Order, Pile, batch, preview
from prepsheet.pdf.book import Book
from prepsheet.roster import Row
from prepsheet.sheets import FORMATS
from prepsheet.typeset.fontfile import Unusable
from tests.batch.people import order, person, tree

PEOPLE = [
    person(1, "Zoe Adams", surname="Adams"),
    person(2, "Bo Zed", surname="Zed", copies=2),
    person(3, "Ánh"),
    person(4, "Ann Äck", surname="Äck"),
]


def printed(folder: Path, pile: Pile | None, **changes: Any) -> Order:
    made = order(folder, names=("goals",), printing=pile is not None, pile=pile, **changes)
    return _as_pdf(made)


def _as_pdf(made: Order) -> Order:
    options = replace(made.job.options, formats=frozenset({"pdf"}))
    return replace(made, job=replace(made.job, options=options))


def bookmarks(folder: Path) -> list[str]:
    reader = PdfReader(folder / "out/print.pdf")
    return [str(entry["/Title"]) for entry in reader.outline if isinstance(entry, dict)]


def labels(folder: Path) -> list[str]:
    return PdfReader(folder / "out/print.pdf").page_labels


def places(folder: Path) -> dict[str, str]:
    text = (folder / "out/report.csv").read_text(encoding="utf-8-sig")
    return {line["name"]: line["place in print file"] for line in csv.DictReader(io.StringIO(text))}


def run(rows: list[Row], wanted: Order) -> int:
    summary = batch(rows, wanted)
    assert summary.finished is not None
    return summary.now


def test_the_pile_is_in_the_order_of_the_roster_and_the_report_says_where_each_is(tmp_path: Path) -> None:
    run(PEOPLE, printed(tmp_path, Pile()))
    assert bookmarks(tmp_path) == ["Adams Zoe", "Zed Bo", "Zed Bo", "Ánh", "Äck Ann"]
    assert places(tmp_path) == {"Zoe Adams": "1", "Bo Zed": "2", "Ánh": "3", "Ann Äck": "4"}
    assert labels(tmp_path) == ["1-1", "1-2", "2-1", "2-2", "2-1", "2-2", "3-1", "3-2", "4-1", "4-2"]


def test_it_is_sorted_by_surname_whatever_its_accents(tmp_path: Path) -> None:
    run(PEOPLE, printed(tmp_path, Pile("surname")))
    assert bookmarks(tmp_path) == ["Äck Ann", "Adams Zoe", "Ánh", "Zed Bo", "Zed Bo"]
    assert places(tmp_path) == {"Zoe Adams": "2", "Bo Zed": "4", "Ánh": "3", "Ann Äck": "1"}


def test_the_manifest_tells_of_it(tmp_path: Path) -> None:
    run(PEOPLE, printed(tmp_path, Pile()))
    told = json.loads((tmp_path / "out/manifest.json").read_bytes())["whole"]["print.pdf"]
    assert told["pages"] == 10 and told["size"] == (tmp_path / "out/print.pdf").stat().st_size


def test_who_could_not_be_made_is_not_in_it(tmp_path: Path) -> None:
    run([PEOPLE[0], person(2, "Bo", file="gone.yaml"), PEOPLE[2]], printed(tmp_path, Pile()))
    assert bookmarks(tmp_path) == ["Adams Zoe", "Ánh"]
    assert places(tmp_path) == {"Zoe Adams": "1", "Bo": "", "Ánh": "2"}


def test_it_may_be_all_that_is_wanted(tmp_path: Path) -> None:
    run(PEOPLE, printed(tmp_path, Pile(), files=False))
    assert [*tree(tmp_path / "out")] == ["manifest.json", "print.pdf", "report.csv"]
    assert places(tmp_path)["Ánh"] == "3"


def test_it_is_the_same_with_files_and_without_codes_of_drafts_between_counted(tmp_path: Path) -> None:
    for files in (True, False):
        kit = order(
            tmp_path,
            output=tmp_path / str(files),
            names=("cover", "goals", "answer-draft", "cheat-sheet"),
            printing=True,
            pile=Pile(),
            cover=True,
            codes=True,
            files=files,
            options={},
        )
        kit = replace(kit, job=replace(kit.job, options=replace(kit.job.options, formats=FORMATS)))
        assert preview(PEOPLE, kit).files == (3 if files else 0)
        run(PEOPLE, kit)
    with_files, without = tree(tmp_path / "True"), tree(tmp_path / "False")
    assert with_files["print.pdf"] == without["print.pdf"] and not any("/" in name for name in without)
    assert sum(name.startswith("Adams Zoe/") for name in with_files) == 3
    assert not any("cover" in name or not data for name, data in with_files.items())


def test_wanted_later_it_is_the_same_and_no_file_is_touched(tmp_path: Path) -> None:
    run(PEOPLE, printed(tmp_path, Pile(), output=tmp_path / "at-once"))
    run(PEOPLE, printed(tmp_path, None))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*/*.pdf")}
    assert run(PEOPLE, printed(tmp_path, Pile())) == 4
    assert {path: path.stat().st_mtime_ns for path in before} == before and len(before) == 4
    assert tree(tmp_path / "out") == tree(tmp_path / "at-once")


def test_it_is_written_anew_when_it_must_be_and_only_then(tmp_path: Path) -> None:
    run(PEOPLE, printed(tmp_path, Pile()))
    path = tmp_path / "out/print.pdf"
    written = path.stat().st_mtime_ns
    assert run(PEOPLE, printed(tmp_path, Pile())) == 0
    assert path.stat().st_mtime_ns == written
    whole = path.read_bytes()
    path.write_bytes(whole[:500])
    run(PEOPLE, printed(tmp_path, Pile()))
    assert path.read_bytes() == whole
    assert run(PEOPLE, printed(tmp_path, Pile("surname"))) == 0
    assert path.read_bytes() != whole


def test_one_changed_row_is_made_anew_and_the_others_are_taken_as_they_were(tmp_path: Path) -> None:
    run(PEOPLE, printed(tmp_path, Pile()))
    renamed = [*PEOPLE[:2], person(3, "Linh", "ánh"), PEOPLE[3]]
    assert run(renamed, printed(tmp_path, Pile())) == 1
    assert bookmarks(tmp_path) == ["Adams Zoe", "Zed Bo", "Zed Bo", "Linh", "Äck Ann"]


def test_who_s_font_is_gone_is_left_out_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Book.add

    def add(book: Book, name: str, label: str, fragments: Any, copies: int = 1) -> None:
        if name == "Ánh":
            raise Unusable("broken", "Mine.ttf")
        real(book, name, label, fragments, copies)

    monkeypatch.setattr(Book, "add", add)
    summary = batch(PEOPLE, printed(tmp_path, Pile()))
    assert summary.finished is not None and summary.finished.failed == 1
    assert bookmarks(tmp_path) == ["Adams Zoe", "Zed Bo", "Zed Bo", "Äck Ann"]
    assert places(tmp_path) == {"Zoe Adams": "1", "Bo Zed": "2", "Ánh": "", "Ann Äck": "4"}
    monkeypatch.undo()
    assert run(PEOPLE, printed(tmp_path, Pile())) == 0
    assert "Ánh" in bookmarks(tmp_path)


def test_a_volume_or_print_file_of_an_earlier_run_is_told_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prepsheet.pdf.book.Book", partial(Book, most_objects=1))
    run(PEOPLE[:2], printed(tmp_path, Pile()))
    assert (tmp_path / "out/print-2.pdf").exists()
    summary = batch(PEOPLE[:1], printed(tmp_path, Pile()))
    assert summary.finished is not None and "print-2.pdf" in summary.finished.behind
    assert "print.pdf" not in summary.finished.behind and (tmp_path / "out/print-2.pdf").exists()
    summary = batch(PEOPLE[:1], printed(tmp_path, None))
    assert summary.finished is not None and "print.pdf" in summary.finished.behind
