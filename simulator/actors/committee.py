"""The Committee: what it holds and asks for in a year, in time, late or not at all. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.vocabulary import ReportName
from reference import Periodic, Reference
from services.council.commands import AskFor, RecordHeld
from services.council.editions.model import Asked
from shared.engine.principals import PUBLIC, Principal
from simulator.actions import (
    CTED_DESK,
    DONE,
    MAYBE,
    NEVER,
    SECRET,
    Ask,
    CommandOutcome,
    Dated,
    ReportAsked,
    a_day,
    likely,
)

OTHERS: Final[tuple[ReportName, ...]] = ("review", "briefing", "joint", "thematic", "programme", "schedule")
"""Reports of which some are asked for in a year."""
READERS: Final[Mapping[str, Principal]] = {
    "briefing": Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True),
    **dict.fromkeys(("joint", "thematic", "schedule"), PUBLIC),
}
"""Who reads which of these beside the Committee."""
OUTSIDER: Final = Principal("a partner", "partners")
"""Nobody shows it what is the Committee's."""
WEEK: Final = timedelta(days=7)
READINGS: Final = 2
"""A year, of the annual report by the public."""
YEARLY: Final = {"annual-review": 1, "informal-consultations": 1}
"""How often each is owed in a year; what else is owed, events of its own meet."""


def holds(random: Random, year: int, facts: Reference) -> Iterator[Dated]:
    """What people record as held, since no event tells it."""
    for obligation, times in YEARLY.items():
        for number in range(times):
            if likely(random, 0.85):
                latest = date(year, 12, 31) if likely(random, 0.85) else date(year + 1, 2, 20)
                day = a_day(random, date(year, 1, 10), latest)
                yield day, _held(f"{obligation}-{year}", day, number)
    for mandate in facts.mandates:
        for one in mandate.obligations or ():
            if isinstance(one.rule, Periodic) and mandate.in_force(date(year, 7, 1)) and likely(random, 0.5):
                day = a_day(random, date(year, 2, 1), date(year, 11, 20))
                yield day, _held(f"{one.id}-{mandate.id}", day, 0)
    if likely(random, 0.7):
        yield from _asks_for_a_briefing(random, year)
    yield from _reports(random, year)


def _held(obligation: str, day: date, number: int) -> Ask:
    document = f"DRAFT/held/{obligation}/{day.year}/{number}"
    # Whether it stands in the calendar is the mandates' to say: not through a gap between two.
    return _asked("held", document, RecordHeld(obligation, day, document))


def _reports(random: Random, year: int) -> Iterator[Dated]:
    """In January on the year before (OP18), perhaps twice; sometimes already in December, up to a day before."""
    day, last = date(year, 1, random.randint(8, 30)), ReportAsked(Asked(year - 1))
    for number in range(random.choice((1, 1, 2))):
        yield day + timedelta(days=number), _asked("annual report", f"annual/{year - 1}/{number}", last, DONE)
    for number in range(READINGS):  # what was narrowed since, they no longer see
        on = a_day(random, date(year, 2, 10), date(year, 12, 10))
        yield on, _asked("annual report read", f"annual/{year - 1}/read/{number}", last, DONE, PUBLIC)
    if likely(random, 0.5):
        on = a_day(random, date(year, 3, 1), date(year, 9, 1))
        other = ReportAsked(Asked(year - 1), f"{SECRET}a count was wrong")
        yield on, _asked("annual report corrected", f"annual/{year - 1}/corrected", other)
    if likely(random, 0.3):
        early = ReportAsked(Asked(year, cut_off=date(year, 11, 30)))
        yield date(year, 12, 10), _asked("annual report ahead of its time", f"annual/{year}/early", early, DONE)
    for name in random.sample(OTHERS, 2):
        yield from _another(random, year - 1, name)


def _another(random: Random, year: int, name: ReportName) -> Iterator[Dated]:
    """One of the other reports on this year; read later by whom it is for, perhaps corrected before."""
    asked, key = ReportAsked(Asked(year, report=name)), f"{name}/{year}"
    on = a_day(random, date(year + 1, 1, 10), date(year + 1, 6, 1))
    yield on, _asked(f"report: {name}", key, asked, DONE)
    if likely(random, 0.3):
        day = a_day(random, on + 5 * WEEK, on + 12 * WEEK)
        corrected = ReportAsked(asked.asked, f"{SECRET}a count was wrong")
        yield day, _asked(f"report corrected: {name}", f"{key}/corrected", corrected)
    reader = READERS.get(name, OUTSIDER)
    outcomes = NEVER if reader is OUTSIDER else DONE
    read_on = a_day(random, on + 14 * WEEK, on + 26 * WEEK)
    yield read_on, _asked(f"report read: {name}", f"{key}/read", asked, outcomes, reader)


def _asks_for_a_briefing(random: Random, year: int) -> Iterator[Dated]:
    day = a_day(random, date(year, 2, 1), date(year, 9, 1))
    document = f"DRAFT/request/{year}"
    for number in range(random.choice((1, 1, 2))):  # a second time, with another day
        due_on = day + timedelta(days=random.randint(20, 100))
        yield day, _asked("briefing asked for", f"{document}/{number}", AskFor("requested-briefing", due_on, document))
        day += timedelta(days=14)


def _asked(
    stage: str, key: str, data: object, outcomes: frozenset[CommandOutcome] = MAYBE, who: Principal = CTED_DESK
) -> Ask:
    return Ask(stage, "council", key, data, outcomes, who)
