"""The events of a draft's life. Pure.

Their subject is the draft, never a State: a State may read of what concerns it, and drafts are not for it.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from contracts.base import EventData
from contracts.council import (
    ReportAdopted,
    ReportAgreed,
    ReportConsiderationEnded,
    ReportConsidered,
    ReportDrafted,
    ReportObjection,
)
from services.council.drafts.model import AdoptedBy, ReportDraft
from shared.engine.principals import Side
from shared.engine.rules import Emit


def build_drafted_event(draft: ReportDraft, today: date) -> Emit:
    """The event that the figures are frozen."""
    return _emit(draft, ReportDrafted(**_fields_of(draft, today)))


def build_consideration_event(draft: ReportDraft, today: date, ends_on: date) -> Emit:
    """The event that the no-objection period began."""
    return _emit(draft, ReportConsidered(**_fields_of(draft, today), ends_on=ends_on))


def build_consideration_ended_event(draft: ReportDraft, today: date) -> Emit:
    """The event that it ended: a decision is awaited."""
    objections = len(draft.standing_objections)
    return _emit(draft, ReportConsiderationEnded(**_fields_of(draft, today), objections=objections))


def build_objection_event(
    draft: ReportDraft, member: str, kind: Literal["objection", "change_requested", "lifted"], today: date
) -> Emit:
    """The event that a member objected, asked for a change, or lifted what it had said."""
    return _emit(draft, ReportObjection(**_fields_of(draft, today), member=member, kind=kind))


def build_agreed_event(draft: ReportDraft, side: Side, today: date) -> Emit:
    """The event that one side agreed (OP24)."""
    return _emit(draft, ReportAgreed(**_fields_of(draft, today), side=side))


def build_adopted_event(draft: ReportDraft, on: date, by: AdoptedBy, document: str | None) -> Emit:
    """The event that it was adopted."""
    return _emit(draft, ReportAdopted(**_fields_of(draft, on), by=by, document=document))


def _fields_of(draft: ReportDraft, on: date) -> dict[str, Any]:
    edition = draft.edition
    return {
        "occurred_on": on,
        "synthetic": edition.synthetic,
        "draft_id": draft.id,
        "report": edition.report,
        "title": edition.title,
        "year": None if edition.thing else edition.year,
        "state": edition.state,
        "thing": edition.thing or None,
        "draft": draft.number,
        "audience": draft.audience,
        "parties": draft.parties,
        "cut_off": edition.cut_off,
        "freeze": edition.frozen_at,
    }


def _emit(draft: ReportDraft, data: EventData) -> Emit:
    return Emit(data, draft.id)
