"""Event -> facts. Pure: a rebuild runs the same functions over the same events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from contracts.base import EventData
from services.council.facts import EVENTS, EventFact
from services.council.projections import assessments, duties, followup
from services.council.projections.rows import Fact
from services.council.things import parent_of, thing_of
from shared.rules import Change, Context, Event, Known, Need, Put


def needs_event(event: Event[Any]) -> Iterable[Need]:
    """Whether this event is known already."""
    yield Need(EVENTS, event.id)


def keep_facts(event: Event[Any], known: Known, _context: Context) -> Iterable[Change]:
    """What an event says is kept once."""
    if known.get(EVENTS, event.id) is None:
        for table, row in facts_of(event):
            yield Put(table, row)


def facts_of(event: Event[Any]) -> Iterable[Fact]:
    """All rows that an event makes: itself, and what it says of each thing."""
    yield EVENTS, event_fact(event)
    for project in PROJECTIONS.get(type(event.data), ()):
        yield from project(event, event.data)


def event_fact(event: Event[Any]) -> EventFact:
    """The event itself."""
    message, data = event.message, event.data
    assert message is not None, "only what a transport brought is projected"
    return EventFact(
        id=event.id,
        source=event.source,
        type=event.type,
        topic=message.topic,
        subject=event.subject,
        thing=thing_of(data),
        time=event.time,
        occurred_on=getattr(data, "occurred_on", None),
        correlationid=event.correlation_id,
        causationid=event.causation_id,
        parent=parent_of(event.causation_id),
        partition=message.partition,
        position=message.offset,
        synthetic=getattr(data, "synthetic", False),
        data=message.data or b"",
    )


def _together() -> Mapping[type[EventData], tuple[Callable[[Event[Any], Any], Iterable[Fact]], ...]]:
    found: dict[type[EventData], tuple[Callable[[Event[Any], Any], Iterable[Fact]], ...]] = {}
    for kind in (assessments, followup, duties):
        for model, project in kind.PROJECTIONS.items():
            found[model] = (*found.get(model, ()), project)
    return found


PROJECTIONS = _together()
"""What each type of event says; all others are kept as events only."""
