"""What a follow-up report lists: punctuality, steps, the State's response, what CTED says and proposes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from services.council.reports.cells import Value, lines, term
from services.council.reports.document import Table
from services.council.reports.followup.cycle import Cycle, FollowUp, Recommendation
from services.council.reports.words import spelled

Told = Mapping[str, Mapping[str, Any]]
"""The data of events, by their ids."""


def tables(of: Cycle, told: Told) -> tuple[Table, ...]:
    """In the order of the report's sections; recommendations in the order of their references."""
    seen = sorted((one for one in of.recommendations if one.seen), key=lambda one: _in_order(name(one, told, of)))
    return (
        lines("assessment", "The assessment", ASSESSMENT, _assessment(of, told)),
        lines("follow-ups", "Dates and punctuality", DATES, (_dates(one) for one in of.follow_ups)),
        lines("steps", "Steps by recommendation", STEPS, (_steps(one, told, of) for one in seen)),
        lines("capacity", "Capacity, resources and assistance", CAPACITY, (_capacity(one, told, of) for one in seen)),
        lines("response", "The State's response", RESPONSE, [_response(of)]),
        lines("proposals", "What CTED reports and proposes", PROPOSALS, _proposals(of, told)),
    )


ASSESSMENT = ("Kind", "Dated", "Submitted to the Committee")
DATES = ("Follow-up", "Due", "Reported", "#Days late", "Standing")
STEPS = ("Recommendation", "Priority", "Position", "As the State reports", "As CTED assessed", "Steps")
CAPACITY = ("Recommendation", "Capacity and resources", "Assistance needed", "Requested", "Taken up")
RESPONSE = ("Due", "Received")
PROPOSALS = ("Follow-up", "On", "Text")
ON = {
    "capacity": "Capacity and resources",
    "assistance": "Assistance",
    "cross_cutting": "Gender, children and human rights",
    "proposal": "Further follow-up or assistance",
}
"""The texts of CTED's report, by their names in its event."""


def _in_order(reference: str) -> list[tuple[int, str]]:
    """So that `R2` comes before `R10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", reference)]


def _assessment(of: Cycle, told: Told) -> Iterator[tuple[Value, ...]]:
    """From whose submission the time of the first follow-up runs (rule 2), where a recommendation of it is live."""
    own = (data for data in told.values() if data.get("assessment_id") == of.assessment and "report_date" in data)
    for data in sorted(own, key=lambda data: str(data["occurred_on"]))[-1:]:
        dates = date.fromisoformat(data["report_date"]), date.fromisoformat(data["submitted_to_ctc_on"])
        yield data["kind"], *dates


def _dates(one: FollowUp) -> tuple[Value, ...]:
    standing = "reported" if one.reported_on else "pending a mandate" if one.pending else "open"
    days = one.days_late
    return (
        str(one.sequence),
        one.due_on,
        one.reported_on or "not yet",
        "none yet" if days is None else str(days),
        standing,
    )


def _steps(one: Recommendation, told: Told, of: Cycle) -> tuple[Value, ...]:
    position = term(one.position) or "none yet"
    steps = _last(one, "steps", told)
    reported, assessed = term(one.reported) or "nothing yet", term(one.assessed) or "not assessed yet"
    return _text(one, told, of), one.priority, position, reported, assessed, steps


def _capacity(one: Recommendation, told: Told, of: Cycle) -> tuple[Value, ...]:
    said = _last(one, "assistance_needed", told)
    needed = one.needed if said is None else said
    return name(one, told, of), _last(one, "capacity", told), yes(needed), yes(one.requested), _taken_up(one)


def _taken_up(one: Recommendation) -> str:
    """Or why it could not be: only a need that the State requested, and that the UN has, is a case (OP39)."""
    if not (one.needed and one.requested):
        return "not requested" if one.needed else "no need"
    return yes(one.taken_up) if one.released else "not released"


def _response(of: Cycle) -> tuple[Value, ...]:
    said = of.response
    if said.received_on is None and said.not_answered_on is not None:
        return said.due_on, f"not answered, as of {spelled(said.not_answered_on)}"
    return said.due_on, said.received_on or "not yet"


def _proposals(of: Cycle, told: Told) -> Iterator[tuple[Value, ...]]:
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


def _text(one: Recommendation, told: Told, of: Cycle) -> str:
    """Its reference, and what it recommends where that is at hand."""
    text = next((each["text"] for each in _told_of(one, told)), "")
    return f"{name(one, told, of)}: {text}" if text else name(one, told, of)


def name(one: Recommendation, told: Told, of: Cycle) -> str:
    """Its reference, where the event that made it is at hand; of one that was carried over, that it was (rule 1)."""
    reference = next((str(each["reference"]) for each in _told_of(one, told)), one.id)
    made_in = told.get(one.told_by, {}).get("assessment_id", of.assessment)
    return reference if made_in == of.assessment else f"{reference} (carried over)"


def _told_of(one: Recommendation, told: Told) -> Iterator[Mapping[str, Any]]:
    data = told.get(one.told_by, {})
    several = [*data.get("recommendations", ()), *(each["recommendation"] for each in data.get("successors", ()))]
    several += [data["recommendation"]] if "recommendation" in data else []
    return (each for each in several if each["recommendation_id"] == one.id)


def yes(value: bool) -> str:
    """`yes` or `no`."""
    return "yes" if value else "no"
