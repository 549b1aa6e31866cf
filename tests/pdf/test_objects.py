from __future__ import annotations

import zlib

import pytest

from prepsheet.pdf.canvas import TaggedCanvas
from prepsheet.pdf.objects import stream
from tests.pdf.reading import catalog, trailer


def canvas(page: tuple[float, float] = (595, 842), content: str = "0 0 9 9 re f") -> TaggedCanvas:
    """A canvas with one finished page."""
    canvas = TaggedCanvas("en")
    canvas.setPageSize(page)
    canvas.addLiteral(content)
    canvas.finish_page(0, [])
    return canvas


def identity(made: TaggedCanvas) -> bytes:
    first, second = trailer(made.getpdfdata())["/ID"]
    assert first == second
    identity: bytes = first.original_bytes
    return identity


def test_our_objects_are_found_by_their_numbers() -> None:
    made = canvas()
    late = made.objects.reserve()
    early = made.objects.add("<< /Kind (early) >>")
    made.objects.put(late, "<< /Kind (late \xe9) >>")
    made.catalog.Names = f"[{late} 0 R {early} 0 R]"
    found = [each.get_object()["/Kind"] for each in catalog(made.getpdfdata())["/Names"]]
    assert found == ["late é", "early"]


def test_the_identity_follows_all_that_is_in_the_file() -> None:
    other = canvas()
    other.objects.add("<< /More 1 >>")
    signed = canvas()
    signed.sign("more")
    ours = [canvas(), other, signed, canvas(page=(612, 792)), canvas(content="0 0 8 9 re f")]
    assert len({*map(identity, ours)}) == len(ours)
    assert identity(canvas()) == identity(canvas())


def test_a_number_without_an_object_is_a_bug() -> None:
    made = canvas()
    made.objects.reserve()
    with pytest.raises(ValueError, match="has no body"):
        made.getpdfdata()


def test_a_stream_says_its_length() -> None:
    body = stream("/Kind /Test", b"abc" * 100)
    data = body.split(b"stream\n", 1)[1].removesuffix(b"\nendstream")
    assert zlib.decompress(data) == b"abc" * 100
    assert b"/Length %d >>" % len(data) in body


def test_a_short_stream_stays_readable() -> None:
    assert stream("/Kind /Test", b"short") == b"<< /Kind /Test /Length 5 >>\nstream\nshort\nendstream"
