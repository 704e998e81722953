"""Reacts to later events about a recommendation: who may have it, and whether the State asks for help. Pure.

An assessment's events come in order. So an unknown recommendation was not announced yet, and the event with the whole
assessment will bring the same facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.assessments import AssistanceRequested, DisclosureChanged
from contracts.audiences import AUDIENCES
from contracts.base import EventData
from services.followup.cycles.model import SEEN
from services.followup.cycles.seen import key_of, note_seen
from services.followup.recommendations.model import RECOMMENDATIONS, Recommendation
from shared.engine.rules import Change, Context, Event, Known, Need, Put, Rule


def needs_of_disclosure(event: Event[DisclosureChanged]) -> Iterable[Need]:
    """The assessment's recommendations; of a product, nothing."""
    if event.data.assessment_id is not None:
        yield Need(RECOMMENDATIONS, event.data.assessment_id, by="assessment_id")
        yield Need(SEEN, key_of(event))


def note_disclosure(event: Event[DisclosureChanged], known: Known, _context: Context) -> Iterable[Change]:
    """Who may have each from now on (OP19); it bounds who may have those that take its place (rule 7)."""
    data = event.data
    recommendations = known.all(RECOMMENDATIONS, "assessment_id", data.assessment_id or "")
    if not recommendations or known.get(SEEN, key_of(event)) is not None:
        return
    yield note_seen(event)
    parts = {part.id: part for part in data.parts}
    for old in recommendations:
        part = parts.get(old.id)
        if part is not None:
            new = old._replace(disclosed_to=part.audience, disclosed_parties=part.parties)
        else:
            new = _no_wider(old, data)
        if new != old:
            yield Put(RECOMMENDATIONS, new)


def _no_wider(old: Recommendation, data: DisclosureChanged) -> Recommendation:
    """One that a follow-up made and assessments had not read of yet: a choice for the whole bounds it already."""
    if data.of != "assessment" or data.in_part:
        return old
    narrower = min(old.disclosed_to, data.audience, key=AUDIENCES.index)
    return old._replace(disclosed_to=narrower)


def needs_of_request(event: Event[AssistanceRequested]) -> Iterable[Need]:
    """The recommendation."""
    yield Need(RECOMMENDATIONS, event.data.recommendation.recommendation_id)
    yield Need(SEEN, key_of(event))


def note_request(event: Event[AssistanceRequested], known: Known, _context: Context) -> Iterable[Change]:
    """The State asks for assistance with it, or takes its request back (OP39: "upon their request")."""
    old = known.get(RECOMMENDATIONS, event.data.recommendation.recommendation_id)
    if old is None or known.get(SEEN, key_of(event)) is not None:
        return
    yield note_seen(event)
    if old.assistance_requested != event.data.requested:
        yield Put(RECOMMENDATIONS, old._replace(assistance_requested=event.data.requested))


REACTIONS: Mapping[type[EventData], Rule[Any]] = {
    DisclosureChanged: Rule(needs_of_disclosure, note_disclosure),
    AssistanceRequested: Rule(needs_of_request, note_request),
}
