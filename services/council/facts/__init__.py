"""Facts: what council knows, projected from events alone. Append-only and droppable; pure.

A row says what one event said of one thing. Nothing is ever updated: the present state of a thing
is its latest row, and a report takes the latest that occurred by its cut-off and was recorded by
its freeze (rule 11). `position` orders what was recorded at the same instant.

Rows are tuples, since a rebuild makes millions of them and hands them to COPY as they are.
"""

from services.council.facts.core import (
    ASSESSMENTS,
    CASES,
    CORE_TABLES,
    DISCLOSURES,
    DUTIES,
    EVENTS,
    FOLLOWUPS,
    RECOMMENDATIONS,
    SCHEMA,
    STATUSES,
    VISITS,
    WHOLE,
    AssessmentFact,
    CaseFact,
    DisclosureFact,
    DutyFact,
    EventFact,
    FollowupFact,
    RecommendationFact,
    Stage,
    StatusFact,
    VisitFact,
)
from services.council.facts.programme import (
    ASSESSMENT_STAGES,
    CONSENTS,
    MEETINGS,
    OBLIGATION_FACTS,
    PRODUCTS,
    PROGRAMME_TABLES,
    PROGRAMMES,
    REQUESTS,
    AssessmentStageFact,
    ConsentFact,
    MeetingFact,
    ObligationFact,
    ProductFact,
    ProgrammeFact,
    RequestFact,
)

PROJECTED = (*CORE_TABLES, *PROGRAMME_TABLES)
"""Every table of facts, in the order in which they are locked."""

__all__ = [
    "ASSESSMENTS",
    "ASSESSMENT_STAGES",
    "CASES",
    "CONSENTS",
    "DISCLOSURES",
    "DUTIES",
    "EVENTS",
    "FOLLOWUPS",
    "MEETINGS",
    "OBLIGATION_FACTS",
    "PRODUCTS",
    "PROGRAMMES",
    "PROJECTED",
    "RECOMMENDATIONS",
    "REQUESTS",
    "SCHEMA",
    "STATUSES",
    "VISITS",
    "WHOLE",
    "AssessmentFact",
    "AssessmentStageFact",
    "CaseFact",
    "ConsentFact",
    "DisclosureFact",
    "DutyFact",
    "EventFact",
    "FollowupFact",
    "MeetingFact",
    "ObligationFact",
    "ProductFact",
    "ProgrammeFact",
    "RecommendationFact",
    "RequestFact",
    "Stage",
    "StatusFact",
    "VisitFact",
]
