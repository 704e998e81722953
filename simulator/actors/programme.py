"""The CTC's list of States to visit, consent to it, and States' own requests (OP12). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from reference import Reference
from services.assessments.consents.commands import AnswerConsent, AskConsent, AskedConsent
from services.assessments.consents.correcting import CORRECTABLE
from services.assessments.consents.correcting_lists import CORRECTABLE as OF_LIST
from services.assessments.consents.model import ConsentAnswer
from services.assessments.consents.rules import consent_id
from services.assessments.programmes.commands import AdoptProgramme, ChangeProgramme
from services.assessments.programmes.model import AdoptedList, Entry, ListingReason, ProgrammeChange
from services.assessments.programmes.rules import programme_id
from services.assessments.visit_requests.commands import RequestedVisit, RequestVisit
from services.assessments.visit_requests.correcting import CORRECTABLE as OF_REQUEST
from services.assessments.visit_requests.rules import request_id
from shared.engine.principals import Principal
from simulator.actions import (
    CTED_DESK,
    DONE,
    MAYBE,
    NEVER,
    SECRET,
    Ask,
    CommandOutcome,
    Dated,
    a_day,
    likely,
    mission_of,
)
from simulator.actors.correcting import put_right

WEEK: Final = timedelta(days=7)
LISTED: Final = 5
"""States on a year's list."""


def adopts(
    random: Random, year: int, states: Sequence[str], hosts: Collection[str], facts: Reference
) -> Iterator[Dated]:
    """The year's list, its changes, and the answers of its States.

    A State with a visit may agree without a question.
    """
    day = a_day(random, date(year, 1, 4), date(year, 2, 25))
    members = random.sample(states, min(LISTED, len(states) - 1))
    if not members:
        return
    other = next(one for one in states if one not in members)
    adoption = AdoptedList(year, _entries(random, members, facts), day, f"DRAFT/list/{year}", synthetic=True)
    yield day, _build_ask("list adopted", f"{year}", AdoptProgramme(adoption))
    if likely(random, 0.3):
        yield day + WEEK, _build_ask("the same list again", f"{year}", AdoptProgramme(adoption))
    if likely(random, 0.3):
        another = AdoptedList(year, adoption.entries[1:], day, adoption.document, synthetic=True)
        yield day + WEEK, _build_ask("another list of that year", f"{year}", AdoptProgramme(another), NEVER)
    if likely(random, 0.3):
        right, list_ = day - timedelta(days=random.randint(1, 3)), programme_id(year)
        yield day + 2 * WEEK, put_right("assessments", OF_LIST, list_, "adopted_on", right)
    state_to_remove = members[-1] if likely(random, 0.4) else ""
    yield from _changes(random, year, members, other, state_to_remove, day + 3 * WEEK, facts)
    for state in members:
        if likely(random, 0.9):
            unsure = state in hosts or state == state_to_remove
            yield from _asks(random, year, state, a_day(random, day + WEEK, day + 20 * WEEK), unsure)
    if likely(random, 0.5):
        wrong = AskConsent(year, AskedConsent(other, day + WEEK))
        yield day + WEEK, _build_ask("asked though not listed", f"{year}", wrong, NEVER)


def before_the_records(random: Random, year: int, states: Sequence[str], facts: Reference) -> Iterator[Dated]:
    """The list of the year before, entered in January. A State that did not answer has lapsed by then."""
    day, entered_on = date(year - 1, 2, 1), date(year, 1, 4)
    members = random.sample(states, min(3, len(states)))
    adoption = AdoptProgramme(AdoptedList(year - 1, _entries(random, members, facts), day, synthetic=True))
    yield entered_on, _build_ask("list of the year before", f"{year - 1}", adoption)
    for state in members:
        question = AskConsent(year - 1, AskedConsent(state, day + WEEK))
        yield entered_on, _build_ask("consent asked the year before", f"{year - 1}/{state}", question)
    for answer, state in zip(("given", "declined"), members, strict=False):
        answer_command = _answer(year - 1, state, answer == "given", day + 9 * WEEK)
        yield entered_on + 3 * WEEK, _build_ask("an answer entered late", f"{year - 1}/{state}", answer_command)


def _entries(random: Random, states: Sequence[str], facts: Reference) -> tuple[Entry, ...]:
    codes = [one.code for one in facts.practice.listing_reasons]
    return tuple(
        Entry(state, tuple(ListingReason(code, f"{SECRET}{state}: {code}") for code in random.sample(codes, 2)))
        for state in states
    )


