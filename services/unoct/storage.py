"""The tables of this service, in the order in which a transaction locks them. Pure."""

from __future__ import annotations

from services.unoct.briefings.model import BRIEFINGS
from services.unoct.cases.model import CASES
from services.unoct.duplications.model import DUPLICATIONS
from services.unoct.notices.model import JUDGED_NOTICES
from services.unoct.products.model import PRODUCTS
from services.unoct.projects.model import NEW_PROJECTS, PROJECTS
from services.unoct.recommendations.model import RECOMMENDATIONS
from services.unoct.releases.model import LAST_RELEASES
from services.unoct.steps.model import STEPS
from shared.engine.corrections.model import RECORD_CORRECTIONS
from shared.engine.notices.judging import WAITERS, WAITING
from shared.engine.registrations import REGISTRATIONS

IN_LOCK_ORDER = (
    WAITING, WAITERS, REGISTRATIONS, JUDGED_NOTICES, NEW_PROJECTS, LAST_RELEASES, PRODUCTS, PROJECTS,
    CASES, RECOMMENDATIONS, DUPLICATIONS, BRIEFINGS, STEPS, RECORD_CORRECTIONS,
)  # fmt: skip
"""A thing comes before those to which it leads."""
