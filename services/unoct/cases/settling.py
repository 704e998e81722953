"""What a case comes to when one of its parts changes, and what is told of it. Pure.

The events of a case tell its status, as they always did. What becomes of one part among several is told beside them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from contracts.unoct import CaseFact
from services.unoct.cases.events import (
    build_declined_event,
    build_delivered_event,
    build_offered_event,
    build_opened_event,
    build_parts_event,
    build_taken_up_event,
)
from services.unoct.cases.model import Case, Part
from services.unoct.cases.parts import find_delivery_day, find_status

ANSWERED: Final = ("offered", "declined")


def settle_case(
    before: Case, parts: tuple[Part, ...], day: date, answered: Part | None = None
) -> tuple[Case, list[CaseFact]]:
    """The case with these parts, and the events about it. `answered`: the part that was offered or declined just now.

    `day`: the day of the change.
    """
    case = replace(before, parts=parts, status=find_status(parts))
    if case == before:
        return case, []
    events: list[CaseFact] = []
    if before.status == "taken_up" and case.status not in ("taken_up", "delivered"):
        case = replace(case, project_id=None, taken_up_on=None, body=None)
        events.append(build_opened_event(case, day))
    if case.status == "taken_up":
        case = _go_on(before, case, day)
        if before.status != "taken_up" or case.project_id != before.project_id:
            events.append(build_taken_up_event(case, day))
    elif case.status == "delivered":
        case = deliver_case(case)
        if before.status != "delivered":
            events.append(build_delivered_event(case, case.delivered_on or day))
    elif case.status in ANSWERED:
        case = answer_case(case, answered)
        if case.status != before.status or (answered and answered.status == case.status):
            events.append(_build_answer_event(case))
    if parts != before.parts and max(len(parts), len(before.parts)) > 1:
        events.append(build_parts_event(case, day))
    return case, events


def _go_on(before: Case, case: Case, day: date) -> Case:
    """The case in the project that it was in, or in the first that is under way. The day of the first uptake stays."""
    under_way = [part for part in case.parts if part.status == "taken_up"]
    part = next((part for part in under_way if part.project_id == case.project_id), under_way[0])
    since = case.taken_up_on if before.status in ("taken_up", "delivered") else day
    return replace(case, project_id=part.project_id, body=part.body, taken_up_on=since, delivered_on=None, reason=None)


def deliver_case(case: Case) -> Case:
    """The case as its last part delivered it."""
    part = max(
        (part for part in case.parts if part.status == "delivered"), key=lambda one: one.delivered_on or date.min
    )
    day = find_delivery_day(case.parts)
    return replace(case, project_id=part.project_id, body=part.body, note=part.note, delivered_on=day)


def answer_case(case: Case, answered: Part | None = None) -> Case:
    """The case as the last body answered of those whose answer is its status."""
    standing = [part for part in case.parts if part.status == case.status]
    part = answered if answered in standing else max(standing, key=_answered_on)
    case = replace(case, body=part.body, project_id=part.project_id, note=part.note, reason=part.reason)
    if part.status == "offered":
        return replace(case, offered_on=part.offered_on)
    return replace(case, declined_on=part.ended_on)


def _answered_on(part: Part) -> date:
    return (part.offered_on if part.status == "offered" else part.ended_on) or date.min


def _build_answer_event(case: Case) -> CaseFact:
    if case.status == "offered":
        return build_offered_event(case, case.offered_on or date.min)
    return build_declined_event(case, case.declined_on or date.min)
