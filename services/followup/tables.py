"""Where followup keeps what it knows, in lock order."""

from __future__ import annotations

from services.followup.model import Cycle, JudgedNotice, Recommendation, Response, WithoutCycle
from shared.rules import Table

CYCLES: Table[Cycle] = Table("cycles", Cycle)
RECOMMENDATIONS: Table[Recommendation] = Table("recommendations", Recommendation)
RESPONSES: Table[Response] = Table("responses", Response)
JUDGED: Table[JudgedNotice] = Table("judged_notices", JudgedNotice)
WITHOUT_CYCLE: Table[WithoutCycle] = Table("without_cycle", WithoutCycle)
