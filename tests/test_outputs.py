"""Names are safe everywhere, and nothing of the person's own is ever replaced unasked."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepsheet import outputs
from prepsheet.outputs import (
    INDEX,
    NAME_LIMIT,
    File,
    check,
    create,
    origin,
    refuse_collisions,
    safe_name,
    write,
)
from prepsheet.problems import InputError, OutputError


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zuzana Křížková", "Zuzana Křížková"),
        ("Nguye\u0302\u0303n Thị Ánh", "Nguyễn Thị Ánh"),
        ("Ольга Ελένη", "Ольга Ελένη"),
        ("../../etc/passwd", "etc-passwd"),
        ("/abs", "abs"),
        ("C:\\x", "C-x"),
        ("a/b", "a-b"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("   ", "unnamed"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("aux .x", "_aux .x"),
        ("Conrad", "Conrad"),
        ("a.", "a"),
        ("a ", "a"),
        ("-rf", "rf"),
        (".hidden", "hidden"),
        ("Ann\nLee\x1b[31m", "Ann Lee [31m"),
        ("Ann\u202eeeL", "AnneeL"),
        ("Ann\u200bLee", "AnnLee"),
        ("e\u200b\u0301", "é"),
        ("Ann\ud800Lee", "AnnLee"),
        ('"Bo" <b|o>?*', "Bo- -b-o"),
    ],
)
def test_names_are_cleaned_and_kept_readable(text: str, expected: str) -> None:
    assert safe_name(text) == expected


def test_long_names_are_cut_by_bytes_and_stay_apart() -> None:
    first, second = safe_name("漢" * 86 + "a"), safe_name("漢" * 86 + "b")
    assert first != second
    assert max(len(first.encode()), len(second.encode())) <= NAME_LIMIT
    assert first.startswith("漢" * 37)


@given(st.text(max_size=300))
def test_any_text_gives_one_clean_path_segment(text: str) -> None:
    name = safe_name(text)
    assert name == unicodedata.normalize("NFC", name)
    assert 0 < len(name.encode()) <= NAME_LIMIT
    assert not set(name) & set('/\\:*?"<>|')
    assert name[-1] not in " ." and name[0] not in ".-"
    assert all(unicodedata.category(character)[0] != "C" for character in name)


@pytest.mark.parametrize("pair", [("A.pdf", "a.pdf"), ("STRASSE.pdf", "straße.pdf"), ("ﬁt.pdf", "fit.pdf")])
def test_names_that_some_systems_take_for_one_are_refused(tmp_path: Path, pair: tuple[str, str]) -> None:
    with pytest.raises(InputError) as caught:
        write(tmp_path, [File(name, b"x") for name in pair], origin="me")
    assert caught.value.problems[0].code == "name-collision"
    assert list(tmp_path.iterdir()) == []


def test_distinct_names_pass() -> None:
    refuse_collisions(["goals.pdf", "values.pdf", "goals.docx"])


def test_files_are_written_into_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "output/Ann"
    paths = write(folder, [File("goals.pdf", b"1"), File("draft.docx", b"2")], origin="me.yaml")
    assert paths == (folder / "goals.pdf", folder / "draft.docx")
    assert [path.read_bytes() for path in paths] == [b"1", b"2"]
    assert listing(folder) == [INDEX, "draft.docx", "goals.pdf"]


def test_an_older_run_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, [File("goals.pdf", b"old"), File("values.pdf", b"v")], origin="me.yaml")
    write(tmp_path, [File("goals.pdf", b"new")], origin="me.yaml")
    write(tmp_path, [File("values.pdf", b"w")], origin="me.yaml")
    assert (tmp_path / "goals.pdf").read_bytes() == b"new"
    assert (tmp_path / "values.pdf").read_bytes() == b"w"


def test_what_a_person_filled_in_is_kept_and_nothing_else_is_written(tmp_path: Path) -> None:
    write(tmp_path, [File("goals.pdf", b"old"), File("values.pdf", b"old")], origin="me.yaml")
    (tmp_path / "goals.pdf").write_bytes(b"old and my answers")
    with pytest.raises(OutputError) as caught:
        write(tmp_path, [File("values.pdf", b"new"), File("goals.pdf", b"new")], origin="me.yaml")
    assert [problem.code for problem in caught.value.problems] == ["edited"]
    assert "--force" in caught.value.problems[0].hint
    assert (tmp_path / "goals.pdf").read_bytes() == b"old and my answers"
    assert (tmp_path / "values.pdf").read_bytes() == b"old"


def test_force_replaces_it(tmp_path: Path) -> None:
    (tmp_path / "goals.pdf").write_bytes(b"mine")
    write(tmp_path, [File("goals.pdf", b"new")], origin="me.yaml", force=True)
    assert (tmp_path / "goals.pdf").read_bytes() == b"new"


def test_a_file_nobody_recorded_is_kept(tmp_path: Path) -> None:
    (tmp_path / "goals.pdf").write_bytes(b"mine")
    with pytest.raises(OutputError) as caught:
        write(tmp_path, [File("goals.pdf", b"new")], origin="me.yaml")
    assert caught.value.problems[0].code == "exists"


def test_the_same_bytes_are_never_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "goals.pdf").write_bytes(b"same")
    write(tmp_path, [File("goals.pdf", b"same")], origin="me.yaml")


def test_another_person_of_the_same_name_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path, [File("goals.pdf", b"Ann one")], origin="a/ann.yaml")
    with pytest.raises(OutputError) as caught:
        write(tmp_path, [File("goals.pdf", b"Ann two")], origin="b/ann.yaml")
    assert [problem.code for problem in caught.value.problems] == ["of-another"]


@pytest.mark.parametrize(
    "index", [b"", b"{", b"[]", b'{"files": 3}', b'{"files": {"goals.pdf": 1}}', b"\xff"]
)
def test_a_damaged_index_means_that_nothing_is_known(tmp_path: Path, index: bytes) -> None:
    write(tmp_path, [File("goals.pdf", b"old")], origin="me.yaml")
    (tmp_path / INDEX).write_bytes(index)
    with pytest.raises(OutputError) as caught:
        check(tmp_path, [File("goals.pdf", b"new")], origin="me.yaml")
    assert [problem.code for problem in caught.value.problems] == ["exists"]


def test_a_link_is_replaced_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(b"precious")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "goals.pdf").symlink_to(outside)
    write(folder, [File("goals.pdf", b"new")], origin="me.yaml")
    assert outside.read_bytes() == b"precious"
    assert not (folder / "goals.pdf").is_symlink()


def test_a_folder_in_place_of_a_file_stays(tmp_path: Path) -> None:
    (tmp_path / "goals.pdf").mkdir()
    with pytest.raises(OutputError):
        write(tmp_path, [File("goals.pdf", b"new")], origin="me.yaml")
    with pytest.raises(OutputError):
        write(tmp_path, [File("goals.pdf", b"new")], origin="me.yaml", force=True)
    assert listing(tmp_path) == ["goals.pdf"]


def test_a_file_in_place_of_the_folder_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        write(tmp_path / "output/Ann", [File("goals.pdf", b"new")], origin="me.yaml")
    assert "not a folder" in caught.value.problems[0].message


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])
def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    write(tmp_path, [File("a.pdf", b"old"), File("b.pdf", b"old")], origin="me.yaml")
    before = {name: (tmp_path / name).read_bytes() for name in listing(tmp_path)}
    calls = iter([None, OSError(number, os.strerror(number))])

    def failing(_: int) -> None:
        problem = next(calls)
        if problem:
            raise problem

    monkeypatch.setattr("prepsheet.outputs.os.fsync", failing)
    with pytest.raises(OutputError) as caught:
        write(tmp_path, [File("a.pdf", b"new"), File("b.pdf", b"new")], origin="me.yaml")
    assert caught.value.problems[0].message
    assert {name: (tmp_path / name).read_bytes() for name in listing(tmp_path)} == before


def test_an_interrupt_leaves_no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("prepsheet.outputs.os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, [File("a.pdf", b"new")], origin="me.yaml")
    assert listing(tmp_path) == []


def test_the_origin_survives_moving_everything_together(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    assert origin(here / "me.yaml", here / "output/Me") == "../../me.yaml"
    assert origin(there / "me.yaml", there / "output/Me") == "../../me.yaml"
    assert origin(here / "me.yaml", here / "output/Me", blank=True) != origin(None, here / "output/Me")
    assert origin(None, here, blank=True) != origin(None, here)


def test_the_origin_of_a_folder_that_leads_nowhere_is_the_profile_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert origin(tmp_path / "me.yaml", tmp_path / "loop/x") == (tmp_path / "me.yaml").as_posix()


def test_create_never_overwrites_not_even_a_dangling_link(tmp_path: Path) -> None:
    create(tmp_path / "deep/me.yaml", b"first")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nowhere")
    for name in ("deep/me.yaml", "link.yaml"):
        with pytest.raises(OutputError):
            create(tmp_path / name, b"second")
    assert (tmp_path / "deep/me.yaml").read_bytes() == b"first"
    assert not (tmp_path / "nowhere").exists()


# Replacing a file of the person's own


def test_a_file_is_replaced_and_kept_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_bytes(b"one")
    path.chmod(0o640)
    assert outputs.replace(path, b"one", b"two") == tmp_path / "me.yaml.bak"
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"two", 0o640)
    assert outputs.replace(path, b"two", b"three") == tmp_path / "me.yaml.2.bak"
    assert outputs.replace(path, b"three", b"one") == tmp_path / "me.yaml.3.bak"
    assert outputs.replace(path, b"one", b"four") == tmp_path / "me.yaml.bak"
    kept = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert kept == {
        "me.yaml": b"four",
        "me.yaml.bak": b"one",
        "me.yaml.2.bak": b"two",
        "me.yaml.3.bak": b"three",
    }


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_bytes(b"by somebody else")
    with pytest.raises(OutputError) as failure:
        outputs.replace(path, b"one", b"two")
    assert failure.value.problems[0].code == "changed"
    assert [each.name for each in tmp_path.iterdir()] == ["me.yaml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "me.yaml", tmp_path / "me.yaml"
    real.write_bytes(b"one")
    link.symlink_to(real)
    outputs.replace(link, b"one", b"two")
    assert link.is_symlink()
    assert real.read_bytes() == b"two"


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "me.yaml"
    path.write_bytes(b"one")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as failure:
        outputs.replace(path, b"one", b"two")
    assert "no space" in failure.value.problems[0].message
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"me.yaml": b"one"}
