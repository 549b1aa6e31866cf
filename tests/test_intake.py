"""The intake sheet: what is written into it is a profile, whoever fills it in."""

from __future__ import annotations

import io
from pathlib import Path
from typing import get_origin

import pypdf
import pytest

from prepsheet import sheets
from prepsheet.document import Choice, Select, TextField
from prepsheet.imports.write import written
from prepsheet.kinds import check_value, kind_of
from prepsheet.problems import Place
from prepsheet.profile import Profile, check, lens, load
from prepsheet.schema import bare
from prepsheet.typeset.shrink import walk
from tests.filled import choices, collected, type_at
from tests.making import DAY, LIBRARY, NOBODY, PAPERS, PEOPLE, Paper, document_of, person
from tests.pdf.validators import assert_valid

SAMPLES = {"date": "2028-05", "number": "120"}
MOMENT = "2026-12-03 10:30"


def fields(name: str) -> dict[str, TextField | Select | Choice]:
    """The fields of the sheet for an example person, by path."""
    found = [
        part
        for part in walk(document_of("intake", name).pages)
        if isinstance(part, TextField | Select | Choice) and part.path
    ]
    assert len({part.path for part in found}) == len(found)
    return {part.path: part for part in found}


def sample(block: TextField | Select | Choice) -> str:
    """Something that may be written into a field."""
    if not isinstance(block, TextField):
        return block.options[-1].value
    if block.path.endswith(".when"):
        return MOMENT
    text = SAMPLES.get(block.kind, f"my {block.path}")
    return text[: block.max_length] if block.max_length else text


@pytest.mark.parametrize("name", [NOBODY, *PEOPLE])
def test_every_field_is_one_of_a_profile(name: str) -> None:
    for path, block in fields(name).items():
        hint = type_at(path)
        allowed = choices(hint)
        if isinstance(block, Select | Choice) and allowed:
            assert {option.value for option in block.options} <= set(allowed), path
        elif isinstance(block, TextField):
            assert (block.kind == "number") == (bare(hint).kind is int), path
            assert get_origin(bare(hint).kind) is not tuple or block.frame == "box", path


def test_every_stage_path_and_way_to_meet_can_be_chosen() -> None:
    asked = fields(NOBODY)
    for path in ("stage", "path", "targets.1.interview.format"):
        block = asked[path]
        assert isinstance(block, Select)
        assert {"", *(option.value for option in block.options)} == set(choices(type_at(path)))


def test_what_nobody_fills_in_becomes_a_profile(tmp_path: Path) -> None:
    asked = fields(NOBODY)
    said = {path: sample(block) for path, block in asked.items()}
    for path, block in asked.items():
        assert check_value(kind_of(block), said[path], Place("intake.pdf")) is None
    me = tmp_path / "me.yaml"
    me.write_text(written(collected(said)), encoding="utf-8")
    assert check(me) == []
    data = load(me)[0].data()
    assert {path: lens.get(data, path) for path in said} == said


def test_it_is_prefilled_with_what_a_person_has() -> None:
    asked = fields("zuzana")
    data = person("zuzana").data()
    assert {path: block.value for path, block in asked.items()} == {
        path: lens.get(data, path) for path in asked
    }
    assert {
        "goals.near.role",
        "goals.far.role",
        "stories.couriers.result",
        "targets.havnlys.job.title",
    } <= asked.keys()


def test_only_the_name_is_needed() -> None:
    assert [path for path, block in fields(NOBODY).items() if block.required] == ["basics.name"]


def test_the_name_is_asked_for_once() -> None:
    blank = [page.furniture.owner_label for page in document_of("intake", NOBODY, blank=True).pages]
    empty = [page.furniture.owner_label for page in document_of("intake", NOBODY).pages]
    assert (blank, empty) == (["", "Name", "Name", "Name"], ["", "", "", ""])


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("blank", [False, True])
def test_it_is_four_valid_pages_for_nobody(paper: Paper, blank: bool) -> None:
    (sheet,) = sheets.plan(Profile(), LIBRARY, ("intake",), sheets.Options(DAY, paper=paper, blank=blank))
    rendered = sheets.render(sheet)
    assert (rendered.pages, rendered.problems) == (4, ())
    assert_valid(rendered.data)
    names = pypdf.PdfReader(io.BytesIO(rendered.data)).get_fields() or {}
    assert ("basics.name" in names) is not blank
