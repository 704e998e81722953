"""Commands on the programme of visits (OP12): adopted, changed, consent asked and answered, a visit requested. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.vocabulary import Day, Line, StateId, Text, VisitKind, Year
from services.assessments import consent, programme, visit_requests
from services.assessments.consent import consent_id
from services.assessments.programme import OnlyMembersAreListed, programme_id
from services.assessments.programme_model import AdoptedList, ConsentAnswer, ProgrammeChange, VisitRequest
from services.assessments.tables import CONSENTS, PROGRAMMES, VISIT_REQUESTS
from services.assessments.visit_requests import request_id
from shared.engine.answering import answered
from shared.engine.principals import Principal
from shared.engine.rules import Change, Command, Context, Known, Need, NotFound, Refusal, Rule


class OnlyItsOwnRequest(Refusal):
    """A visit is requested by the State itself, or for it by the Committee's staff."""

    paragraph = "OP12"
    status = 403


# ---- bodies ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskedConsent:
    """The body of `POST /programmes/{year}/consents`: a State on the list was asked."""

    state: StateId
    asked_on: Day
    kind: VisitKind | None = None
    """Of the visit that is meant."""


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


# ---- commands -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChangeList:
    """A year's list changes."""

    year: int
    said: ProgrammeChange


@dataclass(frozen=True, slots=True)
class AskConsent:
    """A State on a year's list is asked for its consent. The State is named by its id."""

    year: int
    said: AskedConsent


@dataclass(frozen=True, slots=True)
class AnswerConsent:
    """A State answers."""

    consent_id: str
    said: ConsentAnswer


def needs_of_list(command: Command[AdoptedList] | Command[ChangeList]) -> Iterator[Need]:
    """The list of that year."""
    yield Need(PROGRAMMES, programme_id(command.data.year))


def adopt(command: Command[AdoptedList], known: Known, context: Context) -> Iterable[Change]:
    """A year's list is adopted."""
    id_ = programme_id(command.data.year)
    return answered(id_, programme.adopt(known.get(PROGRAMMES, id_), command.data, context))


def change(command: Command[ChangeList], known: Known, context: Context) -> Iterable[Change]:
    """A year's list changes."""
    standing = known.get(PROGRAMMES, programme_id(command.data.year))
    if standing is None:
        raise NotFound
    return answered(standing.id, programme.change(standing, command.data.said, context))


def needs_of_asking(command: Command[AskConsent]) -> Iterator[Need]:
    """The list, and whether the State was asked already."""
    yield Need(PROGRAMMES, programme_id(command.data.year))
    yield Need(CONSENTS, consent_id(command.data.year, command.data.said.state))


def ask(command: Command[AskConsent], known: Known, context: Context) -> Iterable[Change]:
    """A State is asked for its consent."""
    year, said = command.data.year, command.data.said
    standing, id_ = known.get(PROGRAMMES, programme_id(year)), consent_id(year, said.state)
    if standing is None:
        raise NotFound
    _is_member(said.state, said.asked_on, context)
    changes = consent.ask(standing, known.get(CONSENTS, id_), said.state, said.asked_on, said.kind, context)
    return answered(id_, changes)


def needs_of_answer(command: Command[AnswerConsent]) -> Iterator[Need]:
    """What is answered."""
    yield Need(CONSENTS, command.data.consent_id)


def answer(command: Command[AnswerConsent], known: Known, context: Context) -> Iterable[Change]:
    """The State's answer, as an officer or the State itself enters it."""
    asked = known.get(CONSENTS, command.data.consent_id)
    if asked is None or not command.principal.sees(asked.audience, asked.parties):
        raise NotFound
    return answered(asked.id, consent.answer(asked, command.data.said, context))


def needs_of_request(command: Command[RequestedVisit]) -> Iterator[Need]:
    """What the State requested on that day."""
    yield Need(VISIT_REQUESTS, request_id(command.data.state, command.data.requested_on))


def request(command: Command[RequestedVisit], known: Known, context: Context) -> Iterable[Change]:
    """A State requests a visit, itself or through an officer."""
    said = command.data
    _is_member(said.state, said.requested_on, context)
    wanted = _wanted(said, context)
    _speaks_for(command.principal, wanted)
    before = known.get(VISIT_REQUESTS, wanted.id)
    return answered(wanted.id, visit_requests.request(before, wanted, context))


def _is_member(state: str, on: date, context: Context) -> None:
    if context.reference.member(state, on) is None:
        raise OnlyMembersAreListed(context.reference.reason_not_member(state), ("state",))


def _speaks_for(principal: Principal, wanted: VisitRequest) -> None:
    if not principal.sees(wanted.audience, wanted.parties):
        raise OnlyItsOwnRequest(fields=("state",))


def _wanted(said: RequestedVisit, context: Context) -> VisitRequest:
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


COMMANDS: dict[type, Rule[Any]] = {
    AdoptedList: Rule(needs_of_list, adopt),
    ChangeList: Rule(needs_of_list, change),
    AskConsent: Rule(needs_of_asking, ask),
    AnswerConsent: Rule(needs_of_answer, answer),
    RequestedVisit: Rule(needs_of_request, request),
}
