"""The tables of this service, in the order in which a transaction locks them. Pure."""

from __future__ import annotations

from services.assessments.assessments.consent_model import REPORT_CONSENTS
from services.assessments.assessments.model import ASSESSMENTS, CORRECTIONS, FINDINGS, RECOMMENDATIONS
from services.assessments.consents.model import CONSENTS
from services.assessments.notices.model import JUDGED_NOTICES
from services.assessments.products.model import PRODUCTS
from services.assessments.programmes.model import PROGRAMMES
from services.assessments.released.model import RELEASED_COPIES
from services.assessments.visit_requests.model import VISIT_REQUESTS
from services.assessments.visits.model import MERGED_VISITS, NEIGHBOURS, OVERLAPS, STATE_VISITS, VISIT_DAYS, VISITS
from shared.engine.corrections.model import RECORD_CORRECTIONS
from shared.engine.notices.judging import WAITERS, WAITING
from shared.engine.registrations import REGISTRATIONS

IN_LOCK_ORDER = (
    WAITING, WAITERS, REGISTRATIONS, JUDGED_NOTICES, ASSESSMENTS, RECOMMENDATIONS, FINDINGS, CORRECTIONS,
    REPORT_CONSENTS, PRODUCTS, STATE_VISITS, MERGED_VISITS, VISIT_DAYS, VISITS, OVERLAPS, NEIGHBOURS, PROGRAMMES,
    CONSENTS, VISIT_REQUESTS, RELEASED_COPIES, RECORD_CORRECTIONS,
)  # fmt: skip
"""A parent comes before its children."""
