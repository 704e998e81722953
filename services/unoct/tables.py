"""Where unoct keeps what it knows, in lock order: what leads to others comes first."""

from __future__ import annotations

from services.unoct.model import Case, Duplication, JudgedNotice, Project, Recommendation
from shared.notices import WAITING
from shared.rules import Table

JUDGED: Table[JudgedNotice] = Table("judged_notices", JudgedNotice)
PROJECTS: Table[Project] = Table("projects", Project)
CASES: Table[Case] = Table("cases", Case)
RECOMMENDATIONS: Table[Recommendation] = Table("recommendations", Recommendation)
DUPLICATIONS: Table[Duplication] = Table("duplications", Duplication)

TABLES = (WAITING, JUDGED, PROJECTS, CASES, RECOMMENDATIONS, DUPLICATIONS)
