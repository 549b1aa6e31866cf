"""Long print files: trees stay shallow, memory stays flat, and what is wrong on the way leaves no mess."""

from __future__ import annotations

import gc
import shutil
import subprocess
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest

from prepsheet import pdf
from prepsheet.pdf.book import Book
from prepsheet.pdf.fragments import packed, unpacked
from prepsheet.pdf.trees import WIDE
from prepsheet.typeset.fontfile import Unusable
from prepsheet.typeset.pages import Tag
from tests.pdf import samples
from tests.pdf.binding import Kept, bound
from tests.pdf.reading import catalog
from tests.pdf.test_book import PRINT
from tests.pdf.validators import assert_valid

MANY = WIDE * WIDE + 100


def page(number: int) -> bytes:
    """A page of its own for each number, with a note."""
    words = Tag("P", (samples.text(57, 100, f"page {number}"),))
    note = Tag("Note", (samples.text(57, 700, f"note {number}"),))
    return pdf.fragment(samples.sample(samples.heading(), words, note))


@lru_cache
def long_file() -> bytes:
    """A file of more people than a tree of two levels has."""
    kept, pages = Kept(), [page(number) for number in range(20)]
    with Book(lambda _: kept, "Long", "en-GB", "2026-05-13", duplex="none") as book:
        for number in range(MANY):
            book.add(f"Person {number}", f"{number}-", [pages[number % 20]])
    assert book.sides == [MANY]
    return kept.data


def leaves(node: Any, entry: str) -> list[list[Any]]:
    """The rows of a tree, leaf by leaf; no node has more than so many kids, and limits are right."""
    if "/Kids" not in node:
        return [list(node[entry])]
    assert len(node["/Kids"]) <= WIDE
    below = [leaves(kid.get_object(), entry) for kid in node["/Kids"]]
    for kid, rows in zip(node["/Kids"], below, strict=True):
        assert list(kid.get_object()["/Limits"]) == [rows[0][0], rows[-1][-2]]
    return [leaf for each in below for leaf in each]


def test_lookup_trees_are_balanced_and_in_order() -> None:
    root = catalog(long_file())
    structure = root["/StructTreeRoot"]
    trees = [
        (root["/PageLabels"], "/Nums"),
        (structure["/ParentTree"], "/Nums"),
        (structure["/IDTree"], "/Names"),
    ]
    for tree, entry in trees:
        assert "/Limits" not in tree
        keys = [key for leaf in leaves(tree, entry) for key in leaf[::2]]
        assert len(keys) == MANY
        assert keys == sorted(keys)


def test_every_page_is_reached_and_labelled() -> None:
    document = pypdfium2.PdfDocument(long_file())
    assert len(document) == MANY
    for number in (0, WIDE, MANY - 1):
        assert f"page {number % 20}" in document[number].get_textpage().get_text_range()
        assert document.get_page_label(number) == f"{number}-1"
    document.close()


def test_every_person_has_a_bookmark() -> None:
    document = pypdfium2.PdfDocument(long_file())
    found = [(each.get_title(), each.get_dest().get_index()) for each in document.get_toc()]
    assert found == [(f"Person {number}", number) for number in range(MANY)]
    document.close()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_a_long_file_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(long_file())
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


def test_nothing_is_kept_of_people_who_are_written() -> None:
    one = page(1)
    kept: list[int] = []
    with Book(lambda _: Kept(), "Long", "en-GB", "2026-05-13") as book:
        for number in range(1500):
            book.add(f"Person {number}", f"{number}-", [one])
            if number in (499, 1499):
                gc.collect()
                kept.append(len(gc.get_objects()))
    assert kept[1] - kept[0] < 1000 / 4


def test_who_needs_a_font_that_is_not_here_is_refused_and_others_are_not(tmp_path: Path) -> None:
    missing = str(tmp_path / "no.ttf"), 1, "x"
    fragment = packed(msgspec.structs.replace(unpacked(page(1)), shapes=(missing,)))
    kept = Kept()
    with Book(lambda _: kept, "x", "en-GB", "2026-05-13") as book:
        for one in (fragment, page(2), fragment):
            with suppress(Unusable):
                book.add("x", "1-", [page(3), one])
    assert book.sides == [2]
    assert_valid(kept.data, PRINT)


def test_only_people_who_are_refused_make_no_file(tmp_path: Path) -> None:
    missing = str(tmp_path / "no.ttf"), 1, "x"
    fragment = packed(msgspec.structs.replace(unpacked(page(1)), shapes=(missing,)))
    with Book(lambda _: Kept(), "x", "en-GB", "2026-05-13") as book, pytest.raises(Unusable):
        book.add("x", "1-", [fragment])
    assert book.sides == []


def test_after_an_error_the_file_is_closed_and_unfinished() -> None:
    kept = Kept()

    def fail() -> None:
        with Book(lambda _: kept, "x", "en-GB", "2026-05-13") as book:
            book.add("x", "", [page(1)])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert kept.closed and b"startxref" not in kept.data


def test_no_people_make_no_file() -> None:
    assert bound() == []
    assert bound(("Ana", [])) == []


def test_sections_need_no_label() -> None:
    (made,) = bound(("Ana", [samples.sample(samples.heading())]), duplex="none")
    assert pypdfium2.PdfDocument(made).get_page_label(0) == "1-1"
    kept = Kept()
    with Book(lambda _: kept, "x", "en-GB", "2026-05-13", duplex="none") as book:
        book.add("Group B", "", [page(1)])
    assert pypdfium2.PdfDocument(kept.data).get_page_label(0) == "1"
