"""Maps from the codes of a font to the characters that they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

MOST = 100
"""Entries of a block."""

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def cmap(kind: Literal["bfrange", "bfchar"], entries: Sequence[str]) -> bytes:
    """The map with these entries, in blocks of at most `MOST`."""
    blocks = (entries[first : first + MOST] for first in range(0, len(entries), MOST))
    body = "\n".join(f"{len(block)} begin{kind}\n{chr(10).join(block)}\nend{kind}" for block in blocks)
    return _TO_UNICODE % body.encode("ascii")
