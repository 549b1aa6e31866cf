"""The validators themselves: each defect below was put in by hand and must be found."""

from __future__ import annotations

import pytest

from prepsheet.pdf import render, tags
from prepsheet.pdf.tags import Element, Tree
from tests.pdf import samples
from tests.pdf.validators import assert_valid, reword, structure_faults


def sheet() -> bytes:
    return render(
        samples.sample(samples.heading(), samples.paragraph("one"), samples.field("a", "b c d e", 130))
    )


def test_a_sound_file_has_no_faults() -> None:
    assert structure_faults(sheet()) == []


def test_content_no_element_owns_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    content = Tree.content

    def orphaned(tree: Tree, element: Element) -> int:
        number = content(tree, element)
        if element.role == "P":
            element.kids.pop()
        return number

    monkeypatch.setattr(tags.Tree, "content", orphaned)
    assert structure_faults(sheet())[0] == "page 1: content 1 has 0 owners"


def test_a_parent_tree_that_names_another_owner_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    finish = Tree.finish

    def swapped(tree: Tree) -> int:
        tree._contents[0][:2] = reversed(tree._contents[0][:2])
        return finish(tree)

    monkeypatch.setattr(tags.Tree, "finish", swapped)
    assert len(structure_faults(sheet())) == 2


def test_a_widget_no_element_owns_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    widget = Tree.widget

    def orphaned(tree: Tree, element: Element, number: int) -> int:
        key = widget(tree, element, number)
        element.kids.pop()
        return key

    monkeypatch.setattr(tags.Tree, "widget", orphaned)
    assert len(structure_faults(sheet())) == 1


def test_a_field_without_a_label_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    reword(monkeypatch, "/TU (a)", "/XX (a)")
    unlabelled = sheet()
    assert any("no label" in fault for fault in structure_faults(unlabelled))
    with pytest.raises(AssertionError, match="page-validation"):
        assert_valid(unlabelled)


def test_words_nobody_announces_are_found_but_for_those_of_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_valid(sheet())
    monkeypatch.setattr("tests.pdf.validators._within", lambda *_: False)
    with pytest.raises(AssertionError, match="TAG-003"):
        assert_valid(render(samples.everything()))
