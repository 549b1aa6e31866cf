"""What headers mean by themselves and by the map, and what is never taken unasked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from prepsheet.library import standard_library
from prepsheet.problems import InputError
from prepsheet.roster import known, open_roster, person
from prepsheet.roster.known import folded
from prepsheet.schema import plain
from prepsheet.yaml_source import read
from tests.roster.tables import LIBRARY, opened, put, refused, row, rows

HANDSHAKE = (
    "email_address", "username", "auth_identifier", "card_id", "first_name", "last_name", "middle_name",
    "preferred_name", "school_year_name", "primary_education:education_level_name",
    "primary_education:cumulative_gpa", "primary_education:department_gpa",
    "primary_education:primary_major_name", "primary_education:major_names",
    "primary_education:minor_names", "primary_education:college_name", "primary_education:start_date",
    "primary_education:end_date", "primary_education:currently_attending", "campus_name",
    "opt_cpt_eligible", "ethnicity", "gender", "disabled", "work_study_eligible", "system_label_names",
    "mobile_number", "assigned_to_email_address", "athlete", "veteran",
    "hometown_location_attributes:name", "eu_gdpr_subject", "first_generation",
)  # fmt: skip
"""The columns of Handshake's own import of students."""


def handshake(**cells: str) -> str:
    quoted = ('"' + cells.get(header, "").replace('"', '""') + '"' for header in HANDSHAKE)
    return f"{','.join(HANDSHAKE)}\n{','.join(quoted)}\n"


def test_of_handshake_only_what_a_sheet_needs_is_taken(tmp_path: Path) -> None:
    roster = opened(tmp_path, handshake(username="alee", first_name="Ann", last_name="Lee"))
    taken = {column.header for column in roster.columns if column.use == "taken"}
    assert {column.header for column in roster.columns if column.use == "second"} == {
        "auth_identifier", "card_id", "primary_education:major_names", "campus_name",
    }  # fmt: skip
    assert taken == {
        "email_address", "username", "first_name", "last_name", "preferred_name", "school_year_name",
        "primary_education:primary_major_name", "primary_education:college_name", "assigned_to_email_address",
    }  # fmt: skip
    private = {column.header: column.goes for column in roster.columns if column.use == "private"}
    assert private["primary_education:cumulative_gpa"] == "grades"
    assert private.keys() >= {"ethnicity", "gender", "disabled", "veteran", "mobile_number", "athlete"}


def test_nothing_private_reaches_the_profile(tmp_path: Path) -> None:
    secret = {header: f"secret {header}" for header in HANDSHAKE}
    cells = secret | {"first_name": "Ann", "last_name": "Lee", "username": "secret id"}
    wanted = ("email_address", "preferred_name", "school_year_name", "primary_education:primary_major_name",
              "primary_education:college_name", "assigned_to_email_address")  # fmt: skip
    ann = row(tmp_path, handshake(**cells | dict.fromkeys(wanted, "")))
    assert "secret" not in str(person(ann, tmp_path)[0].data(private=True))


def test_handshakes_lists_and_clear_are_understood(tmp_path: Path) -> None:
    put(tmp_path, "basics: {name: Ann, email: old}\neducation: [{area: Law}]", "ann.yaml")
    put(tmp_path, "columns: {file: profile}", "roster-map.yaml")
    text = (
        "primary_education:major_names,email_address,username,file\n"
        + '"""Art"";""Law""",**CLEAR**,1,ann.yaml\n'
    )
    profile, _ = person(row(tmp_path, text), tmp_path)
    assert profile.education[0].area == "Art, Law"
    assert profile.basics.email == ""
    unchanged = text.replace('"""Art"";""Law"""', "").replace("**CLEAR**", "")
    profile, _ = person(row(tmp_path, unchanged), tmp_path)
    assert (profile.education[0].area, profile.basics.email) == ("Law", "old")


@pytest.mark.parametrize(
    ("headers", "goes"),
    [
        (
            "Vorname;Nachname;E-Mail-Adresse;Studiengang",
            ["first", "last", "basics.email", "education.1.area"],
        ),
        ("Prénom;Nom;Courriel;Filière", ["first", "last", "basics.email", "education.1.area"]),
        (
            "Nombre;Apellidos;Correo electrónico;Carrera",
            ["first", "last", "basics.email", "education.1.area"],
        ),
        ("Nome;Cognome;Posta elettronica;Lingua", ["first", "last", "basics.email", "print.lang"]),
        ("Nome completo;Endereço de e-mail;Curso", ["name", "basics.email", "education.1.area"]),
        ("Voornaam;Achternaam;E-mailadres;Taal", ["first", "last", "basics.email", "print.lang"]),
        ("Imię;Nazwisko;Adres e-mail;Kierunek", ["first", "last", "basics.email", "education.1.area"]),
        ("Jméno;Příjmení;Obor;Jazyk", ["first", "last", "education.1.area", "print.lang"]),
        ("Förnamn;Efternamn;E-post;Språk", ["first", "last", "basics.email", "print.lang"]),
        ("Ad;Soyad;E-posta;Bölüm", ["first", "last", "basics.email", "education.1.area"]),
        ("Имя;Фамилия;Почта;Язык", ["first", "last", "basics.email", "print.lang"]),
        ("الاسم;البريد الإلكتروني;التخصص", ["name", "basics.email", "education.1.area"]),
        ("姓名;学号;邮箱;专业", ["name", "key", "basics.email", "education.1.area"]),
        ("氏名;学籍番号;メール;専攻", ["name", "key", "basics.email", "education.1.area"]),
        ("FIRST-NAME ;last_name;Paper size (A4 or Letter)", ["first", "last", "print.paper"]),
    ],
)
def test_headers_are_known_in_many_languages(tmp_path: Path, headers: str, goes: list[str]) -> None:
    cells = ";".join("a4" for _ in goes)
    roster = opened(tmp_path, f"{headers}\n{cells}\n")
    assert [column.goes for column in roster.columns] == goes


