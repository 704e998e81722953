"""Commands on consent (OP12): asked, answered. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from contracts.vocabulary import Day, StateId, VisitKind
from services.assessments.consents.model import CONSENTS, ConsentAnswer
from services.assessments.consents.rules import consent_id, record_answer, record_asking
from services.assessments.programmes.model import PROGRAMMES
from services.assessments.programmes.rules import check_member, programme_id
from shared.engine.answering import answered
from shared.engine.rules import Change, Command, Context, Known, Need, NotFound, Rule


@dataclass(frozen=True, slots=True)
class AskedConsent:
    """The body of `POST /programmes/{year}/consents`: a State on the list was asked."""

    state: StateId
    asked_on: Day
    kind: VisitKind | None = None
    """Of the visit that is meant."""


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


def needs_of_asking(command: Command[AskConsent]) -> Iterator[Need]:
    """The list, and whether the State was asked already."""
    yield Need(PROGRAMMES, programme_id(command.data.year))
    yield Need(CONSENTS, consent_id(command.data.year, command.data.said.state))


def ask_consent(command: Command[AskConsent], known: Known, context: Context) -> Iterable[Change]:
    """A State is asked for its consent."""
    year, said = command.data.year, command.data.said
    standing, id_ = known.get(PROGRAMMES, programme_id(year)), consent_id(year, said.state)
    if standing is None:
        raise NotFound
    check_member(said.state, said.asked_on, context)
    changes = record_asking(standing, known.get(CONSENTS, id_), said.state, said.asked_on, said.kind, context)
    return answered(id_, changes)


def needs_of_answer(command: Command[AnswerConsent]) -> Iterator[Need]:
    """What is answered."""
    yield Need(CONSENTS, command.data.consent_id)


def answer_consent(command: Command[AnswerConsent], known: Known, context: Context) -> Iterable[Change]:
    """The State's answer, as an officer or the State itself enters it."""
    asked = known.get(CONSENTS, command.data.consent_id)
    if asked is None or not command.principal.sees(asked.audience, asked.parties):
        raise NotFound
    return answered(asked.id, record_answer(asked, command.data.said, context))


COMMANDS: dict[type, Rule[Any]] = {
    AskConsent: Rule(needs_of_asking, ask_consent),
    AnswerConsent: Rule(needs_of_answer, answer_consent),
}
