"""What a run of `prepsheet build` writes, prints and refuses; the sheets themselves are faked."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from prepsheet.problems import Place, Problem, warning
from tests.cli.conftest import KIT, Pipeline, Run, too_long

FILES = [f"{name}.{form}" for name, _, form in KIT]


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".prepsheet.json")


def test_the_kit_goes_into_a_folder_of_the_persons_name(
    cli: Run, pipeline: Pipeline, profile: Path, here: Path
) -> None:
    ran = cli("build", "me.yaml")
    folder = Path("output/Zuzana Křížková")
    assert ran.code == 0
    assert ran.out.splitlines() == [str(folder / name) for name in FILES]
    assert made(here / folder) == sorted(FILES)
    assert "Made 5 files" in ran.err


def test_only_the_sheets_named_are_made_each_once(cli: Run, pipeline: Pipeline, profile: Path) -> None:
    ran = cli("build", "me.yaml", "goals", "values", "goals")
    assert ran.code == 0
    assert [Path(line).name for line in ran.out.splitlines()] == ["values.pdf", "goals.pdf"]


def test_a_folder_named_is_used_as_it_is(cli: Run, pipeline: Pipeline, profile: Path, here: Path) -> None:
    assert cli("build", "me.yaml", "goals", "-o", "a/b").code == 0
    assert made(here / "a/b") == ["goals.pdf"]


def test_without_a_name_the_folder_is_called_after_the_file(cli: Run, pipeline: Pipeline, here: Path) -> None:
    (here / "student 7.yaml").write_text("prep: {version: 1}\n", encoding="utf-8")
    assert cli("build", "student 7.yaml").code == 0
    assert made(here / "output/student 7") == sorted(FILES)


def test_a_hostile_name_stays_inside_output(cli: Run, pipeline: Pipeline, here: Path) -> None:
    (here / "me.yaml").write_text('basics: {name: "../../../evil"}\nprep: {version: 1}\n', encoding="utf-8")
    assert cli("build", "me.yaml").code == 0
    assert [path.name for path in (here / "output").iterdir()] == ["evil"]


def test_options_reach_the_plan(cli: Run, pipeline: Pipeline, profile: Path) -> None:
    ran = cli("build", "me.yaml", "--target", "ferry", "--paper", "letter", "--as", "pdf",
              "--date", "2027-03-09", "--blank")  # fmt: skip
    asked = pipeline.options
    assert ran.code == 0
    assert (asked.target, asked.paper, asked.blank) == ("ferry", "letter", True)
    assert asked.formats == {"pdf"}
    assert asked.date == datetime.date(2027, 3, 9)
    assert "answer-draft.docx" not in ran.out


def test_structure_and_tone_reach_the_plan(cli: Run, pipeline: Pipeline, profile: Path) -> None:
    assert cli("build", "me.yaml", "--structure", "fill-in", "--tone", "warm").code == 0
    assert (pipeline.options.structure, pipeline.options.tone) == ("fill-in", "warm")


def test_flat_and_ink_reach_the_plan(cli: Run, pipeline: Pipeline, profile: Path) -> None:
    assert cli("build", "me.yaml", "--flat", "--ink", "mono").code == 0
    assert (pipeline.options.flat, pipeline.options.ink) == (True, "mono")
    assert cli("build", "me.yaml").code == 0
    assert (pipeline.options.flat, pipeline.options.ink) == (False, "")


def test_a_flat_sheet_is_not_said_to_be_fillable(cli: Run, pipeline: Pipeline, profile: Path) -> None:
    assert "fill them in" in cli("build", "me.yaml").err
    assert "fill them in" not in cli("build", "me.yaml", "--flat").err


def test_the_day_is_that_of_source_date_epoch_where_it_is_set(
    cli: Run, pipeline: Pipeline, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    cli("build", "me.yaml")
    assert pipeline.options.date == datetime.date(1970, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert cli("build", "me.yaml").code == 2


def test_blank_sheets_need_no_profile(cli: Run, pipeline: Pipeline, here: Path) -> None:
    ran = cli("build", "--blank", "goals", "values")
    assert ran.code == 0
    assert made(here / "output/blank") == ["goals.pdf", "values.pdf"]


def test_sheets_named_without_a_profile_are_empty_ones_to_type_into(
    cli: Run, pipeline: Pipeline, here: Path
) -> None:
    ran = cli("build", "goals", "values")
    assert ran.code == 0
    assert made(here / "output/empty") == ["goals.pdf", "values.pdf"]
    assert not pipeline.options.blank
    assert "fill them in" in ran.err
    assert "Made 1 file. Next: fill it in" in cli("build", "goals").err


@pytest.mark.parametrize("extra", [(), ("--blank",)])
def test_a_first_word_that_no_sheet_could_have_is_the_profile(
    cli: Run, pipeline: Pipeline, profile: Path, here: Path, extra: tuple[str, ...]
) -> None:
    (here / "class").mkdir()
    profile.rename(here / "class/ann")
    assert cli("build", *extra, "class/ann", "goals").code == 0
    assert cli("build", *extra, "absent.yaml", "goals").code == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "name a profile"),
        (("me.yaml", "gaols"), "Did you mean 'goals'?"),
        (("me.yaml", "--target", "fery"), "Did you mean 'ferry'?"),
        (("me.yaml", "--as", "odt"), "'odt' is not one of pdf, docx"),
        (("me.yaml", "answer-draft", "--as", "pdf"), "nothing to make as pdf"),
        (("me.yaml", "--paper", "a5"), "a5"),
        (("me.yaml", "--date", "9.3.2027"), "2027-03-09"),
        (("me.yaml", "--date", "2027-02-30"), "2027-02-30"),
        (("me.yaml", "--colour"), "--colour"),
        (("me.yaml", "--ink", "blue"), "'colour', 'mono'"),
        (("me.yaml", "--blank", "--flat"), "take --blank or --flat"),
        (("goals", "--flat"), "take --blank or --flat"),
        (("me",), "there is no sheet 'me'"),
        (("goals", "--target", "ferry"), "there is no target 'ferry'"),
        (("me.yaml", "--structure", "no-such"), "no structure 'no-such'"),
        (("me.yaml", "--tone", "wram"), "Did you mean 'warm'?"),
        (("me.yaml", "--library", "absent"), "absent"),
    ],
)
def test_wrong_usage_exits_2_and_writes_nothing(
    cli: Run, pipeline: Pipeline, profile: Path, here: Path, arguments: tuple[str, ...], told: str
) -> None:
    ran = cli("build", *arguments)
    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""
    assert [path.name for path in here.iterdir()] == ["me.yaml"]


def test_a_profile_that_is_wrong_exits_1_with_its_places(cli: Run, pipeline: Pipeline, here: Path) -> None:
    (here / "me.yaml").write_text("basics: {nmae: Ann}\nprep: {version: one}\n", encoding="utf-8")
    ran = cli("build", "me.yaml")
    assert ran.code == 1
    assert "me.yaml:2:" in ran.err
    assert ran.out == ""
    assert not (here / "output").exists()


def test_what_does_not_fit_exits_5_and_writes_nothing(
    cli: Run, pipeline: Pipeline, profile: Path, here: Path
) -> None:
    pipeline.fails = {"cheat-sheet": too_long(), "goals": too_long()}
    ran = cli("build", "me.yaml")
    assert ran.code == 5
    assert ran.err == "me.yaml:3:5: error: too long by 12 words\n  shorten it\n"
    assert not (here / "output").exists()


def test_building_again_replaces_what_nobody_changed(
    cli: Run, pipeline: Pipeline, profile: Path, here: Path
) -> None:
    cli("build", "me.yaml")
    pipeline.text = "second"
    assert cli("build", "me.yaml").code == 0
    goals = here / "output/Zuzana Křížková/goals.pdf"
    assert goals.read_text(encoding="utf-8") == "goals Zuzana Křížková second"


def test_a_file_filled_in_since_is_kept_unless_forced(
    cli: Run, pipeline: Pipeline, profile: Path, here: Path
) -> None:
    cli("build", "me.yaml")
    folder = here / "output/Zuzana Křížková"
    (folder / "goals.pdf").write_text("my answers", encoding="utf-8")
    pipeline.text = "second"
    for extra in ((), ("--dry-run",)):
        ran = cli("build", "me.yaml", *extra)
        assert ran.code == 4
        assert "--force" in ran.err
        assert ran.out == ""
    assert (folder / "goals.pdf").read_text(encoding="utf-8") == "my answers"
    assert (folder / "values.pdf").read_text(encoding="utf-8").endswith("first")
    assert cli("build", "me.yaml", "--force").code == 0
    assert (folder / "goals.pdf").read_text(encoding="utf-8").endswith("second")


def test_two_people_of_one_name_do_not_overwrite_each_other(
    cli: Run, pipeline: Pipeline, profile: Path, here: Path
) -> None:
    cli("build", "me.yaml")
    (here / "other.yaml").write_text(profile.read_text(encoding="utf-8"), encoding="utf-8")
    pipeline.text = "second"
    ran = cli("build", "other.yaml")
    assert ran.code == 4
    assert "me.yaml" in ran.err


def test_a_dry_run_names_the_files_and_writes_none(
    cli: Run, pipeline: Pipeline, profile: Path, here: Path
) -> None:
    ran = cli("build", "me.yaml", "goals", "--dry-run")
    assert (ran.code, ran.out) == (0, f"{Path('output/Zuzana Křížková/goals.pdf')}\n")
    assert "nothing was written" in ran.err
    assert not (here / "output").exists()


def test_quiet_hides_next_steps_and_notes_but_no_warning(cli: Run, pipeline: Pipeline, profile: Path) -> None:
    place = Place("me.yaml")
    pipeline.remarks = {
        "goals": (
            Problem(place, "note", "gaps", "3 gaps left"),
            warning(place, "left-out", "left out: trends"),
        )
    }
    loud = cli("build", "me.yaml").err
    quiet = cli("build", "me.yaml", "--quiet").err
    assert "3 gaps left" in loud and "Next:" in loud
    assert quiet == "me.yaml: warning: left out: trends\n"


def test_an_unwritable_folder_exits_4(cli: Run, pipeline: Pipeline, profile: Path, here: Path) -> None:
    (here / "output").write_text("", encoding="utf-8")
    ran = cli("build", "me.yaml")
    assert ran.code == 4
    assert "not a folder" in ran.err


def test_open_shows_the_folder(
    cli: Run, pipeline: Pipeline, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("click.launch", shown.append)
    cli("build", "me.yaml", "--open", "-o", "made")
    assert shown == ["made"]
