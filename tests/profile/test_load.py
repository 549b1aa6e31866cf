"""Loading a profile: the file itself, the résumé beside it, and files made to do harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from prepsheet.problems import Problem
from prepsheet.profile import check, load

VALID = Path(__file__).resolve().parents[1] / "data" / "valid"


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def only(path: Path) -> Problem:
    (problem,) = check(path)
    assert problem.hint
    return problem


def test_a_resume_beside_the_profile_fills_what_the_profile_leaves_out() -> None:
    data = load(VALID / "with-resume.yaml")[0].data()
    assert data["basics"]["name"] == "Renée Dürr"
    assert data["work"][0]["highlights"] == ["one", "two"]
    assert data["prep"]["stage"] == "senior"


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../x.json",
        "~/x.json",
        "C:x.json",
        "\\\\host\\share\\x",
        "file:///x",
        "https://x",
        ".",
        "a/../../x",
    ],
)
def test_a_resume_is_only_looked_for_beside_the_profile(tmp_path: Path, name: str) -> None:
    (tmp_path / "me").mkdir()
    put(tmp_path, "x.json", '{"basics": {}}')
    assert only(put(tmp_path / "me", "me.yaml", f"prep: {{resume: '{name}'}}")).code == "outside"


def test_a_link_that_leads_away_is_refused(tmp_path: Path) -> None:
    (tmp_path / "me").mkdir()
    (tmp_path / "me" / "resume.json").symlink_to(put(tmp_path, "x.json", '{"basics": {}}'))
    assert only(put(tmp_path / "me", "me.yaml", "prep: {resume: resume.json}")).code == "outside"


def test_a_profile_cannot_be_its_own_resume(tmp_path: Path) -> None:
    assert only(put(tmp_path, "me.yaml", "prep: {resume: ./me.yaml}")).code == "own-resume"


def test_problems_of_the_resume_name_the_resume(tmp_path: Path) -> None:
    put(tmp_path, "resume.json", '{"basics": {"name": ["A"]}}')
    problem = only(put(tmp_path, "me.yaml", "prep: {resume: resume.json}"))
    assert problem.place.file == str(tmp_path / "resume.json")
    assert (problem.place.line, problem.place.column) == (1, 21)


def test_a_resume_whose_own_resume_is_ignored_cannot_make_a_circle(tmp_path: Path) -> None:
    put(tmp_path, "resume.yaml", "basics: {name: A}\nprep: {resume: me.yaml}")
    assert only(put(tmp_path, "me.yaml", "prep: {resume: resume.yaml}")).code == "prep-ignored"


def test_checking_never_raises_for_input(tmp_path: Path) -> None:
    assert only(tmp_path / "none.yaml").code == "unreadable-file"
    assert only(tmp_path).code == "unreadable-file"
    assert only(put(tmp_path, "a.yaml", "a: [")).severity == "error"
    assert only(put(tmp_path, "b.yaml", "- a")).code == "wrong-kind"


def test_warnings_come_with_the_profile(tmp_path: Path) -> None:
    _, problems = load(put(tmp_path, "me.yaml", "basics: {nmae: A}"))
    assert [(p.severity, p.code) for p in problems] == [("warning", "unknown-key")]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"k{n}: x" for n in range(20_000)),
        "prep:\n" + "\n".join(f" k{n}: x" for n in range(20_000)),
        "prep:\n goals: [" + ",".join(f"{{id: g{n}}}" for n in range(8_000)) + "]\n skills_to_build:\n"
        " - for: [" + ",".join(f"h{n}" for n in range(20_000)) + "]",
        "prep: {values: [" + ",".join("{kind: x}" for n in range(12_000)) + "]}",
        "prep: {goals: [{id: " + "a" * 1_000_000 + "}]}",
        "prep: {goals: [{by: " + "1" * 1_000_000 + "}]}",
    ],
    ids=["unknown-keys", "unknown-prep-keys", "references", "choices", "long-id", "long-date"],
)
def test_a_file_made_to_cost_time_is_refused_or_read_soon(tmp_path: Path, text: str) -> None:
    started = time.perf_counter()
    problems = check(put(tmp_path, "me.yaml", text))
    assert time.perf_counter() - started < 5
    assert len(problems) <= 1000
