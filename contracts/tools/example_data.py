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
from contracts.tools.example_things import (
    ASSESSMENT,
    CASE,
    CTED,
    CYCLE,
    CYCLES,
    FINDING,
    FOUND,
    MERGED,
    NOTICED_FINDING,
    NOTICED_RECOMMENDATION,
    OTHER_PROJECT,
    PRODUCT,
    PROJECT,
    RECOMMENDATION,
    RECOMMENDED,
    SUCCESSOR,
    UNODC,
    VISIT,
)

COMMON: Final[Mapping[str, Any]] = {
    "occurred_on": "2024-06-14",
    "synthetic": True,
    "state": "KEN",
    "states": ["KEN"],
    "wider_release": {"decided_by": "Permanent Mission", "decided_on": "2024-06-14", "consulted_ctc": True},
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
    "draft_id": "annual-2024-draft-1",
    "ends_on": "2025-01-22",
    "member": "A member of the Committee, invented",
    "transmitted_to": "President of the Security Council",
    # programme and consent
    "programme_id": "programme-2024",
    "entries": [
        {"state": "KEN", "reasons": [{"code": "known-gaps", "evidence": "Invented for this example."}]},
        {"state": "FJI", "reasons": [{"code": "never-visited"}]},
    ],
    "added": ["FJI"],
    "removed": ["PER"],
    "request_id": "request-2024-KEN",
    "consent_id": "consent-2024-KEN",
    "asked_on": "2024-01-15",
    "agreed_on": "2024-02-20",
    # visits
    "visit_id": VISIT,
    "mission_id": ids.mission_id(CTED, "SYN-M-2024-3"),
    "body": "CTED",
    "invited": ["UNODC", "ICAO"],
    "guests": [
        {"body": "UNODC", "sector": "compact", "invited_on": "2024-03-01", "came": True, "contributed": ["during"]},
        {"body": "An invented university", "sector": "academia", "at_states_request": True, "came": True},
    ],
    "participants": ["UNODC"],
    "merged": [ids.visit_id(CTED, "SYN-V-2024-KEN-virtual")],
    "separated": [ids.visit_id(CTED, "SYN-V-2024-KEN-virtual")],
    "mode": "hybrid",
    "start": "2024-04-08",
    "end": "2024-04-12",
    "components": [
        {"mode": "virtual", "start": "2024-02"},
        {"mode": "onsite", "start": "2024-04-08", "end": "2024-04-12"},
    ],
    "source_url": "https://example.org/invented-visit",
    "report_unknown": False,
    "other_visit_id": ids.visit_id("https://body.example/visits", "SYN-7"),
    "overlap_id": ids.overlap_id(VISIT, ids.visit_id("https://body.example/visits", "SYN-7")),
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
    "previous_observations_due_on": "2024-06-05",
    "answer": "full",
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
    "to_followup_id": ids.cycle_id(ids.assessment_id(CTED, "SYN-2025-KEN-02")),
    "requested": False,
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
    "declined": ["FJI"],
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
    "planned_for": "2024-06-14",
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
    "digest": "sha-256:" + "0" * 64,
    "thing": ids.cycle_id(ASSESSMENT),
    "reissue": 1,
    "signal_id": "fatf-KEN-R6-2024-04",
    "measure": "R6",
    "value": "PC",
    "activity_id": f"activity-{ids.uuid5('activity', 'SYN-ACT-1')}",
    "with_whom": ["UNOCT", "An invented research network"],
    "subject": "Invented for this example: a workshop on border security",
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
    # publishers
    "publisher_id": "unodc-example",
    "changed_by": "operations",
    "active": True,
    "suspended": False,
    "name": "UNODC example",
    "contact": "An invented office",
    "sources": [UNODC],
    "notice_types": ["notice.project.registered"],
    "events_per_minute": 600,
    "bytes_per_day": 1_000_000_000,
    "identity": {"issuer": "https://identity.example.org", "subject": "unodc-cases"},
    "certificate": "CN=cases.unodc.example,O=UNODC example",
    "keys": [{"id": "k1", "sha256": "0" * 64, "issued_on": "2024-06-14", "expires_on": "2025-06-14"}],
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
    "visit.planned.v1": _VISIT,
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
    "visit.cancelled.v1": _VISIT,
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
        "change": "registered",
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
        sender = {"reads": "committee", "parties": ["body:cted"], "arrived_on": "2024-06-12"}
        return {"source": CTED, "id": "SYN-0001", "notice": notice, **sender}
    values = {**COMMON, "cycle": {**CYCLE, **CYCLES.get(type_, {})}, **SPECIAL.get(type_, {})}
    # A notice's sender leaves out `notice_type`, so the example does; in an answer it tells which notice is meant.
    left_out = "notice_type" if type_ in NOTICES else ""
    return {name: values[name] for name in EVENTS[type_].model_fields if name != left_out}
