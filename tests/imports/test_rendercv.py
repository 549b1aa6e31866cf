"""A RenderCV file becomes a profile: each kind of entry in the list it belongs to, and nothing made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from prepsheet.imports import take_over
from prepsheet.problems import InputError
from prepsheet.profile import check, load
from tests.imports.files import put


def taken(folder: Path, text: str) -> tuple[dict[str, Any], list[str]]:
    """The data of the profile that a file gives, empty values left out, and what stayed behind."""
    made = take_over(put(folder, "cv.yaml", text))
    profile = put(folder, "me.yaml", made.text or "basics: {}\n")
    assert made.format == "RenderCV file"
    assert check(profile) == []
    data = load(profile)[0].data()
    left = [f"{p.place.line} {p.place.path}: {p.message}" for p in made.left]
    return {key: solid(value) for key, value in data.items() if key != "prep" and solid(value)}, left


def solid(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: solid(item) for key, item in value.items() if solid(item) and key != "id"}
    if isinstance(value, list):
        return [solid(item) for item in value]
    return value


def section(title: str, *entries: str) -> str:
    return f"cv:\n  sections:\n    {title}:\n" + "".join(f"      - {entry}\n" for entry in entries)


def test_the_head_is_who_you_are(tmp_path: Path) -> None:
    data, left = taken(
        tmp_path,
        """
