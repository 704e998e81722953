"""What is on record of a State's own request for a visit is put right (rule 4, OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.corrections import Replaced
from contracts.vocabulary import Day, Line, Text, VisitKind
from services.assessments.names import TOPIC
from services.assessments.visit_requests.model import VISIT_REQUESTS, VisitRequest
from services.assessments.visit_requests.rules import tell_request
from shared.engine.corrections.kinds import Correctable, Whose
from shared.engine.rules import Change, Context, Known, Need, Put, Refusal


class RequestedThatDay(Refusal):
    """Another request of the State is known of that day, and both cannot have one day: name another day."""

    rule = "4"
    paragraph = "OP12"


def _needs(key: str, state: str) -> Iterator[Need]:
    """The request, and the others of its State."""
    yield Need(VISIT_REQUESTS, key)
    yield Need(VISIT_REQUESTS, state, by="state")


def _list_replaced(request: VisitRequest, _path: str, _known: Known) -> Iterator[Replaced]:
    yield Replaced(type="visit.requested.v1", id=request.id)


def _apply(before: VisitRequest, after: VisitRequest, known: Known, _context: Context) -> Iterator[Change]:
    others = (one for one in known.all(VISIT_REQUESTS, "state", after.state) if one.id != before.id)
    if any(one.requested_on == after.requested_on for one in others):
        raise RequestedThatDay(fields=("value",))
    yield Put(VISIT_REQUESTS, after)
    yield tell_request(after)


CORRECTABLE: Correctable[VisitRequest] = Correctable(
    name="visit-request",
    table=VISIT_REQUESTS,
    topic=TOPIC,
    paragraph="OP12",
    fields={"requested_on": Day, "kind": VisitKind | None, "purpose": Text | None, "document": Line | None},
    needs=_needs,
    order=lambda *_: (),
    replaces=_list_replaced,
    apply=_apply,
    whose=lambda request, _: Whose(request.state),
    subject=lambda request: request.state,
    parent=lambda request: request.state,
)
