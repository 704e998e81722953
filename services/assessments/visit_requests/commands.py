"""A State requests a visit (OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.vocabulary import Day, Line, StateId, Text, VisitKind, Year
from services.assessments.programmes.rules import check_member
from services.assessments.visit_requests.model import VISIT_REQUESTS, VisitRequest
from services.assessments.visit_requests.rules import record_request, request_id
from shared.engine.answering import add_answer
from shared.engine.corrections.arrival import check_arrival
from shared.engine.rules import Change, Command, Context, Known, Need, Refusal


class OnlyItsOwnRequest(Refusal):
    """A visit is requested by the State itself, or for it by the Committee's staff."""

    paragraph = "OP12"
    status = 403


@dataclass(frozen=True, slots=True)
class RequestedVisit:
    """The body of `POST /visit-requests`: a State asked for a visit itself."""

    state: StateId
    requested_on: Day
    kind: VisitKind | None = None
    year: Year | None = None
    """For which it is wished; absent: as soon as can be."""
    purpose: Text | None = None
    document: Line | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class RequestVisit:
    """A State asked for a visit: itself, or through an officer."""

    given: RequestedVisit
    """With the State by its id."""


def needs_of_request(command: Command[RequestVisit]) -> Iterator[Need]:
    """What the State requested on that day."""
    yield Need(VISIT_REQUESTS, request_id(command.data.given.state, command.data.given.requested_on))


def request_visit(command: Command[RequestVisit], known: Known, context: Context) -> Iterable[Change]:
    """A State requests a visit for itself alone."""
    given = command.data.given
    check_member(given.state, given.requested_on, context)
    request = _build_request(given, context)
    if not command.principal.insider(request.state):
        raise OnlyItsOwnRequest(fields=("state",))
    before = known.get(VISIT_REQUESTS, request.id)
    if before is None:
        check_arrival(command.principal, context.today, "OP12", requested_on=given.requested_on)
    return add_answer(request.id, record_request(before, request, context))


def _build_request(given: RequestedVisit, context: Context) -> VisitRequest:
    return VisitRequest(
        id=request_id(given.state, given.requested_on),
        state=given.state,
        requested_on=given.requested_on,
        kind=given.kind,
        year=given.year,
        purpose=given.purpose,
        document=given.document,
        audience=context.reference.practice.default_audiences["consent"],
        parties=(f"state:{given.state}",),
        synthetic=given.synthetic,
    )
