"""Where unoct keeps what it knows, in lock order: what leads to others comes first."""

from __future__ import annotations

from services.unoct.model import Briefing, Case, Duplication, JudgedNotice, Product, Project, Recommendation, Step
from shared.engine.notices.judging import WAITING
from shared.engine.rules import Table

JUDGED: Table[JudgedNotice] = Table("judged_notices", JudgedNotice)
PRODUCTS: Table[Product] = Table("products", Product)
PROJECTS: Table[Project] = Table("projects", Project)
CASES: Table[Case] = Table("cases", Case)
RECOMMENDATIONS: Table[Recommendation] = Table("recommendations", Recommendation)
DUPLICATIONS: Table[Duplication] = Table("duplications", Duplication)
BRIEFINGS: Table[Briefing] = Table("briefings", Briefing)
STEPS: Table[Step] = Table("steps", Step)

TABLES = (WAITING, JUDGED, PRODUCTS, PROJECTS, CASES, RECOMMENDATIONS, DUPLICATIONS, BRIEFINGS, STEPS)
