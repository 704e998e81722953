"""Facts about the programme and what comes of it: lists, requests, consents, stages, products, meetings, activities,
obligations.

Rows as in `core`. Texts (reasons, titles, evidence) stay in the events.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from services.council.facts.core import SCHEMA
from shared.engine.rules import Table


class ProgrammeFact(NamedTuple):
    """A year's list of States to ask for consent (OP12), as it was adopted or changed."""

    id: str
    event_id: str
    programme_id: str
    year: int
    stage: str
    """`adopted` or `changed`."""
    states: tuple[str, ...]
    """Those on the list from then on."""
    added: tuple[str, ...]
    removed: tuple[str, ...]
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class RequestFact(NamedTuple):
    """A State asked for a visit itself."""

    id: str
    event_id: str
    request_id: str
    state: str
    kind: str | None
    year: int | None
    """For which it is wished; None: as soon as can be."""
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class ConsentFact(NamedTuple):
    """A State was asked for consent to a visit, or answered, or did not."""

    id: str
    event_id: str
    consent_id: str
    state: str
    year: int
    """The year of the list."""
    stage: str
    """`asked`, `given`, `declined` or `lapsed`."""
    asked_on: date | None
    kind: str | None
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class ReportConsentFact(NamedTuple):
    """A State was asked about the release of its report, or answered, or wants it kept confidential (OP19)."""

    id: str
    event_id: str
    assessment_id: str
    state: str
    stage: str
    """`asked`; the answer: `full`, `part`, `refused` or `none`; or `confidential`."""
    asked_on: date | None
    """None: it is a request for confidentiality."""
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class AssessmentStageFact(NamedTuple):
    """What happened to an assessment beside its completion: dates between which durations are measured (OP14)."""

    id: str
    event_id: str
    assessment_id: str
    state: str
    stage: str
    """`pao` or `draft` (shared with the State), `observed`, `lapsed`, `received` or `noted`."""
    visit_id: str | None
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class ProductFact(NamedTuple):
    """A survey or an analytical product (OP19, OP20, OP23) as one event tells it."""

    id: str
    event_id: str
    product_id: str
    state: str | None
    kind: str
    stage: str
    """`drafted`, `adopted` or `withdrawn`."""
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class MeetingFact(NamedTuple):
    """A meeting to which the Chair invites States (OP16, OP17) as one event tells it."""

    id: str
    event_id: str
    meeting_id: str
    kind: str
    stage: str
    """`planned`, `held` or `cancelled`."""
    invited: tuple[str, ...]
    answered: tuple[str, ...]
    declined: tuple[str, ...]
    attended: tuple[str, ...]
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class ActivityFact(NamedTuple):
    """An activity (OP17, OP18) as one event tells it."""

    id: str
    event_id: str
    activity_id: str
    kind: str
    paragraph: str
    themes: tuple[str, ...]
    audience: str
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class ObligationFact(NamedTuple):
    """An obligation whose clock council itself holds, as one of its events tells it."""

    id: str
    event_id: str
    obligation_id: str
    """Of the one occurrence."""
    stage: str
    """`due`, `met`, `overdue` or `pending`."""
    due_on: date | None
    paragraph: str
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


PROGRAMMES: Table[ProgrammeFact] = Table("programmes", ProgrammeFact, schema=SCHEMA)
REQUESTS: Table[RequestFact] = Table("requests", RequestFact, schema=SCHEMA)
CONSENTS: Table[ConsentFact] = Table("consents", ConsentFact, schema=SCHEMA)
REPORT_CONSENTS: Table[ReportConsentFact] = Table("report_consents", ReportConsentFact, schema=SCHEMA)
ASSESSMENT_STAGES: Table[AssessmentStageFact] = Table("assessment_stages", AssessmentStageFact, schema=SCHEMA)
PRODUCTS: Table[ProductFact] = Table("products", ProductFact, schema=SCHEMA)
MEETINGS: Table[MeetingFact] = Table("meetings", MeetingFact, schema=SCHEMA)
ACTIVITY_FACTS: Table[ActivityFact] = Table("activities", ActivityFact, schema=SCHEMA)
OBLIGATION_FACTS: Table[ObligationFact] = Table("obligations", ObligationFact, schema=SCHEMA)

PROGRAMME_TABLES = (
    PROGRAMMES, REQUESTS, CONSENTS, REPORT_CONSENTS, ASSESSMENT_STAGES, PRODUCTS, MEETINGS, ACTIVITY_FACTS,
    OBLIGATION_FACTS,
)  # fmt: skip
