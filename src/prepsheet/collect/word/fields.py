"""The fields of a draft, found again in the story of a file whatever a person and their programs did.

What marks a region: a control around it, and fences, which are bookmarks on its heading and on its
last line. Either is enough where the other is gone. Where they say different things, or where it is
not clear what belongs to a region, it is left alone and a problem says why: nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from prepsheet.collect.model import Words
from prepsheet.collect.word.story import Control, Line, Mark, Position, Story
from prepsheet.document import lines
from prepsheet.docx import names

_ON, _OFF = frozenset("☒☑✔✓✗✘×xX"), frozenset("☐□▢")


class Doubt(Exception):
    """It is not clear what a field holds; the words say why, `hint` what to do."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.hint = hint


class Missing(Exception):
    """There is nothing left by which a field could be found."""


@dataclass(slots=True)
class Reading:
    """What a field holds, where it stands, and what is odd about it."""

    text: str = ""
    where: str = ""
    odd: list[str] = field(default_factory=list)


def paths(story: Story) -> list[str]:
    """The paths that controls tell."""
    told = (_path(control) for control in story.controls)
    return [path for path in dict.fromkeys(told) if path]


def is_check(story: Story, path: str) -> bool:
    """Whether what stands at a path is a check, as far as the file tells."""
    boxes = (control for control in story.controls if control.checked is not None)
    return bool(story.marks.get(names.bookmark(path, "c"))) or any(_leads_to(box, path) for box in boxes)


def region(story: Story, path: str, words: Words) -> Reading:
    """The words of a region. Raises Missing if it is gone, Doubt if it is not clear what it holds."""
    controls = [control for control in story.controls if control.block and _leads_to(control, path)]
    controls = [control for control in controls if not _deleted(_inside(story, control))]
    framed = [_framed(story, control, words) for control in controls]
    fenced = _fenced(story, path, words)
    if len({reading.text for reading in framed}) > 1:
        raise Doubt("stands in the file twice, with different words", "delete one of the two")
    reading = _agreed(framed[0] if framed else None, fenced)
    reading.where = _heading(story, path) or next((_title(control) for control in controls), "")
    return reading


def check(story: Story, path: str) -> tuple[bool, str]:
    """Whether a box is checked, and its label. Raises Missing or Doubt like `region`."""
    marks = _live(story, names.bookmark(path, "c"))
    boxes = [control for control in story.controls if control.checked is not None]
    mine = [box for box in boxes if _leads_to(box, path)]
    if not mine and len(marks) == 1:
        mine = [box for box in boxes if box.start.line == marks[0].start.line and box.end <= marks[0].start]
    states = {_state(story, box) for box in mine}
    if not mine and len(marks) == 1:
        states = _sign(story.lines[marks[0].start.line].cut(0, marks[0].start.offset).text)
    label = _label(story, marks) or next((_title(box) for box in mine), "")
    if not states:
        raise Missing
    if len(states) > 1 or None in states:
        raise Doubt("is neither checked nor unchecked for certain", "click the box until it is right")
    return bool(states.pop()), label


def _agreed(framed: Reading | None, fenced: Reading | Doubt | None) -> Reading:
    """The one reading that control and fences leave; raises if there is none."""
    if framed is None and isinstance(fenced, Doubt):
        raise fenced
    if isinstance(fenced, Reading):
        # A program that closes the control after its first paragraph leaves only the label in it.
        if framed is None or framed.text == fenced.text or not framed.text:
            return fenced
        raise Doubt(
            "has words beside its frame", "move them into it, or out of the part between the two lines"
        )
    if framed is None:
        raise Missing
    return framed


def _framed(story: Story, control: Control, words: Words) -> Reading:
    """What stands in a control."""
    return _read(_inside(story, control), words)


def _inside(story: Story, control: Control) -> list[Line]:
    return story.lines[control.start.line : control.end.line]


def _fenced(story: Story, path: str, words: Words) -> Reading | Doubt | None:
    """What stands between the fences; None if they are gone."""
    starts, ends = (_live(story, names.bookmark(path, part)) for part in ("s", "e"))
    if len(starts) > 1 or len(ends) > 1 or not (starts or ends):
        return None
    start = starts[0].end if starts else _line_above(story, ends[0].start, words.edit)
    end = ends[0].start if ends else _line_below(story, starts[0].end, words.end)
    if start is None or end is None or start > end:
        return None
    if _others(story, path, start, end):
        return Doubt("has another part of the draft in it", "move that part out of it")
    try:
        return _between(story, start, end, words)
    except Doubt as doubt:
        return doubt


def _between(story: Story, start: Position, end: Position, words: Words) -> Reading:
    """The words after the line above a region, wherever that is now, and before the end."""
    rest = _stretch(story.lines, start, end)
    label = next((at for at, line in enumerate(rest) if _begins(line, words.edit)), None)
    if label is None and rest[0].text.strip() and start.offset:
        raise Doubt("may have lost its first words to its heading", "begin the answer on a line of its own")
    beside = [line for line in rest[: label or 0] if line.text.strip()]
    reading = _read(rest[label or 0 :], words)
    if label is None:
        reading.odd.append("the line above it is gone")
    if beside and label:
        reading.odd.append("what stands beside its heading was left out")
    if end.offset and len(rest) > 1 and rest[-1].text.strip():
        reading.odd.append("its last words stand on the line that ends it")
    return reading


