"""Turns an event into facts. Pure: a rebuild runs the same functions over the same events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from contracts.base import EventData
from services.council.facts import EVENTS, EventFact
from services.council.facts.closings import CLOSES, needs_of_closing, tell_again
from services.council.facts.projections import assessments, assistance, corrections, duties, followup, programme
from services.council.facts.projections.rows import Fact
from services.council.facts.things import parent_of, thing_of
from shared.engine.rules import Change, Context, Event, Known, Need, Put


def needs_of_event(event: Event[Any]) -> Iterable[Need]:
    """Whether this event is known already, and what was told before of what it may close."""
    yield Need(EVENTS, event.id)
    if type(event.data) in CLOSES:
        yield from needs_of_closing(type(event.data), facts_of(event))


def keep_facts(event: Event[Any], known: Known, _context: Context) -> Iterable[Change]:
    """Keeps what an event says, once."""
    if known.get(EVENTS, event.id) is not None:
        return
    facts = facts_of(event)
    for table, row in facts:
        yield Put(table, row)
    if type(event.data) in CLOSES:
        yield from tell_again(type(event.data), facts, known)


def facts_of(event: Event[Any]) -> list[Fact]:
    """All rows that an event makes: one for the event itself, and one for each thing that it speaks of."""
    facts: list[Fact] = [(EVENTS, build_event_fact(event))]
    for project in PROJECTIONS.get(type(event.data), ()):
        facts += project(event, event.data)
    return facts


def build_event_fact(event: Event[Any]) -> EventFact:
    """The event itself."""
    message, data = event.message, event.data
    assert message is not None, "only what a transport brought is projected"
    fields = data.__dict__  # an attribute that a model lacks costs it more than all the rest here
    return EventFact(
        event.id,
        event.source,
        event.type,
        message.topic,
        event.subject,
        thing_of(data),
        event.time,
        fields.get("occurred_on"),
        event.correlation_id,
        event.causation_id,
        parent_of(data, event.causation_id),
        message.partition,
        message.offset,
        fields.get("synthetic", False),
        message.data or b"",
    )


def _join_projections() -> Mapping[type[EventData], tuple[Callable[[Event[Any], Any], Iterable[Fact]], ...]]:
    projections: dict[type[EventData], tuple[Callable[[Event[Any], Any], Iterable[Fact]], ...]] = {}
    for kind in (assessments, followup, assistance, duties, programme, corrections):
        for model, project in kind.PROJECTIONS.items():
            projections[model] = (*projections.get(model, ()), project)
    return projections


PROJECTIONS = _join_projections()
"""The projections of each type of event. An event of another type makes only its own row."""
