"""A batch from its rows to its files, and what a second run makes of what the first has left."""

from __future__ import annotations

import csv
import datetime
import io
import json
import shutil
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from prepsheet.batch import Finished, Order, Summary, batch, preview
from prepsheet.batch.journal import path_in
from prepsheet.batch.pool import engine
from prepsheet.problems import InputError, OutputError, Place, error
from prepsheet.roster import Cell, Row
from tests.batch.people import DAY, order, people, person, tree

ANN = "Ann/answer-draft.docx"
ROOT = Path(__file__).resolve().parents[2]


def made(rows: list[Row], wanted: Order) -> tuple[Summary, Finished]:
    summary = batch(rows, wanted)
    assert summary.finished is not None
    return summary, summary.finished


def report(folder: Path) -> list[dict[str, str]]:
    text = (folder / "out/report.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf"), "spreadsheets would take it for another encoding"
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def test_everybody_gets_a_folder_and_is_told_in_report_and_manifest(tmp_path: Path) -> None:
    rows = [person(2, "Ann"), person(3, "Bo Lee", surname="Lee")]
    summary, found = made(rows, order(tmp_path, names=("goals", "answer-draft"), options={}))
    files = tree(tmp_path / "out")
    assert [*files] == [ANN, "Lee Bo/answer-draft.docx", "manifest.json", "report.csv"]
    assert (summary.people, summary.now, summary.left, found.failed) == (2, 2, 0, 0)
    assert [(line["row"], line["file"], line["state"]) for line in report(tmp_path)] == [
        ("2", ANN, "made"),
        ("3", "Lee Bo/answer-draft.docx", "made"),
    ]
    manifest = json.loads(files["manifest.json"])
    told = {each["file"]: each["sha256"] for each in manifest["files"]}
    assert told == {name: sha256(data).hexdigest() for name, data in files.items() if name.endswith("docx")}
    assert manifest["whole"]["report.csv"]["sha256"] == sha256(files["report.csv"]).hexdigest()


def test_the_same_batch_gives_the_same_bytes_whoever_makes_it(tmp_path: Path) -> None:
    rows = people(*(f"Person {number}" for number in range(12)))
    for name, by in (("here", {}), ("pool", {"engine": engine(2)})):
        made(rows, order(tmp_path, output=tmp_path / name, zipped=True, **by))
    assert tree(tmp_path / "here") == tree(tmp_path / "pool")


