"""A State's own request for a visit: a reason for the list (OP12), and one that is counted. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.assessments import VisitRequested
from services.assessments.checks import happened, in_order
from services.assessments.programme_model import VisitRequest
from services.assessments.tables import VISIT_REQUESTS
from shared.engine.rules import Change, Context, Emit, Put, Refusal
from shared.engine.time.days import not_too_far


class RequestedOtherwise(Refusal):
    """On this day the State is known to have requested another visit: say all of it in one request."""

    paragraph = "OP12"


def request_id(state: str, requested_on: date) -> str:
    """Of what this State requested on this day."""
    return f"request-{state}-{requested_on}"


def request(before: VisitRequest | None, wanted: VisitRequest, context: Context) -> Iterator[Change]:
    """A State requests a visit. The same again changes nothing."""
    if before is not None:
        differing = tuple(name for name in _SAID if getattr(before, name) != getattr(wanted, name))
        if differing:
            raise RequestedOtherwise(fields=differing)
        return
    happened(context, requested_on=wanted.requested_on)
    if wanted.year is not None:
        in_order("OP12", requested_on=wanted.requested_on, year=date(wanted.year, 12, 31))
        not_too_far(context.today, year=date(wanted.year, 1, 1))
    yield Put(VISIT_REQUESTS, wanted)
    event = VisitRequested(
        occurred_on=wanted.requested_on,
        synthetic=wanted.synthetic,
        state=wanted.state,
        request_id=wanted.id,
        kind=wanted.kind,
        year=wanted.year,
        purpose=wanted.purpose,
        document=wanted.document,
    )
    yield Emit(event, wanted.state, wanted.audience)


_SAID = ("kind", "year", "purpose", "document", "synthetic")
