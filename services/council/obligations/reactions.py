"""An event may meet an obligation (rules 9 and 10). Pure; `facts/projections/` keeps what it says as facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.council.facts import EVENTS
from services.council.facts.things import thing_of
from services.council.obligations.model import OBLIGATIONS, Occurrence
from services.council.obligations.rules import count_performance, take_back
from shared.engine.rules import Change, Context, Event, Known, Need


def needs_what_it_meets(event: Event[Any]) -> Iterable[Need]:
    """Whether this event was read before, and the occurrences that an event of this type can meet."""
    yield Need(EVENTS, event.id)
    yield Need(OBLIGATIONS, event.type, by="met_by_event")


def meet_obligations(event: Event[Any], known: Known, context: Context) -> Iterable[Change]:
    """What was held or delivered counts for the obligation of its year, or for the one that has none.

    If it was put right it may count for another year (rule 4). An event that is read again says nothing of what was put
    right since.
    """
    if known.get(EVENTS, event.id) is not None:
        return
    thing = thing_of(event.data)
    for one in known.all(OBLIGATIONS, "met_by_event", event.type):
        if _counts_for(one, event):
            yield from count_performance(one, event.data.occurred_on, thing)
        elif thing in one.held_by:
            yield from take_back(one, thing, context)


def _counts_for(one: Occurrence, event: Event[Any]) -> bool:
    wanted = (pair.partition("=") for pair in one.met_where)
    if any(str(getattr(event.data, name, None)) not in values.split("|") for name, _, values in wanted):
        return False
    year = getattr(event.data, one.year_field) if one.year_field else event.data.occurred_on.year
    return one.period is None or one.period == str(year)
