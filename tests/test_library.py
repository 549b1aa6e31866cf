"""What decides which layout or content file is used."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from prepsheet.library import Library, bundled_folder, standard_library, user_folder
from prepsheet.problems import InputError

ROOT = Path(__file__).resolve().parents[1]


def put(folder: Path, name: str, text: str = "x: 1\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_first_folder_that_has_a_file_wins(tmp_path: Path) -> None:
    put(tmp_path / "bundled", "layouts/worksheet.yaml")
    own = put(tmp_path / "own", "layouts/worksheet.yaml")
    other = put(tmp_path / "bundled", "layouts/draft.yaml")
    library = Library((tmp_path / "own", tmp_path / "bundled"))
    assert library.find("layouts/worksheet.yaml") == own
    assert library.find("layouts/draft.yaml") == other


def test_the_order_is_option_profile_user_bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    library = standard_library(tmp_path / "profiles", tmp_path / "extra")
    expected = (tmp_path / "extra", tmp_path / "profiles", tmp_path / "data/prepsheet", bundled_folder())
    assert library.folders == expected


def test_a_relative_data_home_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    assert user_folder() == tmp_path / ".local/share/prepsheet"


def test_names_are_the_union_of_all_folders(tmp_path: Path) -> None:
    put(tmp_path / "a", "content/en/worksheets/mine.yaml")
    put(tmp_path / "b", "content/en/worksheets/goals.yaml")
    put(tmp_path / "b", "content/en/worksheets/notes.txt")
    put(tmp_path / "b", "content/en/worksheets/.hidden.yaml")
    library = Library((tmp_path / "a", tmp_path / "b", tmp_path / "absent"))
    assert library.names("content/en/worksheets") == ("goals", "mine")
    assert library.files() == ("content/en/worksheets/goals.yaml", "content/en/worksheets/mine.yaml")


@pytest.mark.parametrize(
    "name",
    [
        "../layouts/worksheet.yaml",
        "/etc/passwd",
        "layouts/../../secret.yaml",
        "layouts/a/b.yaml",
        "layouts/a\\b.yaml",
        "layouts/worksheet.yaml\n",
        "layouts/\x1b.yaml",
        "layouts/.hidden.yaml",
        "layouts/run.py",
        "content/..yaml",
        "C:/layouts/x.yaml",
        "src/x.yaml",
        "",
    ],
)
def test_names_that_could_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    put(tmp_path, "secret.yaml")
    with pytest.raises(InputError) as caught:
        Library((tmp_path / "library",)).find(name)
    assert caught.value.problems[0].code == "bad-library-name"


@pytest.mark.parametrize("folder", ["..", "content/../..", "/etc", "content/en/worksheets/deeper/still"])
def test_folders_that_could_lead_out_are_refused(tmp_path: Path, folder: str) -> None:
    with pytest.raises(InputError):
        Library((tmp_path,)).names(folder)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret.yaml")
    link = tmp_path / "library/layouts/worksheet.yaml"
    link.parent.mkdir(parents=True)
    link.symlink_to(secret)
    with pytest.raises(InputError) as caught:
        Library((tmp_path / "library",)).find("layouts/worksheet.yaml")
    assert caught.value.problems[0].code == "leaves-library"


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "layouts/worksheet.yaml")
    link = tmp_path / "layouts/alias.yaml"
    link.symlink_to("worksheet.yaml")
    assert Library((tmp_path,)).find("layouts/alias.yaml") == link


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/a.yaml").symlink_to("a.yaml")
    with pytest.raises(InputError) as caught:
        Library((tmp_path,)).find("layouts/a.yaml")
    assert caught.value.problems[0].code == "not-a-file"


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "layouts/worksheet.yaml").mkdir(parents=True)
    with pytest.raises(InputError) as caught:
        Library((tmp_path,)).find("layouts/worksheet.yaml")
    assert caught.value.problems[0].code == "not-a-file"


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    put(tmp_path, "content/en/worksheets/goals.yaml")
    with pytest.raises(InputError) as caught:
        Library((tmp_path,)).find("content/en/worksheets/gaols.yaml")
    assert "did you mean goals?" in caught.value.problems[0].hint


def test_the_wheel_bundles_what_a_checkout_reads() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    bundled = build["targets"]["wheel"]["force-include"]
    assert bundled["layouts"] == "prepsheet/_bundled/layouts"
    assert bundled["content"] == "prepsheet/_bundled/content"
    assert bundled_folder() == ROOT
