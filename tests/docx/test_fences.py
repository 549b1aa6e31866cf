"""A region is found again by its control, and without it by its fences."""

from __future__ import annotations

import pytest

from prepsheet.document import Beat, Check, DraftLabels, Region, Run
from prepsheet.docx import render
from prepsheet.problems import InputError
from tests.docx import sample
from tests.docx.parts import W, answer_by_fences, answer_by_tag, body, control, style, text

SPOKEN = ["In one breath\tI want to run a service nobody has to think about, and raise the coordinators who "
          "keep it that way. Five years of lab logistics taught me how to do both."]  # fmt: skip


def test_tag_and_fences_agree() -> None:
    docx = render(sample.draft())
    assert answer_by_tag(docx, sample.MOMENT) == SPOKEN
    assert answer_by_fences(docx, sample.MOMENT) == SPOKEN
    assert answer_by_fences(docx, sample.ANSWER) == answer_by_tag(docx, sample.ANSWER)
    assert len(answer_by_tag(docx, sample.ANSWER)) == 5


def test_order_of_a_region() -> None:
    region = Region(path="a.b", title="The answer", beats=(Beat(label="Now", text="x"),))
    heading, fenced, end, _ = body(render(sample.document(region)))
    assert [style(heading), fenced.tag, style(end)] == ["Heading1", W + "sdt", "EndLine"]
    first = fenced.find(W + "sdtContent")[0]
    assert (style(first), text(first)) == ("EditLabel", DraftLabels().edit)


def test_a_region_cannot_be_deleted_by_accident() -> None:
    properties = control(render(sample.draft()), sample.ANSWER).find(W + "sdtPr")
    assert properties.find(W + "lock").get(W + "val") == "sdtLocked"


@pytest.mark.parametrize("beats", [(), (Beat(label="", text=""),), (Beat(label="Now", text=(Run(""),)),)])
def test_an_empty_region_has_a_line_to_type_on(beats: tuple[Beat, ...]) -> None:
    docx = render(sample.document(Region(path="a.b", title="T", beats=beats)))
    (line,) = answer_by_tag(docx, "a.b")
    assert line.removeprefix("Now") == "\t"


@pytest.mark.parametrize("block", [Region(path="a.b", title="T", beats=()), Check(label="T", path="a.b")])
def test_a_path_stands_in_a_draft_once(block: Region | Check) -> None:
    with pytest.raises(InputError, match=r"a\.b stands in the draft twice"):
        render(sample.document(block, block))


def test_a_long_path_is_fenced_too() -> None:
    path = "answers." + "very-long-" * 12 + "end"
    docx = render(sample.document(Region(path=path, title="Title " * 20, beats=(Beat(label="A", text="x"),))))
    assert answer_by_tag(docx, path) == answer_by_fences(docx, path) == ["A\tx"]
