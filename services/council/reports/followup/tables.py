"""What a follow-up report lists: punctuality, steps, the State's response, what CTED says and proposes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from services.council.documents.cells import Value, lines, term
from services.council.documents.document import Table
from services.council.documents.words import spell_day
from services.council.reports.followup.cycle import Cycle, FollowUp, Recommendation

Events = Mapping[str, Mapping[str, Any]]
"""The data of events, by their ids."""


def build_all(of: Cycle, events: Events) -> tuple[Table, ...]:
    """In the order of the report's sections; recommendations in the order of their references."""
    seen = sorted(
        (one for one in of.recommendations if one.seen), key=lambda one: _order_of(name_recommendation(one, events, of))
    )
    return (
        lines("assessment", "The assessment", ASSESSMENT, _list_assessment(of, events)),
        lines("follow-ups", "Dates and punctuality", DATES, (_show_dates(one) for one in of.follow_ups)),
        lines("steps", "Steps by recommendation", STEPS, (_show_steps(one, events, of) for one in seen)),
        lines(
            "capacity",
            "Capacity, resources and assistance",
            CAPACITY,
            (_show_capacity(one, events, of) for one in seen),
        ),
        lines("response", "The State's response", RESPONSE, [_show_response(of)]),
        lines("proposals", "What CTED reports and proposes", PROPOSALS, _list_proposals(of, events)),
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


def _order_of(reference: str) -> list[tuple[int, str]]:
    """So that `R2` comes before `R10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", reference)]


def _list_assessment(of: Cycle, events: Events) -> Iterator[tuple[Value, ...]]:
    """From whose submission the time of the first follow-up runs (rule 2), where a recommendation of it is live."""
    own = (data for data in events.values() if data.get("assessment_id") == of.assessment and "report_date" in data)
    for data in sorted(own, key=lambda data: str(data["occurred_on"]))[-1:]:
        dates = date.fromisoformat(data["report_date"]), date.fromisoformat(data["submitted_to_ctc_on"])
        yield data["kind"], *dates


def _show_dates(one: FollowUp) -> tuple[Value, ...]:
    standing = "reported" if one.reported_on else "pending a mandate" if one.pending else "open"
    days = one.days_late
    return (
        str(one.sequence),
        one.due_on,
        one.reported_on or "not yet",
        "none yet" if days is None else str(days),
        standing,
    )


def _show_steps(one: Recommendation, events: Events, of: Cycle) -> tuple[Value, ...]:
    position = term(one.position) or "none yet"
    steps = _find_last(one, "steps", events)
    reported, assessed = term(one.reported) or "nothing yet", term(one.assessed) or "not assessed yet"
    return _word_text(one, events, of), one.priority, position, reported, assessed, steps


def _show_capacity(one: Recommendation, events: Events, of: Cycle) -> tuple[Value, ...]:
    stated = _find_last(one, "assistance_needed", events)
    needed = one.needed if stated is None else stated
    return (
        name_recommendation(one, events, of),
        _find_last(one, "capacity", events),
        word_yes(needed),
        word_yes(one.requested),
        _word_uptake(one),
    )


def _word_uptake(one: Recommendation) -> str:
    """Or why it could not be: only a need that the State requested, and that the UN has, is a case (OP39)."""
    if not (one.needed and one.requested):
        return "not requested" if one.needed else "no need"
    return word_yes(one.taken_up) if one.released else "not released"


def _show_response(of: Cycle) -> tuple[Value, ...]:
    response = of.response
    if response.received_on is None and response.not_answered_on is not None:
        return response.due_on, f"not answered, as of {spell_day(response.not_answered_on)}"
    return response.due_on, response.received_on or "not yet"


def _list_proposals(of: Cycle, events: Events) -> Iterator[tuple[Value, ...]]:
    for follow_up in of.follow_ups:
        for event in follow_up.events:
            for field, on in ON.items():
                if text := events.get(event, {}).get(field):
                    yield str(follow_up.sequence), on, text


def _find_last(one: Recommendation, field: str, events: Events) -> Any:
    """What CTED says of it, or else the State."""
    for event in (one.assessed_by, one.reported_by):
        value = events.get(event or "", {}).get(field)
        if value is not None:
            return value
    return None


def _word_text(one: Recommendation, events: Events, of: Cycle) -> str:
    """Its reference, and what it recommends where that is at hand."""
    text = next((each["text"] for each in _find_content(one, events)), "")
    return f"{name_recommendation(one, events, of)}: {text}" if text else name_recommendation(one, events, of)


def name_recommendation(one: Recommendation, events: Events, of: Cycle) -> str:
    """Its reference, where the event that made it is at hand; of one that was carried over, that it was (rule 1)."""
    reference = next((str(each["reference"]) for each in _find_content(one, events)), one.id)
    made_in = events.get(one.told_by, {}).get("assessment_id", of.assessment)
    return reference if made_in == of.assessment else f"{reference} (carried over)"


def _find_content(one: Recommendation, events: Events) -> Iterator[Mapping[str, Any]]:
    data = events.get(one.told_by, {})
    several = [*data.get("recommendations", ()), *(each["recommendation"] for each in data.get("successors", ()))]
    several += [data["recommendation"]] if "recommendation" in data else []
    return (each for each in several if each["recommendation_id"] == one.id)


def word_yes(value: bool) -> str:
    """`yes` or `no`."""
    return "yes" if value else "no"
