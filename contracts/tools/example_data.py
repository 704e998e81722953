"""One valid, synthetic example of each type of event: an invented assessment, from visit to report.

Values stand by the name of their field in `example_values.py`; `SPECIAL` has those that differ for one type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic_core import to_json

from contracts.base import EventData
from contracts.catalog import EVENTS, NOTICES, decode
from contracts.tools.example_things import (
    CTED,
    CYCLE,
    CYCLES,
    FINDING,
    NOTICED_FINDING,
    NOTICED_RECOMMENDATION,
    OTHER_PROJECT,
    PROJECT,
    RECOMMENDATION,
    UNODC,
)
from contracts.tools.example_values import COMMON

_NOTICED: Final = {"recommendations": [NOTICED_RECOMMENDATION], "findings": [NOTICED_FINDING]}
_PROJECT: Final = {
    "source": UNODC,
    "reference": "SYN-P-17",
    "kind": "project",
    "start": "2024-09",
    "end": "2026",
    "recommendations": [RECOMMENDATION],
}
_ANNUAL: Final = {"title": "Annual report 2024", "audience": "public", "parties": [], "symbol": "DRAFT/SYN/2025/1"}
_DRAFT: Final = {
    "title": "Annual report 2024",
    "audience": "committee",
    "parties": [],
    "draft": 1,
    "occurred_on": "2025-01-15",
}
_PRODUCT: Final = {"kind": "oia", "reference": "SYN-OIA-2024-KEN"}
_MEETING: Final = {"kind": "invitation", "invited": ["KEN", "FJI"]}
_VISIT: Final = {"reference": "SYN-V-2024-KEN"}
_ANNUAL_DUTY: Final = {"title": "Report on the work of the CTC and CTED", "paragraph": "OP18", "due_on": "2024-12-31"}

SPECIAL: Final[Mapping[str, Mapping[str, Any]]] = {
    "consent.lapsed.v1": {"occurred_on": "2024-12-31"},
    "visit.planned.v1": _VISIT | {"start": "2030-02-04", "end": "2030-02-08"},
    "visit.agreed.v1": _VISIT | {"occurred_on": "2024-02-20"},
    "visit.completed.v1": _VISIT | {"occurred_on": "2024-04-12"},
    "assessment.drafted.v1": {"occurred_on": "2024-05-06", "paragraph": "practice"},
    "assessment.received.v1": {"occurred_on": "2024-06-20"},
    "observations.extended.v1": {
        "occurred_on": "2024-06-03",
        "observations_due_on": "2024-06-19",
        "decided_by": "CTED",
    },
    "report_consent.asked.v1": {"occurred_on": "2024-06-21"},
    "report_consent.answered.v1": {
        "occurred_on": "2024-07-01",
        "asked_on": "2024-06-21",
        "answer": "part",
        "parts": [RECOMMENDATION],
    },
    "confidentiality.requested.v1": {"occurred_on": "2024-07-01", "parts": [FINDING]},
    "disclosure.changed.v1": {"audience": "public", "parties": [], "occurred_on": "2024-07-01"},
    "product.drafted.v1": _PRODUCT | {"audience": "committee"},
    "product.adopted.v1": _PRODUCT,
    "product.withdrawn.v1": _PRODUCT,
    "visit.cancelled.v1": _VISIT | {"start": "2024-09-02", "end": "2024-09-06"},
    "released.schedule.v1": {"cancelled_on": None},
    "meeting.planned.v1": _MEETING,
    "meeting.held.v1": _MEETING | {"occurred_on": "2025-03-05"},
    "meeting.cancelled.v1": _MEETING,
    "case.parts_changed.v1": {
        "status": "delivered",
        "parts": [
            {
                "body": "UNODC",
                "project_id": PROJECT,
                "status": "delivered",
                "offered_on": "2024-06-20",
                "taken_up_on": "2024-07-01",
                "delivered_on": "2024-12-12",
                "note": "Invented for this example: a course for forty officers was held.",
            },
            {
                "body": "ICAO",
                "project_id": OTHER_PROJECT,
                "status": "replaced",
                "taken_up_on": "2024-07-15",
                "ended_on": "2024-10-02",
                "replaced_by": PROJECT,
            },
            {
                "body": "OHCHR",
                "status": "declined",
                "ended_on": "2024-10-09",
                "reason": "Invented for this example: no capacity this year.",
            },
        ],
    },
    "project.registered.v1": _PROJECT,
    "visit.overlap_resolved.v1": {"because": "apart"},
    "briefing.invited.v1": {"kind": "briefing", "occurred_on": "2024-05-02"},
    "briefing.held.v1": {"kind": "briefing"},
    "briefing.cancelled.v1": {"kind": "briefing"},
    "signal.recorded.v1": {"kind": "fatf", "period": "2024-04"},
    "activity.recorded.v1": {
        "kind": "workshop",
        "paragraph": "OP26",
        "audience": "public",
        "occurred_on": "2024-05-14",
    },
    "activity.withdrawn.v1": {"occurred_on": "2024-06-03"},
    "obligation.due.v1": _ANNUAL_DUTY,
    "obligation.met.v1": _ANNUAL_DUTY,
    "obligation.overdue.v1": _ANNUAL_DUTY | {"occurred_on": "2025-01-01"},
    "obligation.pending.v1": _ANNUAL_DUTY,
    "report_draft.made.v1": _DRAFT,
    "report_draft.considered.v1": _DRAFT,
    "report_draft.consideration_ended.v1": _DRAFT | {"objections": 1},
    "report_draft.objection.v1": _DRAFT | {"kind": "objection"},
    "report_draft.agreed.v1": _DRAFT | {"report": "joint", "draft_id": "joint-2024-draft-1", "side": "UNOCT"},
    "report_draft.adopted.v1": _DRAFT | {"by": "meeting"},
    "report.withdrawn.v1": _ANNUAL,
    "report.published.v1": _ANNUAL,
    "report.reissued.v1": _ANNUAL,
    "report.corrected.v1": {**_ANNUAL, "edition": 2, "edition_id": "annual-2024-2"},
    "notice.assessment.submitted.v1": _NOTICED,
    "notice.assessment.corrected.v1": _NOTICED,
    "notice.project.registered.v1": _PROJECT,
    "notice.visit.planned.v1": _VISIT | {"cancelled_on": None, "reason": None},
    "notice.accepted.v1": {"id": "SYN-0001"},
    "notice.refused.v1": {"id": "SYN-0001"},
    "notice.waiting.v1": {"id": "SYN-0001", "refused_on": "2024-02-05"},
    "publisher.changed.v1": {
        "change": "approved",
        "applicant": "principal:unodc-desk",
        "bodies": ["unodc"],
        "parties": ["body:unodc", "publisher:unodc-example"],
    },
    "receipt.accepted.v1": {"id": "SYN-0001"},
    "receipt.refused.v1": {"id": "SYN-0001"},
    "receipt.unreadable.v1": {
        "id": "SYN-0001",
        "reason": "report_date must be a day such as 2024-01-31",
        "code": "contract-broken",
        "fields": ["report_date"],
    },
    "recommendation.closed.v1": {"reason": "overtaken"},
    "record.corrected.v1": {
        "thing": "consent",
        "id": "consent-2024-KEN",
        "number": 1,
        "field": "answers.0.answered_on",
        "before": "2024-02-12",
        "after": "2024-02-20",
        "corrected_by": "Counter-Terrorism Committee",
        "replaces": [
            {"type": "consent.given.v1", "id": "consent-2024-KEN", "occurred_on": "2024-02-12"},
        ],
    },
    "released.product.v1": {"kind": "oia"},
    "released.report.v1": _ANNUAL,
}


def example(type_: str) -> EventData:
    """The example of this type of event."""
    return decode(type_, to_json(_values(type_)))


def _values(type_: str) -> dict[str, Any]:
    if type_ == "notice.taken_in.v1":
        submitted = "notice.assessment.submitted"
        notice = _values(f"{submitted}.v1") | {"notice_type": submitted}
        sender = {"reads": "committee", "parties": ["body:cted"], "arrived_on": "2024-06-12", "registration": 1}
        return {"source": CTED, "id": "SYN-0001", "notice": notice, **sender}
    values = {**COMMON, "cycle": {**CYCLE, **CYCLES.get(type_, {})}, **SPECIAL.get(type_, {})}
    # A notice's sender leaves out `notice_type`, so the example does; in an answer it tells which notice is meant.
    left_out = "notice_type" if type_ in NOTICES else ""
    return {name: values[name] for name in EVENTS[type_].model_fields if name != left_out}
