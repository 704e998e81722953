"""What an event is about, and what was behind it: the two columns by which `trace` walks. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Final

from contracts.assessments import AssistanceRequested, VisitRequested
from contracts.base import EventData
from contracts.exchange import NoticeTakenIn
from contracts.followup import RecommendationAdded, RecommendationSucceeded
from shared.engine.due_ids import read_due_id

_KINDS: Final = {
    "programme": ("programme", "programme_id"),
    "consent": ("consent", "consent_id"),
    "visit": ("visit", "visit_id"),
    "assessment": ("assessment", "assessment_id"),
    "observations": ("assessment", "assessment_id"),
    "report_consent": ("assessment", "assessment_id"),
    "confidentiality": ("assessment", "assessment_id"),
    "disclosure": ("", "id"),
    "product": ("product", "product_id"),
    "followup": ("cycle", "followup_id"),
    "assistance": ("recommendation", "recommendation_id"),
    "recommendation": ("recommendation", "recommendation_id"),
    "meeting": ("meeting", "meeting_id"),
    "case": ("case", "case_id"),
    "project": ("project", "project_id"),
    "duplication": ("duplication", "duplication_id"),
    "briefing": ("briefing", "briefing_id"),
    "step": ("step", "step_id"),
    "signal": ("signal", "signal_id"),
    "activity": ("activity", "activity_id"),
    "obligation": ("obligation", "obligation_id"),
    "report": ("edition", "edition_id"),
    "report_draft": ("draft", "draft_id"),
    "notice": ("notice", "id"),
    "record": ("record", "id"),
    "publisher": ("publisher", "publisher_id"),
}
"""By the first word of an event's type: what it is about, and the field that holds its id."""

_ELSEWHERE: Final[Mapping[type[EventData], str]] = MappingProxyType(
    {
        RecommendationAdded: "recommendation.recommendation_id",
        AssistanceRequested: "recommendation.recommendation_id",
        VisitRequested: "request_id",  # no visit yet
        RecommendationSucceeded: "",  # those that it joins or splits have rows of their own
    }
)
"""Events that have the id of what they are about in another field."""


def thing_of(data: EventData) -> str:
    """The id of what the event is about; empty where it is about several."""
    read = _reader(type(data))
    return read(data) if read else ""


def kind_of(type_: str) -> str:
    """What kind of thing an event of this type is about; empty where the type does not say."""
    return _KINDS.get(type_.partition(".")[0], ("", ""))[0]


def parent_of(data: EventData, causation_id: str) -> str:
    """The event or command behind it, seen through any deadline between. Empty for a notice.

    Its sender chose its id, and could name an event of ours.
    """
    if isinstance(data, NoticeTakenIn):
        return ""
    due = read_due_id(causation_id)
    return causation_id if due is None else due.parent


def deadline_of(causation_id: str, parent: str) -> dict[str, object] | None:
    """The deadline between an event and its parent: its day, and what it did. `parent` is that of `parent_of`."""
    due = read_due_id(causation_id)
    if due is None or parent in ("", causation_id):
        return None
    return {"due_on": due.due_on, "step": due.step, "days_before": due.days_before}


def find_gap(model: type[EventData]) -> str:
    """What is missing here for events of this class, as one sentence; empty where nothing is."""
    word = model.type.partition(".")[0]
    if word not in _KINDS:
        return f"services/council/facts/things.py: _KINDS lacks {word!r}: say what {model.type} is about"
    field = _KINDS[word][1]
    if model not in _ELSEWHERE and field not in model.model_fields:
        return (
            f"services/council/facts/things.py: {model.type} has no field {field!r}: say in _ELSEWHERE what it is about"
        )
    return ""


@cache
def _reader(model: type[EventData]) -> Callable[[EventData], str] | None:
    kind = _KINDS.get(model.type.partition(".")[0], ("", ""))
    field = _ELSEWHERE.get(model, kind[1])
    return attrgetter(field) if field else None
