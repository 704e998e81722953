"""Decompression with a limit: it never takes more memory than the largest batch has."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable, Mapping
from typing import Final

import cramjam

LARGEST_UNPACKED: Final = 16 * 1024 * 1024
"""Bytes of a batch's records. A broker takes 1 MiB of a batch, and JSON shrinks to a tenth, seldom to less."""
XERIAL: Final = b"\x82SNAPPY\0"
"""Begins a stream of snappy blocks, as Kafka's own clients write it. Two numbers for versions follow."""
XERIAL_HEAD: Final = 16
MOST_PIECES: Final = 1_024
"""In such a stream. Kafka's clients write pieces of 32 KiB: half as many make the largest batch."""
LENGTH: Final = struct.Struct(">i")


class CannotUnpack(Exception):
    """These bytes cannot be decompressed, or not within the bound; the message says as what."""


def unpack(codec: int, packed: memoryview, before: memoryview) -> memoryview:
    """The bytes `before`, and behind them what was compressed. Raises CannotUnpack."""
    name, decompress = CODECS.get(codec, ("an unknown format", _refuse))
    # In a private mapping, only pages that are written take memory.
    room = mmap.mmap(-1, len(before) + LARGEST_UNPACKED, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    unpacked = memoryview(room)
    unpacked[: len(before)] = before
    try:
        size = decompress(packed, unpacked[len(before) :])
    except (cramjam.DecompressionError, struct.error, ValueError) as error:
        raise CannotUnpack(name) from error
    return unpacked[: len(before) + size]


def _unpack_snappy(packed: memoryview, room: memoryview) -> int:
    if bytes(packed[: len(XERIAL)]) != XERIAL:
        return int(cramjam.snappy.decompress_raw_into(packed, room))
    position, size, pieces = XERIAL_HEAD, 0, 0
    while position < len(packed):
        pieces += 1
        (length,) = LENGTH.unpack_from(packed, position)
        position += LENGTH.size
        if not 0 < length <= len(packed) - position or pieces > MOST_PIECES:
            raise ValueError(length)
        size += cramjam.snappy.decompress_raw_into(packed[position : position + length], room[size:])
        position += length
    return size


def _refuse(_packed: memoryview, _room: memoryview) -> int:
    raise ValueError


CODECS: Final[Mapping[int, tuple[str, Callable[[memoryview, memoryview], int]]]] = {
    1: ("gzip", cramjam.gzip.decompress_into),
    2: ("snappy", _unpack_snappy),
    3: ("lz4", cramjam.lz4.decompress_into),
    4: ("zstd", cramjam.zstd.decompress_into),
}
