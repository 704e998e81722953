"""The command by which a State requests a visit (OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from contracts.vocabulary import Day, Line, StateId, Text, VisitKind, Year
from services.assessments.programmes.rules import check_member
from services.assessments.visit_requests.model import VISIT_REQUESTS, VisitRequest
from services.assessments.visit_requests.rules import record_request, request_id
from shared.engine.answering import answered
from shared.engine.principals import Principal
from shared.engine.rules import Change, Command, Context, Known, Need, Refusal, Rule


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


def needs_of_request(command: Command[RequestedVisit]) -> Iterator[Need]:
    """What the State requested on that day."""
    yield Need(VISIT_REQUESTS, request_id(command.data.state, command.data.requested_on))


def request_visit(command: Command[RequestedVisit], known: Known, context: Context) -> Iterable[Change]:
    """A State requests a visit, itself or through an officer."""
    said = command.data
    check_member(said.state, said.requested_on, context)
    wanted = _build_request(said, context)
    _check_speaks_for(command.principal, wanted)
    before = known.get(VISIT_REQUESTS, wanted.id)
    return answered(wanted.id, record_request(before, wanted, context))


def _check_speaks_for(principal: Principal, wanted: VisitRequest) -> None:
    if not principal.sees(wanted.audience, wanted.parties):
        raise OnlyItsOwnRequest(fields=("state",))


def _build_request(said: RequestedVisit, context: Context) -> VisitRequest:
    return VisitRequest(
        id=request_id(said.state, said.requested_on),
        state=said.state,
        requested_on=said.requested_on,
        kind=said.kind,
        year=said.year,
        purpose=said.purpose,
        document=said.document,
        audience=context.reference.practice.default_audiences["consent"],
        parties=(f"state:{said.state}",),
        synthetic=said.synthetic,
    )


COMMANDS: dict[type, Rule[Any]] = {RequestedVisit: Rule(needs_of_request, request_visit)}
