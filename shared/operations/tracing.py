"""W3C Trace Context: one trace from a request through journal and transport to the last consumer.

Pure: a span's id comes from a seed (an event's id, a request's id). So the same history has the same traces, and a
retry repeats its span instead of making another. There is no SDK: the header is enough, and any collector understands
it.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import lru_cache
from hashlib import sha256
from typing import Final, NamedTuple

LONGEST: Final = 100
"""Characters of a header that is read, and kept for a while."""
_FORM = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")

current: ContextVar[Trace | None] = ContextVar("trace", default=None)
"""The span within which the running task works."""


class Trace(NamedTuple):
    """One span of one trace."""

    trace_id: str
    """32 hexadecimal digits."""
    span_id: str
    """16 hexadecimal digits."""
    flags: str = "01"
    """Two hexadecimal digits; the last bit means sampled."""

    def __str__(self) -> str:
        """The value of the header `traceparent`."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


def parse(header: str | None) -> Trace | None:
    """What a `traceparent` says; None if there is none or it is not valid, which starts a new trace."""
    return None if header is None or len(header) > LONGEST else _parse(header)


@lru_cache(1024)  # all events of one trigger have the same header
def _parse(header: str) -> Trace | None:
    found = _FORM.fullmatch(header)
    if found is None:
        return None
    version, trace_id, span_id, flags, rest = found.groups()
    if version == "ff" or (version == "00" and rest) or not trace_id.strip("0") or not span_id.strip("0"):
        return None
    return Trace(trace_id, span_id, flags)


def continue_trace(header: str | None, seed: str) -> Trace:
    """A new span in the trace of the header, or in a new trace if that has none; both come from the seed."""
    digest = sha256(seed.encode()).hexdigest()
    parent = parse(header)
    if parent is None:
        return Trace(digest[:32], digest[32:48])
    return Trace(parent.trace_id, digest[32:48], parent.flags)
