"""The files in `tests/data`: each invalid one beside its problems, each valid one without any error."""

from __future__ import annotations

from pathlib import Path

import pytest

from prepsheet.problems import InputError, Problem
from prepsheet.profile import check, load

DATA = Path(__file__).resolve().parents[1] / "data"
INVALID = sorted((DATA / "invalid").glob("*.yaml"))
VALID = sorted(path for path in (DATA / "valid").iterdir())


def named(path: Path) -> str:
    return path.stem


def report(problem: Problem) -> str:
    place = problem.place
    where = f"{Path(place.file).name}:{place.line}:{place.column}"
    path = f" [{place.path}]" if place.path else ""
    return f"{where}: {problem.severity}{path}: {problem.message}\n    {problem.hint} ({problem.code})\n"


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_problems_of_invalid_files(path: Path, request: pytest.FixtureRequest) -> None:
    expected = path.with_suffix(".txt")
    found = "".join(map(report, check(path)))
    if request.config.getoption("--update-goldens"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_loading_refuses_what_checking_finds(path: Path) -> None:
    problems = check(path)
    if all(problem.severity != "error" for problem in problems):
        assert load(path)[1] == problems
        return
    with pytest.raises(InputError) as failure:
        load(path)
    assert list(failure.value.problems) == problems


@pytest.mark.parametrize("path", VALID, ids=named)
def test_valid_files_are_sound(path: Path) -> None:
    assert check(path) == []
