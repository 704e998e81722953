"""What followup refuses on more than one occasion. Each docstring is the sentence that the user reads. Pure."""

from __future__ import annotations

from datetime import date

from services.followup.cycles.model import Cycle, Home
from shared.engine.rules import Context, Refusal
from shared.engine.time.days import check_not_ahead, check_not_too_far


class BeforeTheAssessment(Refusal):
    """This is said to have happened before the assessment was submitted to the CTC, or received by the State."""

    rule = "2"
    paragraph = "OP16"
    status = 422


class DueBeforeItsAnchor(Refusal):
    """The due date lies before the day that it is counted from: correct one of the two."""

    rule = "2"
    paragraph = "OP16"
    status = 422


class CycleCancelled(Refusal):
    """The cycle was cancelled, as its assessment was withdrawn or opens none: nothing can be added to it."""

    rule = "8"


class CycleClosed(Refusal):
    """The cycle is closed: each of its recommendations was reported on, carried over or overtaken."""

    rule = "1"
    paragraph = "OP16"


class NotYetReported(Refusal):
    """The present follow-up is not yet reported on: file its report first, or have its due date changed."""

    rule = "5"
    paragraph = "OP16"


def check_day(cycle: Home, day: date, field: str, context: Context) -> None:
    """Raises InTheFuture or BeforeTheAssessment."""
    _check_not_before(cycle.opened_on, day, field, context)


def check_response_day(cycle: Cycle, day: date, field: str, context: Context) -> None:
    """The State may have had the report before the CTC had it. Raises InTheFuture or BeforeTheAssessment."""
    _check_not_before(min(cycle.opened_on, cycle.received_by_state_on or cycle.opened_on), day, field, context)


def _check_not_before(first: date, day: date, field: str, context: Context) -> None:
    check_not_ahead(context.today, **{field: day})
    if day < first:
        raise BeforeTheAssessment(fields=(field,))


def check_due_day(due_on: date, anchor_on: date, field: str, context: Context) -> None:
    """Raises DueBeforeItsAnchor or TooFarAhead."""
    if due_on < anchor_on:
        raise DueBeforeItsAnchor(fields=(field,))
    check_not_too_far(context.today, **{field: due_on})


def check_not_cancelled(cycle: Home) -> None:
    """Raises CycleCancelled."""
    if cycle.cancelled_on is not None:
        raise CycleCancelled


def check_running(cycle: Home) -> None:
    """Raises CycleCancelled or CycleClosed."""
    check_not_cancelled(cycle)
    if cycle.closed_on is not None:
        raise CycleClosed


class AlreadyReported(Refusal):
    """This follow-up was reported already, and differently; a further follow-up is the CTC's to decide."""

    rule = "5"
    paragraph = "OP16"
