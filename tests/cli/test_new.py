"""`prepsheet new` writes something useful, and never over anything."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from prepsheet.cli.commands.new import MODELINE, SCHEMA_FILE
from prepsheet.profile import check, load
from tests.cli.conftest import Pipeline, Run


def test_a_starter_is_short_valid_and_known_to_editors(cli: Run, here: Path) -> None:
    ran = cli("new", "me.yaml")
    text = (here / "me.yaml").read_text(encoding="utf-8")
    assert ran.code == 0
    assert ran.out.splitlines() == ["me.yaml", SCHEMA_FILE]
    assert "prepsheet build me.yaml" in ran.err
    assert text.startswith(MODELINE) and len(text.splitlines()) < 25
    assert check(here / "me.yaml") == []
    assert (
        "prep"
        in json.loads((here / SCHEMA_FILE).read_text(encoding="utf-8"))["$defs"]["Profile"]["properties"]
    )


def test_a_starter_may_go_into_any_folder(cli: Run, here: Path) -> None:
    assert cli("new", "class/sam.yml").code == 0
    assert (here / "class" / SCHEMA_FILE).exists()


def test_without_a_name_it_is_me_yaml(cli: Run, here: Path) -> None:
    assert cli("new").out.splitlines()[0] == "me.yaml"


@pytest.mark.parametrize("extra", [(), ("--example",)])
def test_nothing_is_ever_overwritten(cli: Run, here: Path, extra: tuple[str, ...]) -> None:
    (here / "me.yaml").write_text("mine", encoding="utf-8")
    ran = cli("new", "me.yaml", *extra)
    assert ran.code == 4
    assert (here / "me.yaml").read_text(encoding="utf-8") == "mine"
    assert not (here / SCHEMA_FILE).exists()


def test_a_schema_that_is_there_is_kept(cli: Run, here: Path) -> None:
    (here / SCHEMA_FILE).write_text("mine", encoding="utf-8")
    assert cli("new").out == "me.yaml\n"
    assert (here / SCHEMA_FILE).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("arguments", [("me.yaml", "--example"), ("--example", "me.yaml")])
def test_the_example_is_a_whole_valid_profile(cli: Run, here: Path, arguments: tuple[str, ...]) -> None:
    assert cli("new", *arguments).code == 0
    person, problems = load(here / "me.yaml")
    assert [problem for problem in problems if problem.severity != "note"] == []
    assert person.data()["prep"]["targets"]


def test_every_example_listed_can_be_written(cli: Run, here: Path) -> None:
    names = cli("list", "examples").out.split()
    assert len(names) >= 4
    for name in names:
        assert cli("new", f"{name}.yaml", "--example", name).code == 0
        assert "error" not in {problem.severity for problem in check(here / f"{name}.yaml")}


def test_a_wrong_example_names_the_nearest(cli: Run, here: Path) -> None:
    ran = cli("new", "me.yaml", "--example", "zuzanna")
    assert ran.code == 2
    assert "Did you mean 'zuzana'?" in ran.err
    assert list(here.iterdir()) == []


def test_a_name_that_is_no_yaml_file_is_refused(cli: Run, here: Path) -> None:
    ran = cli("new", "me")
    assert ran.code == 2
    assert "me.yaml" in ran.err


def test_what_new_wrote_can_be_built(cli: Run, pipeline: Pipeline, here: Path) -> None:
    cli("new", "me.yaml")
    assert cli("build", "me.yaml", "--target", "elm").code == 0


RESUME = '{"basics": {"name": "Ann", "age": 30}, "work": [{"name": "Dock"}]}'


def test_a_resume_of_another_tool_becomes_a_profile(cli: Run, here: Path) -> None:
    (here / "resume.json").write_text(RESUME, encoding="utf-8")
    ran = cli("new", "ann.yaml", "--from", "resume.json")
    assert (ran.code, ran.out) == (0, f"ann.yaml\n{SCHEMA_FILE}\n")
    assert 'resume.json:1:28: warning: "age" was not taken over' in ran.err
    assert "prepsheet check ann.yaml" in ran.err
    text = (here / "ann.yaml").read_text(encoding="utf-8")
    assert text.startswith(MODELINE + "# Made from a JSON Resume.")
    assert check(here / "ann.yaml") == []
    assert load(here / "ann.yaml")[0].data()["work"][0]["name"] == "Dock"


def test_what_to_prepare_stands_below_as_comments_to_take_up(cli: Run, here: Path) -> None:
    (here / "resume.json").write_text(RESUME, encoding="utf-8")
    cli("new", "--from", "resume.json")
    head, line, prep = (here / "me.yaml").read_text(encoding="utf-8").partition("prep:\n")
    (here / "me.yaml").write_text(head + line + re.sub("(?m)^  # ", "  ", prep), encoding="utf-8")
    assert check(here / "me.yaml") == []
    cli("new", "starter.yaml")
    assert load(here / "me.yaml")[0].prep == load(here / "starter.yaml")[0].prep


@pytest.mark.parametrize("text", ["", "name: Ann", "basics: {name: [Ann]}", "cv: [Ann]"])
def test_what_can_not_be_imported_leaves_nothing_behind(cli: Run, here: Path, text: str) -> None:
    (here / "resume.yaml").write_text(text, encoding="utf-8")
    ran = cli("new", "--from", "resume.yaml")
    assert ran.code == 1
    assert "resume.yaml:" in ran.err and "error:" in ran.err
    assert [path.name for path in here.iterdir()] == ["resume.yaml"]


def test_an_import_overwrites_nothing(cli: Run, here: Path) -> None:
    (here / "resume.json").write_text(RESUME, encoding="utf-8")
    (here / "me.yaml").write_text("mine", encoding="utf-8")
    assert cli("new", "--from", "resume.json").code == 4
    assert (here / "me.yaml").read_text(encoding="utf-8") == "mine"


def test_a_profile_has_one_beginning(cli: Run, here: Path) -> None:
    assert cli("new", "me.yaml", "--example", "zuzana", "--from", "resume.json").code == 2
