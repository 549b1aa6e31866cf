from __future__ import annotations

import zlib

import pytest

from prepsheet.pdf.file import File, stream


def small() -> File:
    file = File()
    file.add("<< /Type /Catalog >>")
    file.add("<< /Title (x) >>")
    file.add_stream("/Kind /Test", b"abc" * 100)
    return file


def test_the_table_points_at_the_objects() -> None:
    data = small().finish(1, 2)
    start = int(data.split(b"startxref\n")[1].split(b"\n")[0])
    table = data[start:].split(b"trailer")[0].splitlines()
    assert table[:2] == [b"xref", b"0 4"]
    for number, line in enumerate(table[3:], 1):
        assert data[int(line[:10]) :].startswith(b"%d 0 obj\n" % number)


def test_the_identity_follows_the_content() -> None:
    other = small()
    other.add("<< /More 1 >>")

    def identity(file: File) -> bytes:
        return file.finish(1, 2).split(b"/ID [<")[1][:32]

    assert identity(small()) == identity(small()) != identity(other)


def test_a_number_without_an_object_is_a_bug() -> None:
    file = small()
    file.reserve()
    with pytest.raises(ValueError, match="object 4 has no body"):
        file.finish(1, 2)


def test_a_stream_says_its_length() -> None:
    body = stream("/Kind /Test", b"abc" * 100)
    data = body.split(b"stream\n", 1)[1].removesuffix(b"\nendstream")
    assert zlib.decompress(data) == b"abc" * 100
    assert b"/Length %d >>" % len(data) in body
    assert b"stream\nplain\nendstream" in stream("", b"plain", compress=False)
