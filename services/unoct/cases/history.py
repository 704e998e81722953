"""What was told of a case, as the days of its parts have it: told again after a correction (rule 4, OP15). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from contracts.corrections import Replaced
from contracts.unoct import CaseFact, CaseOpened, CaseTakenUp
from contracts.vocabulary import PartStatus
from services.unoct.cases.events import (
    build_cancelled_event,
    build_declined_event,
    build_delivered_event,
    build_offered_event,
    build_opened_event,
    build_parts_event,
    build_taken_up_event,
)
from services.unoct.cases.model import Case, Part
from services.unoct.cases.parts import find_status

UNDER_WAY: Final = ("taken_up", "delivered")


def list_told(case: Case) -> Iterator[CaseFact]:
    """Its offers, declines, uptakes and deliveries, and that it was open again, in order of day.

    What was told before it opened for the last time stands, and so does that it opened then.
    """
    for event in _list_all(case):
        is_opening = isinstance(event, CaseOpened) and event.occurred_on == case.opened_on
        if event.occurred_on >= case.opened_on and not is_opening:
            yield event


def _list_all(case: Case) -> Iterator[CaseFact]:
    status, goes_on = "open", None
    for day in sorted({day for part in case.parts for day in _list_days(part)}):
        then = [replace(part, status=now) for part in case.parts if (now := _find_status_on(part, day))]
        before, status = status, find_status(then)
        if before not in UNDER_WAY:
            offers = (part for part in case.parts if part.offered_on == day)
            yield from (build_offered_event(_as_of(case, part), day) for part in offers)
        standing = [part for part in then if part.status == status]
        if status == "taken_up":
            part = next((part for part in standing if part.project_id == goes_on), standing[0])
            if before != status or part.project_id != goes_on:
                yield build_taken_up_event(_as_of(case, part), day)
            goes_on = part.project_id
        elif status != before or status == "declined":
            yield from _tell_end(case, standing, day)


def _tell_end(case: Case, standing: Sequence[Part], day: date) -> Iterator[CaseFact]:
    """That it was delivered, declined, or is open again. `standing`: the parts to which that is due."""
    status = standing[0].status if standing else "open"
    if status == "delivered":
        part = max(standing, key=lambda part: part.delivered_on or date.min)
        yield build_delivered_event(_as_of(case, part), day)
    elif status == "declined":
        declined = (part for part in standing if part.ended_on == day)
        yield from (build_declined_event(_as_of(case, part), day) for part in declined)
    elif any(part.taken_up_on and part.ended_on == day for part in case.parts):
        yield build_opened_event(case, day)


def _list_days(part: Part) -> Iterator[date]:
    days = part.offered_on, part.taken_up_on, part.delivered_on, part.ended_on
    return (day for day in days if day is not None)


def _find_status_on(part: Part, day: date) -> PartStatus | None:
    """How the part stood at the end of that day; None: there was none yet."""
    in_order: tuple[tuple[PartStatus, date | None], ...] = (
        ("delivered", part.delivered_on),
        (part.status, part.ended_on),
        ("taken_up", part.taken_up_on),
        ("offered", part.offered_on),
    )
    return next((status for status, since in in_order if since is not None and since <= day), None)


def _as_of(case: Case, part: Part) -> Case:
    return replace(case, body=part.body, project_id=part.project_id, note=part.note, reason=part.reason)


def list_all_replaced(case: Case) -> Iterator[Replaced]:
    """The events that told all this, and the parts."""
    told = dict.fromkeys((event.type, event.occurred_on) for event in list_told(case))
    yield from (Replaced(type=type_, id=case.id, occurred_on=day) for type_, day in told)
    yield Replaced(type="case.parts_changed.v1", id=case.id)
    if case.status == "cancelled":
        yield Replaced(type="case.cancelled.v1", id=case.id, occurred_on=case.cancelled_on)


def tell_all_again(case: Case, day: date) -> Iterator[CaseFact]:
    """All this, that it was cancelled, and all its parts as they are on `day`."""
    yield from list_told(case)
    if case.status == "cancelled" and case.cancelled_on is not None:
        yield build_cancelled_event(case, case.cancelled_on)
    if len(case.parts) > 1:
        yield build_parts_event(case, day)


def find_uptake(case: Case) -> date | None:
    """Since when the need is taken up, without an interruption in which the case was open."""
    since: date | None = None
    for event in list_told(case):
        if isinstance(event, CaseOpened):
            since = None
        elif isinstance(event, CaseTakenUp):
            since = since or event.occurred_on
    return since