def _changes(
    random: Random, year: int, members: Sequence[str], other: str, state_to_remove: str, day: date, facts: Reference
) -> Iterator[Dated]:
    """Changes of the list: a State is added with a reason, another is taken off, or reasons are revised."""
    if likely(random, 0.4):
        wrong = ProgrammeChange(day - WEEK, f"{SECRET}an error", removed=(other,))
        yield day - WEEK, _build_ask("taken off though not listed", f"{year}", ChangeProgramme(year, wrong), NEVER)
    if likely(random, 0.5):
        addition = ProgrammeChange(day, f"{SECRET}an attack", added=_entries(random, (other,), facts))
        yield day, _build_ask("State added to the list", f"{year}", ChangeProgramme(year, addition))
        later = a_day(random, day + WEEK, day + 10 * WEEK)
        yield (
            later,
            _build_ask("consent asked of the added", f"{year}/{other}", AskConsent(year, AskedConsent(other, later))),
        )
    if likely(random, 0.5):
        revision = ProgrammeChange(day, f"{SECRET}more is known", revised=_entries(random, members[:1], facts))
        yield day, _build_ask("reasons revised", f"{year}", ChangeProgramme(year, revision))
    if state_to_remove:
        shorter = ProgrammeChange(day, f"{SECRET}not this year", removed=(state_to_remove,))
        yield day, _build_ask("State taken off the list", f"{year}", ChangeProgramme(year, shorter))


def _asks(random: Random, year: int, state: str, day: date, unsure: bool) -> Iterator[Dated]:
    """A State is asked for consent. It consents, declines, is silent until the year is over, or answers later."""
    sure = MAYBE if unsure else DONE
    question = AskConsent(year, AskedConsent(state, day, "comprehensive"))
    yield day, _build_ask("consent asked", f"{year}/{state}", question, sure)
    if likely(random, 0.15):
        yield day + WEEK, _build_ask("the same asked again", f"{year}/{state}", question, sure)
    answer = random.choice(("given",) * 4 + ("declined", "declined", "silent", "silent", "late"))
    if answer == "silent":
        return
    on = date(year + 1, 1, 20) if answer == "late" else day + random.choice((3, 6)) * WEEK
    answer_command = _answer(year, state, answer != "declined", on)
    who = mission_of(state) if likely(random, 0.5) else CTED_DESK
    sure = sure if who is CTED_DESK else MAYBE  # what a State sends itself is refused if it arrives on another day
    yield on, _build_ask(f"consent {answer}", f"{year}/{state}", answer_command, sure, who)
    if likely(random, 0.2):
        right = date(year, 12, 30) if answer == "late" else on - timedelta(days=1)
        yield on + WEEK, _put_answer_right(year, state, right)
    if likely(random, 0.2):
        intruder = mission_of("FJI" if state != "FJI" else "PER")
        yield on, _build_ask("an answer for another State", f"{year}/{state}", answer_command, NEVER, intruder)
    if likely(random, 0.2):  # the last answer stands
        other = _answer(year, state, answer == "declined", on + 5 * WEEK)
        yield on + 5 * WEEK, _build_ask("another mind", f"{year}/{state}", other, sure, who)


def _answer(year: int, state: str, gives: bool, on: date) -> AnswerConsent:
    answer = ConsentAnswer("given", on) if gives else ConsentAnswer("declined", on, f"{SECRET}{state}: not this year")
    return AnswerConsent(consent_id(year, state), answer)


def _put_answer_right(year: int, state: str, on: date) -> Ask:
    """The day of the State's first answer was misread."""
    id_ = consent_id(year, state)
    return put_right("assessments", CORRECTABLE, id_, "answers.0.answered_on", on, programme_id(year))


def requests(random: Random, year: int, number: int, states: Sequence[str]) -> Iterator[Dated]:
    """A State asks for a visit. Nobody else may ask for it."""
    state, day = random.choice(states), a_day(random, date(year, 1, 10), date(year, 12, 1))
    request = RequestVisit(RequestedVisit(state, day, "focused", year + 1, f"{SECRET}{state}", synthetic=True))
    key = f"{year}/{number}"
    yield day, _build_ask("visit requested", key, request, MAYBE, mission_of(state))  # perhaps twice on one day
    if likely(random, 0.2):
        right = day - timedelta(days=random.randint(1, 3))
        yield day + 2 * WEEK, put_right("assessments", OF_REQUEST, request_id(state, day), "requested_on", right, state)
    if likely(random, 0.3):
        yield day + WEEK, _build_ask("the same request again", key, request, MAYBE)
    if likely(random, 0.3):
        intruder = mission_of("FJI" if state != "FJI" else "PER")
        yield day, _build_ask("requested for another State", key, request, NEVER, intruder)


def _build_ask(
    stage: str,
    of: str,
    data: object,
    outcomes: frozenset[CommandOutcome] = DONE,
    who: Principal = CTED_DESK,
) -> Ask:
    return Ask(stage, "assessments", f"{stage}/{of}", data, outcomes, who)
