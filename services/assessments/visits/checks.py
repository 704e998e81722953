"""What is refused about a visit, whoever sends it. Pure."""

from __future__ import annotations

from contracts.dates import first_day, last_day
from services.assessments.checks import DatesContradict
from services.assessments.visits.model import Visit
from shared.engine.rules import Context, Refusal
from shared.engine.time.days import check_not_too_early, check_not_too_far


class VisitWasCancelled(Refusal):
    """This visit was cancelled: if there is one after all, plan it under a reference of its own."""

    paragraph = "OP12"


class VisitWasMerged(Refusal):
    """This visit is part of another one now, as `merged_into` says: speak of that."""

    paragraph = "OP12"


class VisitTooLong(Refusal):
    """A visit is planned for a year at most: plan several, each under a reference of its own."""

    paragraph = "OP12"


def check_counts(visit: Visit) -> None:
    """Raises VisitWasCancelled or VisitWasMerged if the visit no longer counts by itself."""
    if visit.status == "cancelled":
        raise VisitWasCancelled
    if visit.status == "merged":
        raise VisitWasMerged


def check_begins_before_it_ends(start: str | None, end: str | None) -> None:
    """Raises DatesContradict if the visit must have ended before it began, however imprecise the dates are.

    Raises BeforeTheUnitedNations too.
    """
    check_not_too_early(start=first_day(start) if start else None, end=first_day(end) if end else None)
    if start is not None and end is not None and last_day(end) < first_day(start):
        raise DatesContradict("A visit cannot end before it begins.", ("start", "end"))


def check_lies_ahead(start: str, end: str | None, context: Context) -> None:
    """Raises what is wrong with the dates of a planned visit, also if they are too far ahead or apart."""
    check_begins_before_it_ends(start, end)
    check_not_too_far(context.today, start=first_day(start), end=first_day(end) if end else None)
    days = (last_day(end or start) - first_day(start)).days + 1
    if days > context.reference.practice.longest_visit_days:  # all visits in its years are compared with it
        raise VisitTooLong(fields=("end",))
