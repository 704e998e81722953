"""The Committee: what it holds and asks for in a year, in time, late or not at all. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.vocabulary import ReportName
from reference import Periodic, Reference
from services.council.editions.agreements import AgreeOnReport
from services.council.editions.model import Asked
from services.council.obligations.commands import AskFor, NoteRequest, Performance, RecordPerformance
from services.council.obligations.correcting import CORRECTABLE
from services.council.reports.kinds import NAMED
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
from simulator.actors.correcting import put_right

OTHERS: Final[tuple[ReportName, ...]] = ("review", "briefing", "joint", "thematic", "programme", "schedule")
"""Reports of which some are asked for in a year."""
READERS: Final[Mapping[str, Principal]] = {
    "briefing": Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True),
    **dict.fromkeys(("joint", "thematic", "schedule"), PUBLIC),
}
"""Who reads each of these beside the Committee."""
OUTSIDER: Final = Principal("a partner", "partners")
"""A reader who may not see the reports of the Committee."""
WEEK: Final = timedelta(days=7)
READINGS: Final = 2
"""How often a year the public reads the annual report."""
YEARLY: Final = {"annual-review": 1, "informal-consultations": 1}
"""Obligations that a person records as met, with their number a year. Events meet the others."""


def holds(random: Random, year: int, facts: Reference) -> Iterator[Dated]:
    """What people record as held, since no event says so; and the reports of the year."""
    for obligation, times in YEARLY.items():
        for number in range(times):
            if likely(random, 0.85):
                latest = date(year, 12, 31) if likely(random, 0.85) else date(year + 1, 2, 20)
                day = a_day(random, date(year, 1, 10), latest)
                yield day, _record_held(f"{obligation}-{year}", day, number)
                if likely(random, 0.3):
                    right = day - timedelta(days=1)
                    yield day + WEEK, put_right("council", CORRECTABLE, f"{obligation}-{year}", "held_on.0", right)
    for mandate in facts.mandates:
        for one in mandate.obligations or ():
            if isinstance(one.rule, Periodic) and mandate.in_force(date(year, 7, 1)) and likely(random, 0.5):
                day = a_day(random, date(year, 2, 1), date(year, 11, 20))
                yield day, _record_held(f"{one.id}-{mandate.id}", day, 0)
    if likely(random, 0.7):
        yield from _asks_for_a_briefing(random, year)
    yield from _reports(random, year)


def _record_held(obligation: str, day: date, number: int) -> Ask:
    document = f"DRAFT/held/{obligation}/{day.year}/{number}"
    # The obligation exists only if a mandate was in force, so not in the gap between two mandates.
    return _build_ask("held", document, RecordPerformance(obligation, Performance(day, document)))


def _reports(random: Random, year: int) -> Iterator[Dated]:
    """Annual reports: in January on the year before (OP18), perhaps twice; sometimes early, in December."""
    day, last = date(year, 1, random.randint(8, 30)), ReportAsked(Asked(year - 1))
    for number in range(random.choice((1, 1, 2))):
        yield day + timedelta(days=number), _build_ask("annual report", f"annual/{year - 1}/{number}", last, DONE)
    for number in range(READINGS):  # the public no longer sees what was narrowed since
        on = a_day(random, date(year, 2, 10), date(year, 12, 10))
        yield on, _build_ask("annual report read", f"annual/{year - 1}/read/{number}", last, DONE, PUBLIC)
    if likely(random, 0.5):
        on = a_day(random, date(year, 3, 1), date(year, 9, 1))
        other = ReportAsked(Asked(year - 1), f"{SECRET}a count was wrong")
        yield on, _build_ask("annual report corrected", f"annual/{year - 1}/corrected", other)
    if likely(random, 0.3):
        early = ReportAsked(Asked(year, cut_off=date(year, 11, 30)))
        yield date(year, 12, 10), _build_ask("annual report ahead of its time", f"annual/{year}/early", early, DONE)
    for name in random.sample(OTHERS, 2):
        yield from _another(random, year - 1, name)


def _another(random: Random, year: int, name: ReportName) -> Iterator[Dated]:
    """One of the other reports on this year. It may be corrected, and then its readers read it."""
    request, key = ReportAsked(Asked(year, report=name)), f"{name}/{year}"
    on = a_day(random, date(year + 1, 1, 10), date(year + 1, 6, 1))
    if NAMED[name].of_both:
        yield from _agree_on(name, year, on, key)
        yield on - timedelta(days=2), _build_ask("one side alone", f"{key}/alone", request, NEVER)
    yield on, _build_ask(f"report: {name}", key, request, DONE)
    if likely(random, 0.3):
        day = a_day(random, on + 5 * WEEK, on + 12 * WEEK)
        if NAMED[name].of_both and likely(random, 0.7):
            yield from _agree_on(name, year, day, f"{key}/anew")
        correction = ReportAsked(request.request, f"{SECRET}a count was wrong")
        yield day, _build_ask(f"report corrected: {name}", f"{key}/corrected", correction)
    reader = READERS.get(name, OUTSIDER)
    outcomes = NEVER if reader is OUTSIDER else DONE
    read_on = a_day(random, on + 14 * WEEK, on + 26 * WEEK)
    yield read_on, _build_ask(f"report read: {name}", f"{key}/read", request, outcomes, reader)


def _agree_on(name: ReportName, year: int, on: date, key: str) -> Iterator[Dated]:
    """UNOCT and then CTED agree to a report that they publish together on this day."""
    agreement = AgreeOnReport(NAMED[name], Asked(year, report=name))
    for days, who in ((3, READERS["briefing"]), (1, CTED_DESK)):
        ask = _build_ask("joint report agreed", f"{key}/{who.name}", agreement, DONE, who)
        yield on - timedelta(days=days), ask


def _asks_for_a_briefing(random: Random, year: int) -> Iterator[Dated]:
    day = a_day(random, date(year, 2, 1), date(year, 9, 1))
    document = f"DRAFT/request/{year}"
    for number in range(random.choice((1, 1, 2))):  # a second time, with another day
        due_on = day + timedelta(days=random.randint(20, 100))
        yield (
            day,
            _build_ask(
                "briefing asked for",
                f"{document}/{number}",
                NoteRequest(AskFor("requested-briefing", due_on, document)),
            ),
        )
        day += timedelta(days=14)


def _build_ask(
    stage: str, key: str, data: object, outcomes: frozenset[CommandOutcome] = MAYBE, who: Principal = CTED_DESK
) -> Ask:
    return Ask(stage, "council", key, data, outcomes, who)
