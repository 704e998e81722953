"""Sends each audience its copy of a thing that changed, and keeps what each audience has. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import orjson

from contracts.assessments import AssessmentFact, ProductAdopted, VisitAgreed
from contracts.audiences import Audience, at_or_narrower, name_released_topic
from contracts.catalog import encode
from contracts.redaction import release, release_product, schedule_entry
from contracts.released import Released, ReleasedSchedule, ReleasedWithdrawn, thing_of
from contracts.vocabulary import WithdrawnBecause
from services.assessments.released.model import RELEASED_COPIES, ReleasedCopy
from shared.engine.rules import Change, Context, Emit, Known, Put, Remove


def release_report(
    root: str,
    state: str,
    before: AssessmentFact | None,
    after: AssessmentFact | None,
    because: WithdrawnBecause,
    context: Context,
) -> Iterator[Change]:
    """Sends each audience its new copies of a report. An audience whose copy did not change gets none.

    `root` is the id of the assessment.
    """
    for audience, copy in release(before, after, context.today, because):
        yield from _send(root, state, audience, copy)


def put_on_schedule(before: VisitAgreed | None, visit: VisitAgreed, context: Context) -> Iterator[Change]:
    """Puts a visit to which the State agreed on the schedule of each audience, if its entry is new or differs."""
    entry = schedule_entry(visit, context.today)
    if before is not None and schedule_entry(before, context.today) == entry:
        return
    yield from _send_entry(entry, context)


def mark_cancelled_on_schedule(visit: VisitAgreed, on: date, context: Context) -> Iterator[Change]:
    """Says on the schedule of each audience that the visit was cancelled on this day (OP12)."""
    yield from _send_entry(schedule_entry(visit, context.today, on), context)


def _send_entry(entry: ReleasedSchedule, context: Context) -> Iterator[Change]:
    for audience in at_or_narrower(context.reference.practice.default_audiences["schedule"]):
        yield from _send(entry.visit_id, entry.state, audience, entry)


def take_off_schedule(visit: str, because: WithdrawnBecause, known: Known, context: Context) -> Iterator[Change]:
    """Takes the visit off every schedule."""
    for copy in known.all(RELEASED_COPIES, "root_id", visit):
        withdrawal = ReleasedWithdrawn(
            released_on=context.today,
            synthetic=orjson.loads(copy.data)["synthetic"],
            of="schedule",
            id=visit,
            state=copy.state,
            because=because,
        )
        yield from _send(visit, copy.state, copy.audience, withdrawal)


def release_product_copies(
    product: str,
    subject: str,
    before: ProductAdopted | None,
    after: ProductAdopted | None,
    because: WithdrawnBecause,
    context: Context,
) -> Iterator[Change]:
    """Sends each audience its new copy of a survey or an analytical product."""
    for audience, copy in release_product(before, after, context.today, because):
        yield from _send(product, subject, audience, copy)


def _send(root: str, subject: str, audience: Audience, copy: Released) -> Iterator[Change]:
    yield Emit(copy, subject, audience, topic=name_released_topic(audience))
    thing = thing_of(copy)
    assert thing is not None
    key = f"{audience} {thing}"
    if isinstance(copy, ReleasedWithdrawn):
        yield Remove(RELEASED_COPIES, key)
    else:
        yield Put(RELEASED_COPIES, ReleasedCopy(key, audience, thing, root, subject, copy.type, encode(copy).decode()))
