"""A zip archive that depends on its contents alone.

The standard library's `zipfile` can't take parts that are compressed already; here the parts that
never change are compressed once for all drafts. Times, system and attributes are fixed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_VERSION = 20
_UNIX = 3 << 8
_DEFLATED = 8
_MIDNIGHT = 0
_FIRST_OF_1980 = 1 << 5 | 1
_PLAIN_FILE = 0o100644 << 16

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of an archive: its name, and its content deflated, with checksum and true size."""

    name: str
    deflated: bytes
    checksum: int
    size: int


def entry(name: str, content: bytes) -> Entry:
    """Compress a member."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Entry(name, deflate.compress(content) + deflate.flush(), zlib.crc32(content), len(content))


def archive(entries: Iterable[Entry]) -> bytes:
    """The zip file with these members, in this order."""
    body, directory, count = bytearray(), bytearray(), 0
    for member in entries:
        directory += _directory_record(member, offset=len(body))
        body += _local_record(member)
        count += 1
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)


def _local_record(member: Entry) -> bytes:
    name = member.name.encode("ascii")
    head = _LOCAL.pack(b"PK\3\4", _VERSION, *_common(member), len(name), 0)
    return head + name + member.deflated


def _directory_record(member: Entry, offset: int) -> bytes:
    name = member.name.encode("ascii")
    sizes = (len(name), 0, 0, 0, 0, _PLAIN_FILE, offset)
    return _CENTRAL.pack(b"PK\1\2", _UNIX | _VERSION, _VERSION, *_common(member), *sizes) + name


def _common(member: Entry) -> tuple[int, ...]:
    sizes = (member.checksum, len(member.deflated), member.size)
    return (0, _DEFLATED, _MIDNIGHT, _FIRST_OF_1980, *sizes)
