"""What a follow-up report lists: punctuality, steps, the State's response, what CTED says and proposes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from services.council.reports.cells import Value, lines, term
from services.council.reports.document import Table
from services.council.reports.followup.population import FollowUp, Population, Recommendation

Told = Mapping[str, Mapping[str, Any]]
"""The data of events, by their ids."""


def tables(of: Population, told: Told) -> tuple[Table, ...]:
    """In the order of the report's sections."""
    return (
        lines("follow-ups", "Dates and punctuality", DATES, (_dates(one) for one in of.follow_ups)),
        lines("steps", "Steps by recommendation", STEPS, (_steps(one, told) for one in _seen(of))),
        lines("capacity", "Capacity, resources and assistance", CAPACITY, (_capacity(one, told) for one in _seen(of))),
        lines("response", "The State's response", RESPONSE, [_response(of)]),
        lines("proposals", "What CTED reports and proposes", PROPOSALS, _proposals(of, told)),
    )


DATES = ("#Follow-up", "Due", "Reported", "#Days late", "Standing")
STEPS = ("Recommendation", "Priority", "Position", "As the State reports", "As CTED assessed", "Steps")
CAPACITY = ("Recommendation", "Capacity and resources", "Assistance needed", "Requested", "Taken up")
RESPONSE = ("Due", "Received", "Not answered since")
PROPOSALS = ("#Follow-up", "On", "Text")
ON = {
    "capacity": "Capacity and resources",
    "assistance": "Assistance",
    "cross_cutting": "Gender, children and human rights",
    "proposal": "Further follow-up or assistance",
}
"""The texts of CTED's report, by their names in its event."""


def _seen(of: Population) -> Iterator[Recommendation]:
    return (one for one in of.recommendations if one.seen)


def _dates(one: FollowUp) -> tuple[Value, ...]:
    standing = "reported" if one.reported_on else "pending a mandate" if one.pending else "open"
    days = one.days_late
    return str(one.sequence), one.due_on, one.reported_on, None if days is None else str(days), standing


def _steps(one: Recommendation, told: Told) -> tuple[Value, ...]:
    position = term(one.position) or "none yet"
    steps = _last(one, "steps", told)
    return name(one, told), one.priority, position, term(one.reported), term(one.assessed), steps


def _capacity(one: Recommendation, told: Told) -> tuple[Value, ...]:
    said = _last(one, "assistance_needed", told)
    needed = one.needed if said is None else said
    taken_up = yes(one.taken_up) if one.wanted else None
    return name(one, told), _last(one, "capacity", told), yes(needed), yes(one.requested), taken_up


def _response(of: Population) -> tuple[Value, ...]:
    said = of.response
    return said.due_on, said.received_on, None if said.received_on else said.not_answered_on


def _proposals(of: Population, told: Told) -> Iterator[tuple[Value, ...]]:
    for follow_up in of.follow_ups:
        for event in follow_up.events:
            for field, on in ON.items():
                if said := told.get(event, {}).get(field):
                    yield str(follow_up.sequence), on, said


def _last(one: Recommendation, field: str, told: Told) -> Any:
    """What CTED says of it, or else the State."""
    for event in (one.assessed_by, one.reported_by):
        found = told.get(event or "", {}).get(field)
        if found is not None:
            return found
    return None


def name(one: Recommendation, told: Told) -> str:
    """Its reference, where the event that made it is at hand."""
    data = told.get(one.told_by, {})
    several = [*data.get("recommendations", ()), *(each["recommendation"] for each in data.get("successors", ()))]
    several += [data["recommendation"]] if "recommendation" in data else []
    return next((each["reference"] for each in several if each["recommendation_id"] == one.id), one.id)


def yes(value: bool) -> str:
    """`yes` or `no`."""
    return "yes" if value else "no"
