"""Where things stand in a batch of records, as Kafka has written it since 0.11, and how many records we take. Pure."""

from __future__ import annotations

import struct
from typing import Final

LENGTH: Final = struct.Struct(">i")
LENGTH_AT, BEHIND_LENGTH, MAGIC_AT, ATTRIBUTES_AT, COUNT_AT, RECORDS_AT = 8, 12, 16, 22, 57, 61
"""In bytes from the batch's begin; of the attributes the lower half, which names the codec."""
CODEC: Final = 0b111
"""Which bits of the attributes name the codec; none where a batch is not compressed."""
MAGIC: Final = 2
"""The number of the only format that a broker has written since Kafka 0.11."""
