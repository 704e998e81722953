"""A State's own request for a visit: a reason for the list (OP12), and one that is counted. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.assessments import VisitRequested
from services.assessments.checks import check_happened, check_order
from services.assessments.visit_requests.model import VISIT_REQUESTS, VisitRequest
from shared.engine.rules import Change, Context, Emit, Put, Refusal
from shared.engine.time.days import check_not_too_far


class RequestedOtherwise(Refusal):
    """On this day the State is known to have requested another visit: say all of it in one request."""

    paragraph = "OP12"


def request_id(state: str, requested_on: date) -> str:
    """The id of what this State requested on this day."""
    return f"request-{state}-{requested_on}"


def record_request(before: VisitRequest | None, request: VisitRequest, context: Context) -> Iterator[Change]:
    """A State requests a visit. The same again changes nothing."""
    if before is not None:
        differing = tuple(name for name in _CONTENT if getattr(before, name) != getattr(request, name))
        if differing:
            raise RequestedOtherwise(fields=differing)
        return
    check_happened(context, requested_on=request.requested_on)
    if request.year is not None:
        check_order("OP12", requested_on=request.requested_on, year=date(request.year, 12, 31))
        check_not_too_far(context.today, year=date(request.year, 1, 1))
    yield Put(VISIT_REQUESTS, request)
    yield tell_request(request)


def tell_request(request: VisitRequest) -> Emit:
    """That the State asked, and for what."""
    event = VisitRequested(
        occurred_on=request.requested_on,
        synthetic=request.synthetic,
        state=request.state,
        request_id=request.id,
        kind=request.kind,
        year=request.year,
        purpose=request.purpose,
        document=request.document,
    )
    return Emit(event, request.state, request.audience)


_CONTENT = ("kind", "year", "purpose", "document", "synthetic")
