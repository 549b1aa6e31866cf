"""`prepsheet show FILE.pdf --reading-order`: what is printed, what is warned of, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.reading_order.files import element, pdf, shown


def test_what_is_announced_is_the_result(cli: Run, here: Path) -> None:
    (here / "file.pdf").write_bytes(pdf(shown(0, "Goals", tag="H1"), {"doc": element("H1", "0")}))
    ran = cli("show", "file.pdf", "--reading-order")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == 'Document "file.pdf", language en, 1 page\n\nPage 1\nHeading level 1: Goals\n'


def test_what_nobody_hears_of_is_a_warning(cli: Run, here: Path) -> None:
    (here / "file.pdf").write_bytes(pdf(shown(0, "heard") + shown(1, "lost"), {"doc": element("P", "0")}))
    ran = cli("show", "file.pdf", "--reading-order")
    assert ran.code == 0
    assert ran.err == "file.pdf: warning: page 1: no element holds the text: 'lost'\n"


def test_a_file_can_not_steer_the_terminal(cli: Run, here: Path) -> None:
    (here / "file.pdf").write_bytes(pdf(shown(0, "a\\033[2Jb"), {"doc": element("P", "0")}))
    assert "Text: a\\x1b[2Jb" in cli("show", "file.pdf", "--reading-order").out


@pytest.mark.parametrize(
    ("data", "told"),
    [(None, "can't be read"), (b"", "can't be read"), (b"pages: []", "can't be read as a PDF")],
)
def test_what_can_not_be_read_is_a_problem(cli: Run, here: Path, data: bytes | None, told: str) -> None:
    if data is not None:
        (here / "file.pdf").write_bytes(data)
    ran = cli("show", "file.pdf", "--reading-order")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("file.pdf: error: ")
    assert told in ran.err


def test_a_pdf_alone_is_asked_what_to_show_of_it(cli: Run, here: Path) -> None:
    ran = cli("show", "output/me/goals.pdf")
    assert ran.code == 2
    assert "prepsheet show output/me/goals.pdf --reading-order" in ran.err
