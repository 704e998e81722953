"""All tables of council, in the order in which they are locked. Pure."""

from __future__ import annotations

from services.council.activities.model import ACTIVITIES
from services.council.drafts.model import DRAFTS
from services.council.drafts.schedule import SCHEDULED_DRAFTS
from services.council.editions.model import DOCUMENTS, EDITIONS, REVISIONS
from services.council.facts import PROJECTED
from services.council.obligations.model import OBLIGATIONS
from services.council.signals.model import SIGNALS
from shared.engine.corrections.model import RECORD_CORRECTIONS
from shared.engine.registrations import REGISTRATIONS

IN_LOCK_ORDER = (
    REGISTRATIONS,
    OBLIGATIONS,
    REVISIONS,
    SCHEDULED_DRAFTS,
    DRAFTS,
    EDITIONS,
    DOCUMENTS,
    SIGNALS,
    ACTIVITIES,
    RECORD_CORRECTIONS,
    *PROJECTED,
)
