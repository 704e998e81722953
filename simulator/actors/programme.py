"""The CTC's list of States to visit, consent to it, and States' own requests (OP12). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from reference import Reference
from services.assessments.commands.programme import (
    AnswerConsent,
    AskConsent,
    AskedConsent,
    ChangeList,
    RequestedVisit,
)
from services.assessments.consent import consent_id
from services.assessments.programme_model import AdoptedList, ConsentAnswer, Entry, ListingReason, ProgrammeChange
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

WEEK: Final = timedelta(days=7)
LISTED: Final = 5
"""States on a year's list."""


def adopts(
    random: Random, year: int, states: Sequence[str], visited: Collection[str], facts: Reference
) -> Iterator[Dated]:
    """The year's list, what changes in it, and what the States on it answer. Who is visited may agree unasked."""
    day = a_day(random, date(year, 1, 4), date(year, 2, 25))
    listed = random.sample(states, min(LISTED, len(states) - 1))
    if not listed:
        return
    other = next(one for one in states if one not in listed)
    adopted = AdoptedList(year, _entries(random, listed, facts), day, f"DRAFT/list/{year}", synthetic=True)
    yield day, _asked("list adopted", f"{year}", adopted)
    if likely(random, 0.3):
        yield day + WEEK, _asked("the same list again", f"{year}", adopted)
    if likely(random, 0.3):
        another = AdoptedList(year, adopted.entries[1:], day, adopted.document, synthetic=True)
        yield day + WEEK, _asked("another list of that year", f"{year}", another, NEVER)
    removed = listed[-1] if likely(random, 0.4) else ""
    yield from _changes(random, year, listed, other, removed, day + 3 * WEEK, facts)
    for state in listed:
        if likely(random, 0.9):
            unsure = state in visited or state == removed
            yield from _asks(random, year, state, a_day(random, day + WEEK, day + 20 * WEEK), unsure)
    if likely(random, 0.5):
        wrong = AskConsent(year, AskedConsent(other, day + WEEK))
        yield day + WEEK, _asked("asked though not listed", f"{year}", wrong, NEVER)


def before_the_records(random: Random, year: int, states: Sequence[str], facts: Reference) -> Iterator[Dated]:
    """The list of the year before, entered in January: who was asked and did not answer, has not by then."""
    day, entered = date(year - 1, 2, 1), date(year, 1, 4)
    listed = random.sample(states, min(3, len(states)))
    adopted = AdoptedList(year - 1, _entries(random, listed, facts), day, synthetic=True)
    yield entered, _asked("list of the year before", f"{year - 1}", adopted)
    for state in listed:
        asked = AskConsent(year - 1, AskedConsent(state, day + WEEK))
        yield entered, _asked("consent asked the year before", f"{year - 1}/{state}", asked)
    for answer, state in zip(("given", "declined"), listed, strict=False):
        said = _answer(year - 1, state, answer == "given", day + 9 * WEEK)
        yield entered + 3 * WEEK, _asked("an answer entered late", f"{year - 1}/{state}", said)


def _entries(random: Random, states: Sequence[str], facts: Reference) -> tuple[Entry, ...]:
    codes = [one.code for one in facts.practice.listing_reasons]
    return tuple(
        Entry(state, tuple(ListingReason(code, f"{SECRET}{state}: {code}") for code in random.sample(codes, 2)))
        for state in states
    )


def _changes(
    random: Random, year: int, listed: Sequence[str], other: str, removed: str, day: date, facts: Reference
) -> Iterator[Dated]:
    """An event in mid-year adds a State, with a reason; another is taken off, or listed for other reasons."""
    if likely(random, 0.4):
        wrong = ProgrammeChange(day - WEEK, f"{SECRET}an error", removed=(other,))
        yield day - WEEK, _asked("taken off though not listed", f"{year}", ChangeList(year, wrong), NEVER)
    if likely(random, 0.5):
        added = ProgrammeChange(day, f"{SECRET}an attack", added=_entries(random, (other,), facts))
        yield day, _asked("State added to the list", f"{year}", ChangeList(year, added))
        later = a_day(random, day + WEEK, day + 10 * WEEK)
        yield (
            later,
            _asked("consent asked of the added", f"{year}/{other}", AskConsent(year, AskedConsent(other, later))),
        )
    if likely(random, 0.5):
        revised = ProgrammeChange(day, f"{SECRET}more is known", revised=_entries(random, listed[:1], facts))
        yield day, _asked("reasons revised", f"{year}", ChangeList(year, revised))
    if removed:
        shorter = ProgrammeChange(day, f"{SECRET}not this year", removed=(removed,))
        yield day, _asked("State taken off the list", f"{year}", ChangeList(year, shorter))


def _asks(random: Random, year: int, state: str, day: date, unsure: bool) -> Iterator[Dated]:
    """It is asked for its consent: it gives it, declines, is silent until the year is over, or answers later."""
    sure = MAYBE if unsure else DONE
    asked = AskConsent(year, AskedConsent(state, day, "comprehensive"))
    yield day, _asked("consent asked", f"{year}/{state}", asked, sure)
    if likely(random, 0.15):
        yield day + WEEK, _asked("the same asked again", f"{year}/{state}", asked, sure)
    answer = random.choice(("given",) * 4 + ("declined", "declined", "silent", "silent", "late"))
    if answer == "silent":
        return
    on = date(year + 1, 1, 20) if answer == "late" else day + random.choice((3, 6)) * WEEK
    said = _answer(year, state, answer != "declined", on)
    who = mission_of(state) if likely(random, 0.5) else CTED_DESK
    yield on, _asked(f"consent {answer}", f"{year}/{state}", said, sure, who)
    if likely(random, 0.2):
        intruder = mission_of("FJI" if state != "FJI" else "PER")
        yield on, _asked("an answer for another State", f"{year}/{state}", said, NEVER, intruder)
    if likely(random, 0.2):  # the last answer stands
        other = _answer(year, state, answer == "declined", on + 5 * WEEK)
        yield on + 5 * WEEK, _asked("another mind", f"{year}/{state}", other, sure, who)


def _answer(year: int, state: str, gives: bool, on: date) -> AnswerConsent:
    answer = ConsentAnswer("given", on) if gives else ConsentAnswer("declined", on, f"{SECRET}{state}: not this year")
    return AnswerConsent(consent_id(year, state), answer)


def requests(random: Random, year: int, number: int, states: Sequence[str]) -> Iterator[Dated]:
    """A State asks for a visit itself; nobody else asks for it."""
    state, day = random.choice(states), a_day(random, date(year, 1, 10), date(year, 12, 1))
    wanted = RequestedVisit(state, day, "focused", year + 1, f"{SECRET}{state}", synthetic=True)
    key = f"{year}/{number}"
    yield day, _asked("visit requested", key, wanted, MAYBE, mission_of(state))  # perhaps twice on one day
    if likely(random, 0.3):
        yield day + WEEK, _asked("the same request again", key, wanted, MAYBE)
    if likely(random, 0.3):
        intruder = mission_of("FJI" if state != "FJI" else "PER")
        yield day, _asked("requested for another State", key, wanted, NEVER, intruder)


def _asked(
    stage: str,
    of: str,
    data: object,
    outcomes: frozenset[CommandOutcome] = DONE,
    who: Principal = CTED_DESK,
) -> Ask:
    return Ask(stage, "assessments", f"{stage}/{of}", data, outcomes, who)
