"""One valid, synthetic example of each type of event: an invented assessment, from visit to report.

Values stand by the name of their field; `SPECIAL` has those that differ for one type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic_core import to_json

from contracts import ids
from contracts.base import EventData
from contracts.catalog import EVENTS, NOTICES, decode

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
    "audience": "un",
}
FOUND: Final = NOTICED_FINDING | {"finding_id": FINDING, "parties": ["state:KEN"]}

COMMON: Final[Mapping[str, Any]] = {
    "occurred_on": "2024-06-14",
    "synthetic": True,
    "state": "KEN",
    "states": ["KEN"],
    "audience": "un",
    "parties": ["state:KEN"],
    "reason": "Invented for this example.",
    "note": "Invented for this example.",
    "summary": "Invented for this example.",
    "purpose": "Invented for this example.",
    "document": "DRAFT/SYN/2024/1",
    "title": "An example, invented",
    "source": CTED,
    "reference": "SYN-2024-KEN-01",
    "year": 2024,
    # programme and consent
    "programme_id": "programme-2024",
    "entries": [
        {"state": "KEN", "reasons": [{"code": "known-gaps", "evidence": "Invented for this example."}]},
        {"state": "FJI", "reasons": [{"code": "never-visited"}]},
    ],
    "added": ["FJI"],
    "removed": ["PER"],
    "consent_id": "consent-2024-KEN",
    "asked_on": "2024-01-15",
    "agreed_on": "2024-02-20",
    # visits
    "visit_id": VISIT,
    "mission_id": ids.mission_id(CTED, "SYN-M-2024-3"),
    "body": "CTED",
    "invited": ["UNODC", "ICAO"],
    "participants": ["UNODC"],
    "mode": "hybrid",
    "start": "2024-04-08",
    "end": "2024-04-12",
    "components": [
        {"mode": "virtual", "start": "2024-02"},
        {"mode": "onsite", "start": "2024-04-08", "end": "2024-04-12"},
    ],
    "source_url": "https://example.org/invented-visit",
    "other_visit_id": ids.visit_id("https://body.example/visits", "SYN-7"),
    "other_body": "1540 Committee's Group of Experts",
    "other_start": "2024-05",
    # assessments
    "assessment_id": ASSESSMENT,
    "kind": "comprehensive",
    "draft": "draft",
    "visit": {"start": "2024-02", "end": "2024-04-12", "mode": "hybrid"},
    "report_date": "2024-06-10",
    "submitted_to_ctc_on": "2024-06-14",
    "received_by_state_on": "2024-06-20",
    "observations_due_on": "2024-06-05",
    "opens_cycle": True,
    "recommendations": [RECOMMENDED],
    "findings": [FOUND],
    "changed": ["received_by_state_on"],
    "recommendation_ids": [RECOMMENDATION],
    # disclosure and products
    "of": "recommendation",
    "id": RECOMMENDATION,
    "in_part": [RECOMMENDATION],
    "parts": [{"id": RECOMMENDATION, "audience": "public"}, {"id": FINDING, "audience": "un"}],
    "decided_by": "Permanent Mission of the State",
    "decided_on": "2024-07-01",
    "consulted_ctc": True,
    "product_id": PRODUCT,
    "themes": ["travel", "border-security"],
    # follow-up
    "followup_id": ids.cycle_id(ASSESSMENT),
    "sequence": 1,
    "anchor": "submitted_to_ctc_on",
    "anchor_on": "2024-06-14",
    "due_on": "2025-06-14",
    "response_due_on": "2024-12-20",
    "previous_due_on": "2025-06-10",
    "previous_response_due_on": "2024-12-16",
    "mandate": "resolution-2617-2021",
    "paragraph": "OP16",
    "duty": "report",
    "days_before": 30,
    "capacity": "Invented for this example.",
    "assistance": "Invented for this example.",
    "cross_cutting": "Invented for this example.",
    "proposal": "Invented for this example.",
    # recommendations
    "recommendation_id": RECOMMENDATION,
    "recommendation": RECOMMENDED,
    "position": "accepted",
    "statement": "Invented for this example.",
    "implementation": "in_progress",
    "steps": "Invented for this example: a working group was set up.",
    "change": "merge",
    "parents": [RECOMMENDATION, MERGED],
    "successors": [
        {
            "recommendation": RECOMMENDED | {"recommendation_id": SUCCESSOR, "reference": "R1-2"},
            "assessed": "in_progress",
            "due_on": "2025-06-14",
        }
    ],
    "meeting_id": "meeting-2025-1",
    "held_on": "2025-03-05",
    "bodies": ["CTED", "UNOCT"],
    "answered": ["KEN", "FJI"],
    "attended": ["KEN"],
    # assistance
    "case_id": CASE,
    "priority": "high",
    "pillar": 2,
    "project_id": PROJECT,
    "lead_body": "UNODC",
    "budget_usd": 250_000,
    "products": [PRODUCT],
    "status": "active",
    "duplication_id": ids.duplication_id(RECOMMENDATION, PROJECT, OTHER_PROJECT),
    "project_ids": [PROJECT, OTHER_PROJECT],
    "resolution": "merged",
    "kept_project_id": PROJECT,
    "briefing_id": "briefing-2024-1",
    "invited_on": "2024-05-02",
    "speaker": "under_secretary_general",
    "step_id": "step-2024-1",
    "owner": "UNOCT",
    "indicator": "Share of invented steps that were taken",
    "result": "Invented for this example.",
    # council
    "obligation_id": "resolution-2617-2021/annual-report/2024",
    "recipient": "Security Council",
    "period": "2024",
    "count": 1,
    "met_by": "annual-2024-1",
    "edition_id": "annual-2024-1",
    "report": "annual",
    "edition": 1,
    "cut_off": "2024-12-31",
    "freeze": "2025-01-31T09:00:00Z",
    "path": "/reports/annual/2024",
    "corrects": "annual-2024-1",
    # notices and answers
    "notice_type": "notice.assessment.submitted",
    "outcome": "accepted",
    "caused": [ASSESSMENT],
    "code": "contradicts-what-is-known",
    "rule": "4",
    "fields": ["recommendations", "submitted_to_ctc_on"],
    "corrected_on": "2024-07-02",
    "assessment_source": CTED,
    "assessment_reference": "SYN-2024-KEN-01",
    "withdrawn_on": "2024-09-02",
    "received_on": "2024-11-29",
    "positions": [
        {
            "recommendation_reference": "R1",
            "position": "accepted",
            "implementation": "in_progress",
            "steps": "Invented for this example: a working group was set up.",
        }
    ],
    # released copies
    "released_on": "2024-06-14",
    "made_by": "CTED",
    "provision": "resolution 2396 (2017), paragraph 11",
    "text": NOTICED_RECOMMENDATION["text"],
    "assistance_needed": True,
    "assistance_requested": True,
    "because": "narrowed",
}

_NOTICED: Final = {"recommendations": [NOTICED_RECOMMENDATION], "findings": [NOTICED_FINDING]}
_PROJECT: Final = {
    "source": UNODC,
    "reference": "SYN-P-17",
    "kind": "project",
    "start": "2024-09",
    "end": "2026",
    "recommendations": [RECOMMENDATION],
}
_ANNUAL: Final = {"title": "Annual report 2024", "audience": "public", "parties": []}
_VISIT: Final = {"reference": "SYN-V-2024-KEN"}
_ANNUAL_DUTY: Final = {"title": "Report on the work of the CTC and CTED", "paragraph": "OP18", "due_on": "2024-12-31"}

SPECIAL: Final[Mapping[str, Mapping[str, Any]]] = {
    "consent.lapsed.v1": {"occurred_on": "2024-12-31"},
    "visit.planned.v1": _VISIT,
    "visit.agreed.v1": _VISIT | {"occurred_on": "2024-02-20"},
    "visit.completed.v1": _VISIT | {"occurred_on": "2024-04-12"},
    "assessment.drafted.v1": {"occurred_on": "2024-05-06", "paragraph": "practice"},
    "assessment.received.v1": {"occurred_on": "2024-06-20"},
    "disclosure.changed.v1": {"audience": "public", "parties": [], "occurred_on": "2024-07-01"},
    "product.adopted.v1": {"kind": "oia", "reference": "SYN-OIA-2024-KEN"},
    "meeting.planned.v1": {"invited": ["KEN", "FJI"]},
    "meeting.held.v1": {"invited": ["KEN", "FJI"], "occurred_on": "2025-03-05"},
    "project.registered.v1": _PROJECT,
    "briefing.held.v1": {"kind": "briefing"},
    "obligation.due.v1": _ANNUAL_DUTY,
    "obligation.met.v1": _ANNUAL_DUTY,
    "obligation.overdue.v1": _ANNUAL_DUTY | {"occurred_on": "2025-01-01"},
    "obligation.pending.v1": _ANNUAL_DUTY,
    "report.published.v1": _ANNUAL,
    "report.corrected.v1": _ANNUAL | {"edition": 2, "edition_id": "annual-2024-2"},
    "notice.assessment.submitted.v1": _NOTICED,
    "notice.assessment.corrected.v1": _NOTICED,
    "notice.project.registered.v1": _PROJECT,
    "notice.visit.planned.v1": _VISIT,
    "notice.accepted.v1": {"id": "SYN-0001"},
    "notice.refused.v1": {"id": "SYN-0001"},
    "receipt.accepted.v1": {"id": "SYN-0001"},
    "receipt.refused.v1": {"id": "SYN-0001"},
    "receipt.unreadable.v1": {"id": "SYN-0001", "reason": "report_date: Input should be a valid date"},
    "recommendation.closed.v1": {"reason": "overtaken"},
    "released.product.v1": {"kind": "oia"},
    "released.report.v1": _ANNUAL,
}


def example(type_: str) -> EventData:
    """The example of this type of event."""
    return decode(type_, to_json(_values(type_)))


def _values(type_: str) -> dict[str, Any]:
    if type_ == "notice.taken_in.v1":
        submitted = "notice.assessment.submitted"
        return {"source": CTED, "id": "SYN-0001", "notice": _values(f"{submitted}.v1") | {"notice_type": submitted}}
    values = {**COMMON, **SPECIAL.get(type_, {})}
    # A notice's sender leaves out `notice_type`, so the example does; in an answer it tells which notice is meant.
    left_out = "notice_type" if type_ in NOTICES else ""
    return {name: values[name] for name in EVENTS[type_].model_fields if name != left_out}
