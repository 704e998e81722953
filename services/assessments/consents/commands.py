"""A State is asked for its consent to a visit, and answers (OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.vocabulary import Day, StateId, VisitKind
from services.assessments.checks import is_last_of_its_day
from services.assessments.consents.model import CONSENTS, ConsentAnswer
from services.assessments.consents.rules import consent_id, record_answer, record_asking
from services.assessments.programmes.model import PROGRAMMES
from services.assessments.programmes.rules import check_member, programme_id
from shared.engine.answering import add_answer
from shared.engine.corrections.arrival import check_arrival
from shared.engine.finding import find_row, find_visible
from shared.engine.rules import Change, Command, Context, Known, Need, Refusal


class OnlyItsOwnAnswer(Refusal):
    """A State answers for itself alone; an officer of the Committee may enter the answer of any."""

    paragraph = "OP12"
    status = 403


@dataclass(frozen=True, slots=True)
class AskedConsent:
    """The body of `POST /programmes/{year}/consents`: a State on the list was asked."""

    state: StateId
    asked_on: Day
    kind: VisitKind | None = None
    """The kind of the planned visit."""


@dataclass(frozen=True, slots=True)
class AskConsent:
    """A State on the list was asked for its consent to a visit."""

    year: int
    given: AskedConsent
    """With the State by its id."""


@dataclass(frozen=True, slots=True)
class AnswerConsent:
    """The State gave its consent or declined, as an officer or the State itself says. The last answer stands."""

    consent_id: str
    given: ConsentAnswer


def needs_of_asking(command: Command[AskConsent]) -> Iterator[Need]:
    """The list, and whether the State was asked already."""
    yield Need(PROGRAMMES, programme_id(command.data.year))
    yield Need(CONSENTS, consent_id(command.data.year, command.data.given.state))


def ask_consent(command: Command[AskConsent], known: Known, context: Context) -> Iterable[Change]:
    """Only a State that stands on the list of that year is asked."""
    year, given = command.data.year, command.data.given
    programme, id_ = find_row(PROGRAMMES, programme_id(year), known), consent_id(year, given.state)
    check_member(given.state, given.asked_on, context)
    changes = record_asking(programme, known.get(CONSENTS, id_), given.state, given.asked_on, given.kind, context)
    return add_answer(id_, changes)


def needs_of_answer(command: Command[AnswerConsent]) -> Iterator[Need]:
    """The consent that is answered."""
    yield Need(CONSENTS, command.data.consent_id)


def answer_consent(command: Command[AnswerConsent], known: Known, context: Context) -> Iterable[Change]:
    """A State answers for itself alone, whoever else may read of it."""
    given = command.data.given
    consent = find_visible(CONSENTS, command.data.consent_id, command.principal, known)
    if not command.principal.insider(consent.state):
        raise OnlyItsOwnAnswer
    if not is_last_of_its_day(given, consent.answers):
        check_arrival(command.principal, context.today, "OP12", answered_on=given.answered_on)
    return add_answer(consent.id, record_answer(consent, given, context))