def _stretch(all_lines: list[Line], start: Position, end: Position) -> list[Line]:
    """Lines between two positions, the first and the last cut to what is between."""
    if start.line == end.line:
        return [all_lines[start.line].cut(start.offset, end.offset)]
    last = [all_lines[end.line].cut(0, end.offset)] if end.line < len(all_lines) else []
    return [all_lines[start.line].cut(start.offset), *all_lines[start.line + 1 : end.line], *last]


def _read(found: list[Line], words: Words) -> Reading:
    """The words of some lines, without what is not the person's own."""
    reading = Reading()
    said: list[str] = []
    before = ""
    for line in found:
        text = before + _own(line, words, reading)
        before = text if line.joins else ""
        if not line.joins:
            said.append(text)
    reading.text = "\n".join(lines("\n".join([*said, before])))
    if sum(bool(_begins(line, words.edit)) for line in found) > 1 or any(
        _says(line, words.end) for line in found
    ):
        raise Doubt("has another part of the draft in it", "move that part out of it")
    if any(
        piece.style == "placeholdertext" and piece.text.strip() for line in found for piece in line.pieces
    ):
        raise Doubt("shows words that invite to type", "delete them, or type over them")
    if any(line.gone for line in found):
        reading.odd.append("it has tracked changes, which were taken as accepted")
    for lost in dict.fromkeys(name for line in found for name in line.lost):
        reading.odd.append(f"it has {lost} in it; only words come back")
    return reading


def _own(line: Line, words: Words, reading: Reading) -> str:
    """A line without the label that stands before it."""
    if label := _begins(line, words.edit):
        # LibreOffice writes the line three times over if it is not in Latin letters.
        _, *rests = line.text.strip().split(label)
        rest = rests[0] if len(set(rests)) == 1 else label.join(rests)
        if rest.strip():
            reading.odd.append("words on the line above it were taken for a part of it")
        return rest
    said = []
    for is_label, pieces in groupby(line.pieces, key=lambda piece: piece.style == "beat"):
        text = "".join(piece.text for piece in pieces)
        if is_label and _known(text, words.labels):
            text = " "
        elif is_label and text.strip():
            reading.odd.append("a label before it was changed, and taken for a part of it")
        said.append(text)
    head, tab, rest = "".join(said).partition("\t")
    return rest if tab and _known(head, words.labels) else head + tab + rest


def _begins(line: Line, labels: frozenset[str]) -> str:
    """The label with which a line begins, "" if there is none."""
    text = line.text.strip()
    return next((label for label in sorted(labels, key=len, reverse=True) if text.startswith(label)), "")


def _says(line: Line, labels: frozenset[str]) -> bool:
    return _known(line.text, labels)


def _known(text: str, labels: frozenset[str]) -> bool:
    return " ".join(text.split()) in labels


def _others(story: Story, path: str, start: Position, end: Position) -> bool:
    """Whether a mark of another field stands between two positions."""
    own = {names.bookmark(path, part) for part in ("s", "e")}
    found = (mark for name, marks in story.marks.items() if name not in own for mark in marks)
    return any(mark.name.startswith("pp_") and start < mark.start < end for mark in found)


def _line_above(story: Story, end: Position, labels: frozenset[str]) -> Position | None:
    """The nearest line above that begins with a label."""
    above = range(min(end.line, len(story.lines)) - 1, -1, -1)
    return next((Position(at, 0) for at in above if _begins(story.lines[at], labels)), None)


def _line_below(story: Story, start: Position, labels: frozenset[str]) -> Position | None:
    """The nearest line below that is a label."""
    below = range(start.line + 1, len(story.lines))
    return next((Position(at, 0) for at in below if _says(story.lines[at], labels)), None)


def _live(story: Story, name: str) -> list[Mark]:
    """The bookmarks of a name that are not on deleted lines."""
    marks = [mark for mark in story.marks.get(name, ()) if mark.start.line < len(story.lines)]
    return [mark for mark in marks if not story.lines[mark.start.line].deleted]


def _deleted(found: list[Line]) -> bool:
    return any(line.gone for line in found) and not any(line.text.strip() for line in found)


def _path(control: Control) -> str:
    """The path that a control tells by its tag or in its title; "" if it tells none, or a shortened one."""
    in_title = control.title.rpartition("[")[2].removesuffix("]") if control.title.endswith("]") else ""
    path = control.tag.removeprefix("prep:") if control.tag.startswith("prep:") else in_title
    return "" if "~" in path or "." not in path or " " in path else path


def _leads_to(control: Control, path: str) -> bool:
    return control.tag == names.tag(path) or (
        not control.tag and control.title.endswith(f"[{names.key(path)}]")
    )


def _title(control: Control) -> str:
    return control.title.rpartition("[")[0].strip()


def _heading(story: Story, path: str) -> str:
    """The heading of a region, without the note beside it."""
    for mark in _live(story, names.bookmark(path, "s")):
        pieces = _stretch(story.lines, mark.start, mark.end)[0].pieces
        return "".join(piece.text for piece in pieces if piece.style != "headingnote").strip()
    return ""


def _label(story: Story, marks: list[Mark]) -> str:
    return next((_stretch(story.lines, mark.start, mark.end)[0].text.strip() for mark in marks), "")


def _state(story: Story, box: Control) -> bool | None:
    """Whether a box is checked; None if its sign says otherwise."""
    sign = _sign(story.lines[box.start.line].cut(box.start.offset, box.end.offset).text)
    return box.checked if sign <= {box.checked} else None


def _sign(text: str) -> set[bool | None]:
    """What a sign says; nothing if it is none of those that people and programs use."""
    sign = text.strip()[:1]
    return {True} if sign in _ON and sign else {False} if sign in _OFF and sign else set()
