"""Events about cases. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.unoct import (
    CaseCancelled,
    CaseDeclined,
    CaseDelivered,
    CaseOffered,
    CaseOpened,
    CasePart,
    CasePartsChanged,
    CaseTakenUp,
)
from services.unoct.cases.model import Case


def build_opened_event(case: Case, day: date) -> CaseOpened:
    """The case was opened, for the first time or again."""
    return CaseOpened(**_fields(case, day, "priority", "pillar"), themes=case.themes or ())


def build_offered_event(case: Case, day: date) -> CaseOffered:
    """A body offered assistance."""
    return CaseOffered(**_fields(case, day, "body", "project_id", "note"))


def build_taken_up_event(case: Case, day: date) -> CaseTakenUp:
    """A project took the need up, or goes on with it in the place of another one."""
    return CaseTakenUp(**_fields(case, day, "project_id", "body"))


def build_delivered_event(case: Case, day: date) -> CaseDelivered:
    """The assistance was delivered: every part that did not end before."""
    return CaseDelivered(**_fields(case, day, "project_id", "body", "note"))


def build_declined_event(case: Case, day: date) -> CaseDeclined:
    """Assistance was declined."""
    return CaseDeclined(**_fields(case, day, "body", "reason"))


def build_cancelled_event(case: Case, day: date) -> CaseCancelled:
    """The assistance is no longer needed, or the State no longer asks for it."""
    return CaseCancelled(**_fields(case, day, "reason"))


def build_parts_event(case: Case, day: date) -> CasePartsChanged:
    """One of several parts changed: all of them, as they now are."""
    parts = tuple(CasePart.model_validate(part, from_attributes=True) for part in case.parts)
    return CasePartsChanged(**_fields(case, day, "status"), parts=parts)


def _fields(case: Case, day: date, *names: str) -> dict[str, Any]:
    """The fields that all events about a case have, and these fields of the case."""
    return {
        "occurred_on": day,
        "synthetic": case.synthetic,
        "state": case.state,
        "case_id": case.id,
        "recommendation_id": case.recommendation_id,
        "assessment_id": case.assessment_id,
        **{name: getattr(case, name) for name in names},
    }
