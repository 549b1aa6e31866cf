"""Rows as profiles: over a file, over nothing, and with everything checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from prepsheet.problems import InputError
from prepsheet.roster import open_roster, person
from tests.roster.tables import LIBRARY, put, row, rows, told


def mapped(folder: Path, **columns: str) -> None:
    put(
        folder,
        "columns:\n" + "".join(f"  {name}: {path}\n" for name, path in columns.items()),
        "roster-map.yaml",
    )


def test_cells_go_into_lists_by_position_and_by_id(tmp_path: Path) -> None:
    mapped(
        tmp_path,
        a="goals.near.role",
        b="goals.far.role",
        c="values.2.name",
        d="rescue",
        e="ratings.trust.matters",
    )
    ann = row(tmp_path, 'Name,a,b,c,d,e\nAnn,Nurse,Matron,Trust,"One; two\nthree",5\n')
    prep = person(ann, tmp_path)[0].prep
    assert [(goal.id, goal.role) for goal in prep.goals] == [("near", "Nurse"), ("far", "Matron")]
    assert [value.name for value in prep.values] == ["Trust"]
    assert prep.rescue == ("One", "two", "three")
    assert prep.ratings["trust"].matters == 5


def test_cells_lie_over_what_the_file_says_however_it_says_it(tmp_path: Path) -> None:
    file = """\
        {basics: {name: Ann}, work: [{id: yard, start_date: '2020', name: Yard}, Mill],
         prep: {goals: [Nurse, {id: far, role: Matron}], rescue: one, resume: resume.json}}"""
    put(tmp_path, file, "ann.yaml")
    put(tmp_path, '{"education": [{"area": "Law", "score": "1"}]}', "resume.json")
    columns = {"a": "work.yard.startDate", "b": "work.2.position", "c": "goals.1.by", "d": "goals.far.role"}
    mapped(tmp_path, **columns, e="rescue", f="education.1.area", file="profile")
    ann = row(tmp_path, "a,b,c,d,e,f,file\n2021,Fitter,2030,Head,two,Art,ann.yaml\n")
    profile, problems = person(ann, tmp_path)
    assert [(job.name, job.position, job.start_date) for job in profile.work] == [
        ("Yard", "", "2021"),
        ("Mill", "Fitter", ""),
    ]
    assert [(goal.role, goal.by) for goal in profile.prep.goals] == [("Nurse", "2030"), ("Head", "")]
    assert profile.prep.rescue == ("two",)
    assert (profile.education[0].area, profile.education[0].score) == ("Art", "1")
    assert (ann.name, problems) == ("Ann", [])


def test_wrong_values_are_told_by_row_column_and_path(tmp_path: Path) -> None:
    mapped(tmp_path, By="goals.near.by")
    wrong = row(tmp_path, "Name,By\nAnn,soon\n")
    assert told(wrong) == ['2: By: "soon" is not a date']
    assert wrong.problems[0].place.path == "goals.near.by"
    with pytest.raises(InputError) as failure:
        person(wrong, tmp_path)
    assert failure.value.problems == wrong.problems


def test_what_is_wrong_between_values_is_told_by_the_column(tmp_path: Path) -> None:
    mapped(tmp_path, Link="stories.shop.leads_to", Goal="goals.near.role")
    wrong = row(tmp_path, "Name,Goal,Link\nAnn,Nurse,neer\n")
    assert wrong.problems == ()
    with pytest.raises(InputError) as failure:
        person(wrong, tmp_path)
    (problem,) = failure.value.problems
    assert (problem.place.line, problem.message) == (2, 'Link: there is no "neer" in goals')
    assert problem.hint == 'did you mean "near"?'


def test_problems_of_the_file_are_those_of_the_file(tmp_path: Path) -> None:
    put(tmp_path, "basics: {name: Ann}\nprep: {stage: seniour}", "ann.yaml")
    by_row = row(tmp_path, "Name,Profile\nAnn,ann.yaml\n")
    with pytest.raises(InputError) as failure:
        person(by_row, tmp_path)
    assert failure.value.problems[0].place.file == str(tmp_path / "ann.yaml")
    put(tmp_path, "basics: {label: Nurse}\nprep: {stage: seniour}", "ann.yaml")
    by_file = row(tmp_path, "Profile\nann.yaml\n")
    assert [problem.code for problem in by_file.problems] == [failure.value.problems[0].code]


@pytest.mark.parametrize(
    ("profile", "name", "surname"),
    [
        ("basics: {name: Ann Lee}\nprep: {stage: seniour}", "Ann Lee", "Lee"),
        ("basics: {name: Lê Ánh}\nprep: {version: 1, print: {lang: vi}}", "Lê Ánh", "Lê"),
        (
            "basics: {name: Kiss Ann}\nprep:\n  version: 1\n  print:\n    lang: # ours\n      hu",
            "Kiss Ann",
            "Kiss",
        ),
        (
            '{"basics": {"name": "Lê Ánh"}, "prep": {"version": 1, "print": {"lang": "vi-VN"}}}',
            "Lê Ánh",
            "Lê",
        ),
        ("basics: {name: ~}\nprep: {version: 1}", "ann", "ann"),
        ("basics: {label: name}\nprep: {version: 1, print: {lang: en}}", "ann", "ann"),
        ("prep: {version: 1, resume: her.json}", "Ann Her", "Her"),
    ],
)
def test_a_name_is_found_wherever_it_is_in_a_profile(
    tmp_path: Path, profile: str, name: str, surname: str
) -> None:
    put(tmp_path, '{"basics": {"name": "Ann Her"}}', "her.json")
    put(tmp_path, profile, "ann.yaml")
    found = row(tmp_path, "Profile\nann.yaml\n")
    assert (found.name, found.surname, found.problems) == (name, surname, ())


def test_remarks_are_told_once(tmp_path: Path) -> None:
    turned = row(tmp_path, "Name\nA\u202enn\n")
    assert [problem.code for problem in turned.problems] == ["bidi-control"]
    assert person(turned, tmp_path)[1] == []


def test_a_target_must_be_one_of_the_profiles_own(tmp_path: Path) -> None:
    put(tmp_path, "basics: {name: Ann}\nprep: {targets: [{id: elm, job: Nurse}]}", "ann.yaml")
    right, wrong, none = rows(tmp_path, "Name,Profile,Target\nAnn,ann.yaml,elm\nBo,ann.yaml,elmm\nCy,,elm\n")
    assert (right.target, person(right, tmp_path)[0].prep.targets[0].id) == ("elm", "elm")
    for row_, hint in ((wrong, 'did you mean "elm"?'), (none, "the profile has no targets")):
        with pytest.raises(InputError) as failure:
            person(row_, tmp_path)
        (problem,) = failure.value.problems
        assert (problem.place.line, problem.hint) == (row_.number, hint)


@pytest.mark.parametrize(
    ("column", "text", "path", "value"),
    [
        ("Paper", "US Letter", "print.paper", "letter"),
        ("Paper", "DIN A4", "print.paper", "a4"),
        ("Large print", "yes", "print.size", "large"),
        ("Print", "Large-UKAAF", "print.size", "large-ukaaf"),
        ("Language", "Deutsch", "print.lang", "de"),
        ("Language", "English (US)", "print.lang", "en"),
        ("Language", "pt-BR", "print.lang", "pt-BR"),
        ("Stage", "Career changer", "stage", "changer"),
    ],
)
def test_choices_are_understood_in_usual_words(
    tmp_path: Path, column: str, text: str, path: str, value: str
) -> None:
    ann = row(tmp_path, f"Name,{column}\nAnn,{text}\n")
    profile, _ = person(ann, tmp_path)
    prep = profile.prep
    has = {"print.paper": prep.print.paper, "print.size": prep.print.size, "print.lang": prep.print.lang}
    assert (has | {"stage": prep.stage})[path] == value


@pytest.mark.parametrize(
    ("column", "text", "hint"),
    [
        ("Paper", "a5", "use a4 or letter"),
        ("Print", "larg", 'did you mean "large"?'),
        ("Language", "Germn", 'did you mean "german"?'),
        ("Path", "leadershp", 'did you mean "leadership"?'),
        ("Copies", "0", "write a number from 1 to 99"),
        ("Copies", "many", "write a number from 1 to 99"),
        ("Profile", "none.yaml", "check its name"),
        ("Profile", "x" * 5000 + ".yaml", "check its name"),
    ],
)
def test_choices_that_do_not_exist_refuse_their_row(
    tmp_path: Path, column: str, text: str, hint: str
) -> None:
    wrong, right = rows(tmp_path, f"Name,{column}\nAnn,{text}\nBo,\n")
    (problem,) = wrong.problems
    assert problem.severity == "error"
    assert problem.message.startswith(f"{column}: ")
    assert hint in problem.hint
    assert right.problems == ()


def test_files_of_a_folder_get_the_defaults_of_its_map(tmp_path: Path) -> None:
    put(tmp_path, "basics: {name: Ann Lee}", "ann.yaml")
    put(tmp_path, "defaults: {paper: letter, copies: '2'}", "roster-map.yaml")
    (ann,) = open_roster(tmp_path, LIBRARY)
    assert (ann.name, ann.surname, ann.key, ann.copies) == ("Ann Lee", "Lee", "ann", 2)
    assert person(ann, tmp_path)[0].prep.print.paper == "letter"


def test_bytes_may_stand_in_for_a_rows_file(tmp_path: Path) -> None:
    put(tmp_path, "%PDF-1.7", "ann.pdf")
    ann = row(tmp_path, "Name,Profile,Paper\nAnn Lee,ann.pdf,letter\n")
    read = {tmp_path / "ann.pdf": b"basics: {name: A, label: Nurse}"}
    profile, _ = person(ann, tmp_path, read)
    assert (profile.basics.name, profile.basics.label) == ("Ann Lee", "Nurse")
    assert profile.prep.print.paper == "letter"
