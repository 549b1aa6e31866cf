from __future__ import annotations

import pytest

from prepsheet.pdf.canvas import TaggedCanvas
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
    ours = [canvas(), other, canvas(page=(612, 792)), canvas(content="0 0 8 9 re f")]
    assert len({*map(identity, ours)}) == len(ours)
    assert identity(canvas()) == identity(canvas())


def test_a_number_without_an_object_is_a_bug() -> None:
    made = canvas()
    made.objects.reserve()
    with pytest.raises(ValueError, match="has no body"):
        made.getpdfdata()
