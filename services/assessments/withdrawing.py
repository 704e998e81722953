"""A visit that was recorded by mistake: it never took place. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.assessments import planning
from services.assessments.checks import counts, happened
from services.assessments.model import Visit
from shared.engine.rules import Change, Context, Known, Refusal


class DidNotTakePlace(Refusal):
    """This visit is only planned: it can be cancelled."""


class ReportRestsOnIt(Refusal):
    """A report rests on this visit: withdraw the report, or correct it to rest on another one, first."""

    rule = "8"


def withdraw(visit: Visit, on: date, reason: str, known: Known, context: Context) -> Iterator[Change]:
    """What was told of as a visit was none, as was found that day. It counts nowhere, like one that was cancelled."""
    if planning.called_off_before(visit, on, reason):
        return
    counts(visit)
    if visit.status != "completed":
        raise DidNotTakePlace
    if visit.assessment_ids:
        raise ReportRestsOnIt(fields=("assessment_ids",))
    happened(context, withdrawn_on=on)
    yield from planning.called_off(visit, on, reason, known, context)
