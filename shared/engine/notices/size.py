"""How much there is to judge in a notice. Pure.

It is counted in places of a lane: so much is done before others have their turn.
"""

from __future__ import annotations

from typing import Final

from contracts.catalog import encode
from contracts.notices import AssessmentContent, NoticeData, NoticeResponseReceived

BYTES_FOR_A_PLACE: Final = 5_000
"""Bytes for each place more: all words of a report are compared with what was said before."""
PARTS_FOR_A_PLACE: Final = 20
"""Recommendations, findings or positions for each place more: each causes events of its own, at several services."""
LONG: Final = 4
"""Places from which on a notice is long."""


def measure(notice: NoticeData) -> int:
    """The places that the notice takes for what it says. What it causes elsewhere is not counted."""
    return 1 + len(encode(notice)) // BYTES_FOR_A_PLACE + _count_parts(notice) // PARTS_FOR_A_PLACE


def _count_parts(notice: NoticeData) -> int:
    if isinstance(notice, AssessmentContent):
        return len(notice.recommendations) + len(notice.findings)
    return len(notice.positions) if isinstance(notice, NoticeResponseReceived) else 0