def test_a_second_run_makes_nothing_again(tmp_path: Path) -> None:
    rows = people("Ann", "Bo")
    made(rows, order(tmp_path))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*/*.docx")}
    summary, _ = made(rows, order(tmp_path))
    assert summary.now == 0 and len(before) == 2
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_second_run_makes_what_is_new_changed_missing_or_torn(tmp_path: Path) -> None:
    rows = people("Ann", "Bo", "Cy", "Di")
    made(rows, order(tmp_path))
    whole = tree(tmp_path / "out")
    shutil.rmtree(tmp_path / "out/Bo")
    torn = tmp_path / "out/Cy/answer-draft.docx"
    torn.write_bytes(torn.read_bytes()[:1000])
    (tmp_path / "dinah.yaml").write_text("prep: {version: 1, print: {size: large}}\n", encoding="utf-8")
    rows[3] = replace(rows[3], file="dinah.yaml")
    summary, _ = made([*rows, person(5, "Ed")], order(tmp_path))
    assert summary.now == 4
    after = tree(tmp_path / "out")
    for name in (ANN, "Bo/answer-draft.docx", "Cy/answer-draft.docx"):
        assert after[name] == whole[name]
    assert after["Di/answer-draft.docx"] != whole["Di/answer-draft.docx"] and "Ed/answer-draft.docx" in after


def test_other_options_make_everything_anew(tmp_path: Path) -> None:
    rows = people("Ann", "Bo")
    made(rows, order(tmp_path))
    summary, _ = made(rows, order(tmp_path, options={"preset": "large"}))
    assert summary.now == 2


def test_a_file_that_somebody_changed_is_kept_and_told_until_it_is_forced(tmp_path: Path) -> None:
    rows = people("Ann", "Bo")
    made(rows, order(tmp_path))
    whole = tree(tmp_path / "out")
    (tmp_path / "out" / ANN).write_bytes(b"my own words")
    for run in range(3):
        changed = {"preset": "large"} if run == 2 else {}
        _, found = made(rows, order(tmp_path, options=changed))
        assert found.kept == 1 and found.failed == 0
        assert (tmp_path / "out" / ANN).read_bytes() == b"my own words"
    (line, _) = report(tmp_path)
    assert line["state"] == "kept as changed" and "changed after prepsheet made it" in line["remarks"]
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert manifest["files"][0]["sha256"] == sha256(b"my own words").hexdigest()
    _, found = made(rows, order(tmp_path, force=True))
    assert found.kept == 0 and tree(tmp_path / "out") == whole


def test_a_file_of_somebody_else_s_is_never_replaced_and_costs_its_row(tmp_path: Path) -> None:
    (tmp_path / "out/Ann").mkdir(parents=True)
    (tmp_path / "out" / ANN).write_bytes(b"not yours")
    _, found = made(people("Ann", "Bo"), order(tmp_path))
    assert (tmp_path / "out" / ANN).read_bytes() == b"not yours"
    assert [(line.entry.name, line.problems[0].code) for line in found.failures] == [("Ann", "exists")]
    assert "Bo/answer-draft.docx" in tree(tmp_path / "out")


def test_a_report_with_notes_in_it_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    made(people("Ann"), order(tmp_path))
    (tmp_path / "out/report.csv").write_text("my notes", encoding="utf-8")
    made(people("Ann", "Bo"), order(tmp_path))
    assert (tmp_path / "out/report.csv.bak").read_text(encoding="utf-8") == "my notes"
    assert len(report(tmp_path)) == 2


def test_a_row_that_is_wrong_costs_itself_only(tmp_path: Path) -> None:
    wrong = replace(person(2, "Bo"), problems=(error(Place("class.csv", 2), "ragged", "too few cells"),))
    lost = person(3, "Cy", file="gone.yaml")
    rows = [person(1, "Ann"), wrong, lost, person(4, "Di")]
    summary, found = made(rows, order(tmp_path))
    assert (summary.now, found.failed) == (2, 2)
    assert [line["state"] for line in report(tmp_path)] == ["made", "not made", "not made", "made"]
    assert "too few cells" in report(tmp_path)[1]["remarks"]
    (tmp_path / "gone.yaml").write_text("basics: {name: Cy}\nprep: {version: 1}\n", encoding="utf-8")
    summary, found = made([rows[0], person(2, "Bo"), lost, rows[3]], order(tmp_path))
    assert (summary.now, found.failed) == (2, 0)


def test_a_mistake_of_ours_costs_its_row_only_and_tells_nothing_of_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prepsheet import sheets

    real = sheets.plan

    def plan(profile: Any, *rest: Any) -> Any:
        if profile.data()["basics"]["name"] == "Bo":
            raise KeyError("a secret of Bo's")
        if profile.data()["basics"]["name"] == "Cy":
            raise MemoryError
        return real(profile, *rest)

    monkeypatch.setattr("prepsheet.batch.worker.plan", plan)
    _, found = made(people("Ann", "Bo", "Cy"), order(tmp_path))
    assert [[problem.code for problem in line.problems] for line in found.failures] == [
        ["mistake"],
        ["memory"],
    ]
    assert "KeyError at test_batch.py" in found.failures[0].problems[0].message
    assert "secret" not in (tmp_path / "out/report.csv").read_text(encoding="utf-8")


def test_what_is_wrong_with_any_sheet_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    profile = tmp_path / "ann.yaml"
    profile.write_text("prep: {version: 1, print: {fonts: [Nowhere]}}\n", encoding="utf-8")
    rows = [person(1, "Ann", file="ann.yaml")]
    wanted = order(tmp_path, names=("goals", "values"))
    options = replace(wanted.job.options, formats=frozenset({"pdf"}))
    _, found = made(rows, replace(wanted, job=replace(wanted.job, options=options)))
    places = [str(problem.place) for problem in found.failures[0].problems]
    assert places == ["goals: print.fonts.1", "values: print.fonts.1"]


def test_a_row_without_a_file_finds_fonts_beside_the_roster(tmp_path: Path) -> None:
    font = next((ROOT / "src/prepsheet/fonts").glob("*.ttf"))
    folder = tmp_path / "class"
    folder.mkdir()
    shutil.copy(font, folder / "Mine.ttf")
    row = person(1, "Ann", cells=(Cell("basics.name", "Ann", ""), Cell("print.fonts", "Mine.ttf", "Font")))
    wanted = order(folder, names=("goals",))
    options = replace(wanted.job.options, formats=frozenset({"pdf"}))
    summary, _ = made([row], replace(wanted, job=replace(wanted.job, options=options)))
    assert summary.now == 1


def test_the_report_holds_no_formula(tmp_path: Path) -> None:
    names = ['=HYPERLINK("http://x")', "+1", "-1", "@x", "\tx", "＝1", "Ann"]
    made([person(number, name) for number, name in enumerate(names, 1)], order(tmp_path))
    cells = [cell for line in report(tmp_path) for cell in line.values()]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝＋－＠") and cell]
    assert report(tmp_path)[-1]["name"] == "Ann"


def test_the_folder_s_day_stays_until_another_is_named(tmp_path: Path) -> None:
    rows = people("Ann")
    made(rows, order(tmp_path))
    later = order(tmp_path)
    later = replace(
        later, job=replace(later.job, options=replace(later.job.options, date=DAY.replace(day=10)))
    )
    assert made(rows, later)[0].now == 0
    assert made(rows, replace(later, day=datetime.date(2027, 3, 11)))[0].now == 1
    assert made(rows, later)[0].now == 0


def test_the_folder_of_another_roster_is_refused_unless_begun_anew(tmp_path: Path) -> None:
    made(people("Ann"), order(tmp_path))
    with pytest.raises(InputError) as refused:
        batch(people("Ann"), order(tmp_path, origin="../other.csv"))
    assert refused.value.problems[0].code == "other-roster"
    assert made(people("Ann"), order(tmp_path, origin="../other.csv", fresh=True))[0].now == 1


def test_files_of_people_who_left_are_told_and_stay(tmp_path: Path) -> None:
    made(people("Ann", "Bo"), order(tmp_path))
    _, found = made(people("Bo"), order(tmp_path))
    assert found.behind == [ANN] and (tmp_path / "out" / ANN).exists()
    assert [line["name"] for line in report(tmp_path)] == ["Bo"]


def test_people_who_get_other_ids_keep_their_folders_and_lose_nothing(tmp_path: Path) -> None:
    made(people("Ann", "Bo"), order(tmp_path))
    (tmp_path / "out/Bo/answer-draft.docx").write_bytes(b"my own words")
    ids = [person(1, "Ann", "7"), person(2, "Bo", "8")]
    summary, found = made(ids, order(tmp_path, options={"preset": "large"}))
    assert (summary.now, found.failed, found.kept, found.behind) == (2, 0, 1, [])
    assert (tmp_path / "out/Bo/answer-draft.docx").read_bytes() == b"my own words"


def test_a_token_stands_for_a_person_and_stays_when_the_roster_changes(tmp_path: Path) -> None:
    def tokens() -> dict[str, str]:
        import sqlite3

        base = sqlite3.connect(path_in(tmp_path / "out"))
        try:
            return dict(base.execute("SELECT key, token FROM rows"))
        finally:
            base.close()

    made(people("Ann", "Bo"), order(tmp_path))
    first = tokens()
    made(people("Cy", "Bo", "Ann"), order(tmp_path, options={"preset": "large"}))
    assert {key: tokens()[key] for key in first} == first
    assert len({*tokens().values()}) == 3 and all(len(token) == 12 for token in first.values())


def test_the_zip_has_every_file_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    made(people("Ann", "Bo"), order(tmp_path, zipped=True))
    first = tree(tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "out/class.zip") as packed:
        assert packed.namelist() == ["report.csv", ANN, "Bo/answer-draft.docx"]
        assert packed.read(ANN) == first[ANN]
    shutil.rmtree(tmp_path / "out")
    made(people("Ann", "Bo"), order(tmp_path, zipped=True))
    assert tree(tmp_path / "out") == first


def test_a_run_that_is_stopped_says_how_many_are_left_and_the_next_goes_on(tmp_path: Path) -> None:
    rows = people(*(f"Person {number}" for number in range(30)))
    made(rows, order(tmp_path, output=tmp_path / "whole"))
    asked = iter(range(1000))
    summary = batch(rows, order(tmp_path), stopping=lambda: next(asked) > 1)
    assert summary.finished is None and 0 < summary.left < 30 and summary.now == 30 - summary.left
    assert "report.csv" not in tree(tmp_path / "out")
    assert made(rows, order(tmp_path))[0].now == summary.left
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_a_roster_changed_while_it_is_read_ends_the_run(tmp_path: Path) -> None:
    class Changing:
        passes = 0

        def __iter__(self) -> Any:
            self.passes += 1
            return iter(people("Ann", "Bo") if self.passes == 1 else people("Ann", "Cy"))

    with pytest.raises(InputError) as refused:
        batch(Changing(), order(tmp_path))
    assert refused.value.problems[0].code == "changed"


def test_a_preview_writes_nothing_and_knows_what_is_there(tmp_path: Path) -> None:
    rows = [*people("Ann", "Bo"), person(3, "Bo", "bo")]
    seen = preview(rows, order(tmp_path, names=("goals",), options={}))
    assert (seen.people, seen.sound, seen.due) == (3, 1, 1) and not (tmp_path / "out").exists()
    made(rows, order(tmp_path))
    seen = preview([*people("Ann", "Bo", "Cy")], order(tmp_path))
    assert (seen.people, seen.due, seen.files) == (3, 2, 1)


def test_an_output_that_is_no_folder_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(OutputError):
        batch(people("Ann"), order(tmp_path))
    assert (tmp_path / "out").read_bytes() == b"mine"
