"""All files of a batch in one zip, which has the same bytes whenever and wherever it is made."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from prepsheet.batch.store import Store

_MODE = (stat.S_IFREG | 0o644) << 16


def archive(names: Iterable[str], store: Store, stream: BinaryIO) -> None:
    """Write the named files of the output, as they are: sheets are packed already."""
    with ZipFile(stream, "w", ZIP_STORED) as packed:
        for name in names:
            entry = ZipInfo(name)
            entry.external_attr = _MODE
            packed.writestr(entry, store.read(name) or b"")
