"""Where followup keeps what it knows, in lock order."""

from __future__ import annotations

from services.followup.meetings import Meeting
from services.followup.model import Cycle, Recommendation, Response, Seen, WithoutCycle
from shared.engine.rules import Table

CYCLES: Table[Cycle] = Table("cycles", Cycle)
RECOMMENDATIONS: Table[Recommendation] = Table("recommendations", Recommendation)
RESPONSES: Table[Response] = Table("responses", Response)
SEEN: Table[Seen] = Table("seen", Seen)
WITHOUT_CYCLE: Table[WithoutCycle] = Table("without_cycle", WithoutCycle)
MEETINGS: Table[Meeting] = Table("meetings", Meeting)
