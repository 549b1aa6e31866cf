"""What a reader may type into the fields of a sheet, beyond what the shipped fonts draw.

A sheet on which a name is in Korean is filled in Korean: its fields get the script's everyday
characters. They are shown one by one, as viewers do, without shaping. A sheet in Latin, Greek or
Cyrillic letters gets nothing and stays as small as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from prepsheet.typeset.coverage import texts
from prepsheet.typeset.fallback import Fonts
from prepsheet.typeset.fonts import face
from prepsheet.typeset.pages import Node, Page, SelectWidget, Tag, TextWidget, Typed
from prepsheet.writing.families import Script, script_of

FIELD = "PrepSans-Regular"
"""The shipped font that fields are typed in."""
_PUNCTUATION = "".join(map(chr, (*range(0x3000, 0x3020), *range(0xFF01, 0xFF61))))
_KANA = "".join(map(chr, range(0x3041, 0x3100)))
_STANDARDS = {
    "zh": ("gb2312", 0xB0, 0xD8),  # level 1: 3,755 characters, 99.7 % of modern text
    "zh-Hant": ("big5", 0xA4, 0xC7),  # level 1: 5,401 characters
    "ja": ("euc_jp", 0xB0, 0xD0),  # level 1: 2,965 characters
    "ko": ("euc_kr", 0xB0, 0xC9),  # KS X 1001: 2,350 syllables
}
"""National standards of everyday characters: the codec, and its lead bytes from, and up to."""
_TRAILS = range(0x40, 0xFF)


def typed(pages: tuple[Page, ...], fonts: Fonts) -> tuple[Typed, ...]:
    """What the fields of these pages must be able to show; nothing if all text is in the shipped fonts."""
    shaped = [text for page in pages for text in texts(page.nodes) if not face(FIELD).draws(text.text)]
    if not shaped or not any(_has_field(page.nodes) for page in pages):
        return ()
    used = "".join(dict.fromkeys("".join(text.text for text in shaped)))
    scripts = {script.name: script for each in used if (script := script_of(each, fonts.language))}
    return tuple(found for script in scripts.values() if (found := _of(script, used, fonts)))


def _of(script: Script, used: str, fonts: Fonts) -> Typed | None:
    font = fonts.find(script.sample[0], bold=False, serif=False)
    if font is None:
        return None
    wanted = dict.fromkeys((*everyday(script), *filter(script.has, used)))
    return Typed(
        font.key, "".join(sorted(each for each in wanted if each < "\U00010000" and font.draws(each)))
    )


def everyday(script: Script) -> str:
    """The characters of the script that everyday text needs."""
    if script.language not in _STANDARDS:
        return "".join(script.all())
    codec, first, end = _STANDARDS[script.language]
    pairs = (bytes((lead, trail)).decode(codec, "ignore") for lead in range(first, end) for trail in _TRAILS)
    kana = _KANA if script.language == "ja" else ""
    return _PUNCTUATION + kana + "".join(pair for pair in pairs if not pair.isascii())


def _has_field(nodes: tuple[Node, ...]) -> bool:
    return any(isinstance(node, TextWidget | SelectWidget) for node in _leaves(nodes))


def _leaves(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Tag):
            yield from _leaves(node.kids)
        else:
            yield node
