"""The things that the examples speak of: all invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from contracts import ids

CTED: Final = "https://cted.example/assessments"
UNODC: Final = "https://unodc.example/projects"
ASSESSMENT: Final = ids.assessment_id(CTED, "SYN-2024-KEN-01")
RECOMMENDATION: Final = ids.recommendation_id(ASSESSMENT, "R1")
MERGED: Final = ids.recommendation_id(ASSESSMENT, "R2")
SUCCESSOR: Final = ids.recommendation_id(ASSESSMENT, "R1-2")
CASE: Final = ids.case_id(RECOMMENDATION)
PROJECT: Final = ids.project_id(UNODC, "SYN-P-17")
OTHER_PROJECT: Final = ids.project_id(UNODC, "SYN-P-21")
VISIT: Final = ids.visit_id(CTED, "SYN-V-2024-KEN")
PRODUCT: Final = ids.product_id(CTED, "SYN-OIA-2024-KEN")
FINDING: Final = ids.finding_id(ASSESSMENT, "resolution 2396 (2017), paragraph 12", 0)

NOTICED_RECOMMENDATION: Final = {
    "reference": "R1",
    "text": "Invented for this example: bring advance passenger information into use at all international airports.",
    "themes": ["travel", "border-security"],
    "provision": "resolution 2396 (2017), paragraph 11",
    "priority": "high",
    "pillar": 2,
    "made_by": "CTED",
    "assistance_needed": True,
    "assistance_requested": True,
    "audience": "un",
}
RECOMMENDED: Final = NOTICED_RECOMMENDATION | {"recommendation_id": RECOMMENDATION, "parties": ["state:KEN"]}
NOTICED_FINDING: Final = {
    "provision": "resolution 2396 (2017), paragraph 12",
    "result": "partial",
    "text": "Invented for this example: passenger name records are collected at one airport of three.",
    "shortfall": "Invented for this example: two airports collect none.",
    "good_practice": "Invented for this example: a single window for all carriers.",
    "audience": "un",
}
FOUND: Final = NOTICED_FINDING | {"finding_id": FINDING, "parties": ["state:KEN"]}

CYCLE: Final[Mapping[str, object]] = {
    "status": "open",
    "opened_on": "2024-06-14",
    "sequence": 1,
    "anchor": "submitted_to_ctc_on",
    "anchor_on": "2024-06-14",
    "due_on": "2025-06-14",
    "mandate": "resolution-2617-2021",
    "paragraph": "OP16",
    "received_by_state_on": "2024-06-20",
    "response": {"due_on": "2024-12-20"},
}
DAY: Final = "2024-06-14"
"""On which everything happens in the examples, if not said otherwise."""
CYCLES: Final[Mapping[str, Mapping[str, object]]] = {
    "followup.pending.v1": {"status": "pending_mandate", "pending_since": DAY},
    "followup.overdue.v1": {"status": "overdue", "overdue_since": DAY},
    "followup.response_received.v1": {
        "status": "responded", "response": {"due_on": "2024-12-20", "received_on": DAY},
    },
    "followup.not_answered.v1": {
        "status": "not_answered", "response": {"due_on": "2024-12-20", "not_answered_on": DAY},
    },
    "followup.reported.v1": {"status": "reported", "reported_on": DAY},
    "followup.closed.v1": {"status": "closed", "reported_on": DAY, "closed_on": DAY},
    "followup.cancelled.v1": {"status": "cancelled", "cancelled_on": DAY},
}  # fmt: skip
"""How the cycle differs after each of these events."""