cv:
  name: Ann Ödegård
  headline: Welder
  location: Oslo, Norway
  email: [ann@example.org, other@example.org]
  phone: +47 1
  website: https://example.org
  photo: me.jpg
  social_networks: [{network: GitHub, username: ann}]
  custom_connections: [{placeholder: Call me, url: https://example.org, fontawesome_icon: phone}]
design: {theme: classic}
locale:
settings: {current_date: 2025-01-01}
""",
    )
    assert data == {
        "basics": {
            "name": "Ann Ödegård",
            "label": "Welder",
            "image": "me.jpg",
            "email": "ann@example.org",
            "phone": "+47 1",
            "url": "https://example.org",
            "location": {"city": "Oslo, Norway"},
            "profiles": [{"network": "GitHub", "username": "ann"}],
        }
    }
    assert [line.partition(" was ")[0] for line in left] == [
        '6 cv.email.2: "other@example.org"',
        '11 cv.custom_connections: "custom_connections"',
        '12 design: "design"',
        '14 settings: "settings"',
    ]


@pytest.mark.parametrize(
    ("title", "entry", "expected"),
    [
        (
            "Experience",
            "{company: Dock, position: Fitter, start_date: 2020-01, end_date: present, location: Oslo}",
            {
                "work": [
                    {
                        "name": "Dock",
                        "position": "Fitter",
                        "startDate": "2020-01",
                        "endDate": "present",
                        "location": "Oslo",
                    }
                ]
            },
        ),
        (
            "anything at all",
            "{company: Dock, position: Fitter, summary: s, highlights: [h]}",
            {"work": [{"name": "Dock", "position": "Fitter", "summary": "s", "highlights": ["h"]}]},
        ),
        (
            "volunteering",
            "{company: Lifeboat, position: Crew, date: 2020}",
            {"volunteer": [{"organization": "Lifeboat", "position": "Crew", "endDate": "2020"}]},
        ),
        (
            "Ausbildung",
            "{institution: School, area: Metal, degree: BA, start_date: 2014, end_date: 2018}",
            {
                "education": [
                    {
                        "institution": "School",
                        "area": "Metal",
                        "studyType": "BA",
                        "startDate": "2014",
                        "endDate": "2018",
                    }
                ]
            },
        ),
        (
            "papers",
            "{title: On rust, date: 2020-05, journal: Metal, doi: 10.1/2, summary: s}",
            {
                "publications": [
                    {
                        "name": "On rust",
                        "releaseDate": "2020-05",
                        "publisher": "Metal",
                        "summary": "s",
                        "url": "https://doi.org/10.1/2",
                    }
                ]
            },
        ),
        (
            "projects",
            "{name: '[Crane](https://example.org)', date: 2019 – 2021-05}",
            {
                "projects": [
                    {"name": "Crane", "url": "https://example.org", "startDate": "2019", "endDate": "2021-05"}
                ]
            },
        ),
        (
            "projects",
            "{name: Crane, date: 2019-02 to present}",
            {"projects": [{"name": "Crane", "startDate": "2019-02", "endDate": "present"}]},
        ),
        (
            "invited_talks",
            "{name: On rust, date: 2021}",
            {"projects": [{"name": "On rust", "endDate": "2021", "type": "invited talks"}]},
        ),
        (
            "honors_and_awards",
            "{name: Best weld, date: 2021}",
            {"awards": [{"title": "Best weld", "date": "2021"}]},
        ),
        (
            "Certifications",
            "{name: TIG, date: 2021-05}",
            {"certificates": [{"name": "TIG", "date": "2021-05"}]},
        ),
        (
            "publications",
            "{name: On rust, date: 2021-05}",
            {"publications": [{"name": "On rust", "releaseDate": "2021-05"}]},
        ),
        (
            "skills",
            "{label: Metal, details: 'TIG, MIG (steel, tin)'}",
            {"skills": [{"name": "Metal", "keywords": ["TIG", "MIG (steel, tin)"]}]},
        ),
        (
            "skills",
            "{label: Metal, details: 'I weld steel, and I learned it from my aunt'}",
            {"skills": [{"name": "Metal", "keywords": ["I weld steel, and I learned it from my aunt"]}]},
        ),
        (
            "languages",
            "{label: Norsk, details: native}",
            {"languages": [{"language": "Norsk", "fluency": "native"}]},
        ),
        (
            "interests",
            "{label: Sea, details: tides}",
            {"interests": [{"name": "Sea", "keywords": ["tides"]}]},
        ),
        (
            "references",
            "{label: Kari, details: Good}",
            {"references": [{"name": "Kari", "reference": "Good"}]},
        ),
        (
            "awards",
            "bullet: '**Best** *weld*, [2021](https://example.org)'",
            {"awards": [{"title": "Best weld, 2021 (https://example.org)"}]},
        ),
        (
            "languages",
            "bullet: Norsk, English",
            {"languages": [{"language": "Norsk"}, {"language": "English"}]},
        ),
        ("papers", "number: On rust", {"publications": [{"name": "On rust"}]}),
        ("papers", "reversed_number: On rust", {"publications": [{"name": "On rust"}]}),
        ("summary", "I make 2 * 3 tools.", {"basics": {"summary": "I make 2 * 3 tools."}}),
    ],
)
def test_an_entry_goes_where_it_belongs(
    tmp_path: Path, title: str, entry: str, expected: dict[str, Any]
) -> None:
    assert taken(tmp_path, section(title, entry)) == (expected, [])


def test_entries_of_one_list_may_come_from_several_sections(tmp_path: Path) -> None:
    text = section("jobs", "{company: Dock, position: a}") + "    more jobs: [{company: Pier, position: b}]\n"
    data, _ = taken(tmp_path, text)
    assert [job["name"] for job in data["work"]] == ["Dock", "Pier"]


def test_a_summary_of_several_texts_is_one_text(tmp_path: Path) -> None:
    data, _ = taken(tmp_path, section("About me", "One.", "Two."))
    assert data["basics"]["summary"] == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("title", "entry", "message"),
    [
        ("patents", "number: A crane", '3 cv.sections.patents: "patents" was not taken over'),
        ("Welcome", "Some text", '3 cv.sections.Welcome: "Welcome" was not taken over'),
        ("experience", "Some text", '3 cv.sections.experience: "experience" was not taken over'),
        ("citizenship", "{label: Passport, details: NO}", '3 cv.sections.citizenship: "citizenship"'),
        ("skills", "[a, b]", '3 cv.sections.skills: "skills"'),
        ("skills", "{tool: hammer}", '3 cv.sections.skills: "skills"'),
        (
            "education",
            "{institution: A, area: b, highlights: [c]}",
            '4 cv.sections.education.1.highlights: "highlights"',
        ),
        ("projects", "{name: A, date: Fall 2023}", '4 cv.sections.projects.1.date: "Fall 2023"'),
        ("projects", "{name: A, date: 2020, start_date: 2019}", '4 cv.sections.projects.1.date: "date"'),
        ("papers", "{title: A, authors: [b]}", '4 cv.sections.papers.1.authors: "authors"'),
        ("awards", "{bullet: A, icon: star}", '4 cv.sections.awards.1.icon: "icon"'),
        ("jobs", "{company: A, position: b, name: c}", '4 cv.sections.jobs.1.name: "name"'),
    ],
)
def test_what_has_no_place_is_told(tmp_path: Path, title: str, entry: str, message: str) -> None:
    _, left = taken(tmp_path, section(title, entry))
    assert [line[: len(message)] for line in left] == [message]


@pytest.mark.parametrize(
    "text",
    [
        "cv: Ann",
        "cv: {sections: [a]}",
        "cv: {name: [Ann]}",
        "cv: {social_networks: GitHub, name: {first: Ann}}",
        "cv: {sections: {jobs: [{company: [Dock], position: b}]}}",
        "cv: {sections: {jobs: [{company: Dock, position: b, highlights: {a: b}}]}}",
    ],
)
def test_a_file_that_is_not_built_so_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError) as failure:
        take_over(put(tmp_path, "cv.yaml", text))
    assert {problem.code for problem in failure.value.problems} == {"wrong-kind"}
    assert all(problem.place.line for problem in failure.value.problems)


@pytest.mark.parametrize(
    "text", ["cv:\n  name: Ann\n  sections:\n", "cv: {}", "cv: {sections: {a: , b: []}}"]
)
def test_what_is_empty_is_no_mistake(tmp_path: Path, text: str) -> None:
    _, left = taken(tmp_path, text)
    assert left == []