def test_no_header_is_known_to_go_to_two_places() -> None:
    file = plain(read(LIBRARY.find(known.FILE)))
    places = Counter(
        folded(header)
        for kinds in (file["columns"], file["private"])
        for headers in kinds.values()
        for header in {folded(header) for header in headers}
    )
    assert [header for header, count in places.items() if count > 1] == []


def test_a_file_of_ones_own_replaces_what_is_known(tmp_path: Path) -> None:
    put(tmp_path, "columns: {name: [Kandidat]}", "content/roster/columns.yaml")
    path = put(tmp_path, "Kandidat,Major\nAnn,Art\n")
    roster = open_roster(path, standard_library(tmp_path))
    assert [(column.goes, column.use) for column in roster.columns] == [("name", "taken"), ("", "unknown")]


def test_what_is_known_is_checked_like_any_file(tmp_path: Path) -> None:
    put(tmp_path, "columns: {goals.near.roel: [Job]}", "content/roster/columns.yaml")
    with pytest.raises(InputError) as failure:
        open_roster(put(tmp_path, "Name\nAnn\n"), standard_library(tmp_path))
    assert failure.value.problems[0].hint == 'did you mean "goals.near.role"?'


def test_columns_that_are_not_known_are_told_and_not_used(tmp_path: Path) -> None:
    roster = opened(tmp_path, "Name,Notes,GPA\nAnn,x,4\n")
    assert [problem.message for problem in roster.problems] == [
        'not used: "Notes"',
        'left out as private: "GPA"',
    ]


def test_a_roster_of_unknown_columns_says_how_to_name_them(tmp_path: Path) -> None:
    problem = refused(tmp_path, "Foo,Bar\n1,2\n")
    assert '"Foo", "Bar"' in problem.message
    assert "roster-map.yaml" in problem.hint
    assert refused(tmp_path, "Major,Year\nArt,2\n").code == "no-names"


def test_the_map_can_take_what_is_private_and_leave_what_is_known(tmp_path: Path) -> None:
    put(tmp_path, "columns: {GPA: education.1.score}\nignore: [Major]", "roster-map.yaml")
    profile, _ = person(row(tmp_path, "Name,GPA,Major\nAnn,4.0,Art\n"), tmp_path)
    assert (profile.education[0].score, profile.education[0].area) == ("4.0", "")


def test_of_two_columns_that_say_the_same_one_is_taken(tmp_path: Path) -> None:
    roster = opened(tmp_path, "Name,Major,Programme\nAnn,Art,Law\n")
    assert [column.use for column in roster.columns] == ["taken", "taken", "second"]
    assert roster.problems[0].message == 'not used, as other columns say the same: "Programme"'
    put(tmp_path, "columns: {Job: goals.near.role, Dream: goals.near.role}", "roster-map.yaml")
    assert refused(tmp_path, "Name,Job,Dream\nAnn,a,b\n").code == "same-place"


def test_defaults_fill_in_what_neither_row_nor_profile_says(tmp_path: Path) -> None:
    put(
        tmp_path,
        "defaults: {paper: letter, stage: entry, copies: '3', print.office: Careers}",
        "roster-map.yaml",
    )
    put(tmp_path, "prep: {stage: senior}", "bo.yaml")
    ann, bo = rows(tmp_path, "Name,Paper,Profile,Copies\nAnn,A4,,\nBo,,bo.yaml,2\n")
    prep = person(ann, tmp_path)[0].prep
    assert (prep.print.paper, prep.stage, ann.copies) == ("a4", "entry", 3)
    prep = person(bo, tmp_path)[0].prep
    assert (prep.print.paper, prep.stage, bo.copies, prep.print.office) == ("letter", "senior", 2, "Careers")


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("columns: {Job: goals.near.roel}", 1, 'did you mean "goals.near.role"?'),
        ("columns:\n  Job: prep.stag", 2, 'did you mean "stage"?'),
        ("columns: {Job: basics.emial}", 1, 'did you mean "basics.email"?'),
        ("columns: {Job: resume}", 1, "use a path such as"),
        ("columns: {Job: values.9999999.name}", 1, "use a path such as"),
        ("columns: {Job: values}", 1, "use a path such as"),
        ("colums: {}", 1, 'did you mean "columns"?'),
        ("defaults:\n  stage: seniour", 2, 'did you mean "senior"? Otherwise'),
        ("defaults: {name: Ann}", 1, "leave it out of the defaults"),
        ("defaults: {copies: '0'}", 1, "write a number from 1 to 99"),
    ],
)
def test_mistakes_in_the_map_are_placed_and_explained(
    tmp_path: Path, text: str, line: int, hint: str
) -> None:
    put(tmp_path, text, "roster-map.yaml")
    problem = refused(tmp_path, "Name,Job\nAnn,x\n")
    assert problem.place.file == str(tmp_path / "roster-map.yaml")
    assert problem.place.line == line
    assert problem.hint.startswith(hint)


def test_a_map_may_stand_elsewhere_and_names_only_columns_that_there_are(tmp_path: Path) -> None:
    elsewhere = put(tmp_path, "columns: {Dreem job: goals.near.role}", "maps/my.yaml")
    roster = opened(tmp_path, "Name,Dream job\nAnn,Nurse\n", map_file=elsewhere)
    (unknown,) = (problem for problem in roster.problems if problem.severity == "warning")
    assert unknown.place.file == str(elsewhere)
    assert unknown.hint == 'did you mean "Dream job"?'
