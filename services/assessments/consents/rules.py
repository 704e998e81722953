"""Consent to a visit (OP12): asked of a State on the year's list, given, declined, or not answered in time. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from contracts.assessments import ConsentAsked, ConsentDeclined, ConsentGiven, ConsentLapsed
from contracts.vocabulary import VisitKind
from services.assessments.checks import check_happened, check_order, is_last_of_its_day
from services.assessments.consents.model import CONSENTS, Consent, ConsentAnswer
from services.assessments.programmes.model import Programme
from services.assessments.programmes.rules import NotOnTheList, check_in_year
from shared.engine.bounds import check_has_room
from shared.engine.deadline import Deadline
from shared.engine.rules import Change, Context, Emit, Put, Refusal, Schedule, Settle

Asked = TypeVar("Asked", bound=ConsentAsked)


DEADLINE = "consent"
"""The kind of the deadline for an answer: the end of the list's year."""


class AskedOtherwise(Refusal):
    """This State is known to have been asked on another day, or for another kind of visit: correct a wrong day."""

    paragraph = "OP12"


class AnsweredOtherwise(Refusal):
    """This State is known to have answered so on another day, or for another reason: if that is wrong, correct it."""

    paragraph = "OP12"


class DeclinedForTheYear(Refusal):
    """The State declined a visit in this year: record its later consent before it agrees to one."""

    paragraph = "OP12"


def consent_id(year: int, state: str) -> str:
    """The id of this State's consent to a visit from this year's list."""
    return f"consent-{year}-{state}"


def record_asking(
    programme: Programme, before: Consent | None, state: str, on: date, kind: VisitKind | None, context: Context
) -> Iterator[Change]:
    """A State on the list is asked for its consent. It has time until the end of the list's year."""
    if before is not None:
        differing = tuple(name for name, value in (("asked_on", on), ("kind", kind)) if getattr(before, name) != value)
        if differing:
            raise AskedOtherwise(fields=differing)
        return
    check_happened(context, asked_on=on)
    check_order("OP12", adopted_on=programme.adopted_on, asked_on=on)
    check_in_year(programme.year, "asked_on", on)
    _check_listed(programme, state, on)
    consent = _build_consent(programme, state, on, kind, context)
    yield Put(CONSENTS, consent)
    yield Schedule(_build_deadline(consent, context))
    yield _build_event(consent, ConsentAsked, on)


def _check_listed(programme: Programme, state: str, on: date) -> None:
    """Raises NotOnTheList for a State that the list did not name on that day."""
    if state not in programme.states_on(on):
        later = state in programme.states
        raise NotOnTheList("It was not yet on it on that day." if later else "", ("state", "asked_on")[: 1 + later])


def _build_consent(programme: Programme, state: str, on: date, kind: VisitKind | None, context: Context) -> Consent:
    return Consent(
        id=consent_id(programme.year, state),
        year=programme.year,
        state=state,
        programme_id=programme.id,
        kind=kind,
        status="asked",
        asked_on=on,
        answers=(),
        lapsed_on=None,
        audience=context.reference.practice.default_audiences["consent"],
        parties=(f"state:{state}",),
        synthetic=programme.synthetic,
    )


def _build_deadline(consent: Consent, context: Context) -> Deadline:
    """There are no reminders: the Chair decides whether and how to remind a State."""
    mandate = context.reference.mandate_on(consent.asked_on)
    return Deadline(
        kind=DEADLINE,
        subject=consent.id,
        due_on=find_last_day(consent),
        anchor="year",
        anchor_on=consent.asked_on,
        mandate=mandate.id if mandate else "",
        paragraph="OP12",
    )


def find_last_day(consent: Consent) -> date:
    """By which the State has time: that of the list's year."""
    return date(consent.year, 12, 31)


def record_answer(consent: Consent, new_answer: ConsentAnswer, context: Context) -> Iterator[Change]:
    """The State gives its consent or declines, in time or late. It may change its mind: the last answer stands."""
    if is_last_of_its_day(new_answer, consent.answers):
        return
    check_happened(context, answered_on=new_answer.answered_on)
    check_order("OP12", asked_on=consent.asked_on, answered_on=new_answer.answered_on)
    if consent.last_answer is not None:
        _check_differs(consent.last_answer, new_answer)
    check_has_room(consent.answers, context, "answer", "OP12")
    # An answer that was given in the list's year is in time, even if it is recorded later.
    in_time = new_answer.answered_on <= find_last_day(consent)
    after = replace(
        consent,
        status=new_answer.answer,
        answers=(*consent.answers, new_answer),
        lapsed_on=None if in_time else consent.lapsed_on,
    )
    yield Put(CONSENTS, after)
    if not consent.answers:
        yield Settle(DEADLINE, consent.id, "met")
    yield _tell_answer(after, new_answer)


def tell_consent(consent: Consent) -> Iterator[Emit]:
    """All that is on record of it, in order, as events."""
    yield _build_event(consent, ConsentAsked, consent.asked_on)
    if consent.lapsed_on is not None:
        yield _build_event(consent, ConsentLapsed, consent.lapsed_on, asked_on=consent.asked_on)
    for one in consent.answers:
        yield _tell_answer(consent, one)


def _tell_answer(consent: Consent, one: ConsentAnswer) -> Emit:
    if one.answer == "given":
        return _build_event(consent, ConsentGiven, one.answered_on, asked_on=consent.asked_on)
    return _build_event(consent, ConsentDeclined, one.answered_on, asked_on=consent.asked_on, reason=one.reason)


def _check_differs(last: ConsentAnswer, new_answer: ConsentAnswer) -> None:
    """Raises AnsweredOtherwise for the same answer with other details, DatesContradict for an earlier one."""
    if new_answer.answer == last.answer:
        raise AnsweredOtherwise(
            fields=tuple(name for name in ("answered_on", "reason") if getattr(new_answer, name) != getattr(last, name))
        )
    check_order("OP12", earlier_answered_on=last.answered_on, answered_on=new_answer.answered_on)


def lapse_consent(consent: Consent) -> Iterator[Change]:
    """The list's year ended without an answer. This is normal, and the State is a candidate for the next list.

    It occurred on the last day, so that it counts in that year.
    """
    if consent.status != "asked":
        return
    last = find_last_day(consent)
    yield Put(CONSENTS, replace(consent, status="lapsed", lapsed_on=last))
    yield _build_event(consent, ConsentLapsed, last, asked_on=consent.asked_on)


def take_agreement_as_answer(consent: Consent | None, on: date, context: Context) -> Iterator[Change]:
    """Takes the agreement to a visit as the State's answer. Raises DeclinedForTheYear if it declined before."""
    if consent is None:
        return
    if consent.status == "declined":
        raise DeclinedForTheYear(fields=("agreed_on",))
    if consent.status != "given" and on >= consent.asked_on:
        yield from record_answer(consent, ConsentAnswer("given", on), context)


def _build_event(consent: Consent, event: type[Asked], on: date, **more: Any) -> Emit:
    data = event(
        occurred_on=on,
        synthetic=consent.synthetic,
        state=consent.state,
        consent_id=consent.id,
        year=consent.year,
        programme_id=consent.programme_id,
        kind=consent.kind,
        **more,
    )
    return Emit(data, consent.state, consent.audience)
