"""Identifiers minted at the edge, for a trigger that brings none."""

from __future__ import annotations

import os
import time
from uuid import UUID


def fresh_id() -> str:
    """A UUID of version 7 (RFC 9562): it begins with the time in milliseconds, so that keys lie together."""
    milliseconds = time.time_ns() // 1_000_000
    value = int.from_bytes(milliseconds.to_bytes(6, "big") + os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76  # version
    value = value & ~(0x3 << 62) | 0x2 << 62  # variant
    return str(UUID(int=value))
