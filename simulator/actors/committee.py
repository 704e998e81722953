"""The Committee: what it holds and asks for in a year, in time, late or not at all. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.vocabulary import ReportName
from reference import Periodic, Reference
from services.council.drafts.commands import AddedWords, AddWords
from services.council.drafts.deciding import (
    AdoptDraft,
    Adoption,
    AgreeOnDraft,
    Consideration,
    MembersObjection,
    OpenConsideration,
    RecordObjection,
)
from services.council.drafts.transmitting import Transmission, TransmitDraft
from services.council.editions.model import Asked
from services.council.editions.withdrawing import Withdrawal, WithdrawEdition
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
    """Annual reports: in January on the year before (OP18); sometimes one more in December, on a part of the year."""
    day, last = date(year, 1, random.randint(8, 30)), Asked(year - 1)
    yield from publish(random, last, day, f"annual/{year - 1}")
    for number in range(READINGS):  # the public no longer sees what was narrowed since
        on = a_day(random, date(year, 3, 1), date(year, 12, 10))
        read = ReportAsked(last)
        yield on, _build_ask("annual report read", f"annual/{year - 1}/read/{number}", read, DONE, PUBLIC)
    if likely(random, 0.5):
        on = a_day(random, date(year, 4, 1), date(year, 9, 1))
        other = ReportAsked(last, corrected_because=f"{SECRET}a count was wrong")
        yield on, _build_ask("annual report corrected", f"annual/{year - 1}/corrected", other)
    if likely(random, 0.3):
        early = Asked(year, cut_off=date(year, 11, 30))
        yield from publish(random, early, date(year, 12, 10), f"annual/{year}/early", at_meeting=True)
    for name in random.sample(OTHERS, 2):
        yield from _make_another_report(random, year - 1, name)


def _make_another_report(random: Random, year: int, name: ReportName) -> Iterator[Dated]:
    """One of the other reports on this year. It may be corrected, and then its readers read it."""
    asked, key = Asked(year, report=name), f"{name}/{year}"
    on = a_day(random, date(year + 1, 1, 10), date(year + 1, 6, 1))
    yield from publish(random, asked, on, key)
    if likely(random, 0.3):
        day = a_day(random, on + 8 * WEEK, on + 12 * WEEK)
        correction = ReportAsked(asked, corrected_because=f"{SECRET}a count was wrong")
        outcomes = NEVER if NAMED[name].of_both else MAYBE
        yield day, _build_ask(f"report corrected: {name}", f"{key}/corrected", correction, outcomes)
    reader = READERS.get(name, OUTSIDER)
    outcomes = NEVER if reader is OUTSIDER else DONE
    read_on = a_day(random, on + 14 * WEEK, on + 26 * WEEK)
    yield read_on, _build_ask(f"report read: {name}", f"{key}/read", ReportAsked(asked), outcomes, reader)
    if likely(random, 0.3):
        gone = WithdrawEdition(asked, Withdrawal(f"{SECRET}sent by mistake", f"DRAFT/{key}/gone"))
        day = read_on + 2 * WEEK
        yield day, _build_ask(f"report withdrawn: {name}", f"{key}/withdrawn", gone)
        yield day + WEEK, _build_ask(f"withdrawn report: {name}", f"{key}/gone", ReportAsked(asked), NEVER, OUTSIDER)


def publish(random: Random, asked: Asked, on: date, key: str, at_meeting: bool = False) -> Iterator[Dated]:
    """A draft is made on this day, considered, adopted and transmitted: without objection, or at a meeting.

    Objections are made and lifted, words are added, one of two sides waits for the other (OP24). Who transmits what
    nobody adopted is refused.
    """
    base = replace(asked, cut_off=None)
    adopted_on = on if at_meeting else on + 2 * WEEK
    yield on, _build_ask("report drafted", f"{key}/draft", ReportAsked(asked, draft=True), DONE)
    if likely(random, 0.3):
        words = AddWords(base, AddedWords("introduction", "Words of people, invented."))
        writer = READERS["briefing"] if asked.report == "briefing" else CTED_DESK
        yield on, _build_ask("words added to a draft", f"{key}/words", words, DONE, writer)
    if likely(random, 0.2):
        early = TransmitDraft(base, Transmission("Nobody"))
        yield on, _build_ask("report sent before its adoption", f"{key}/early", early, NEVER)
    if not at_meeting:
        yield from _consider(random, base, on, key)
    if NAMED[asked.report].of_both:
        meeting = AdoptDraft(base, Adoption("meeting", document=f"DRAFT/{key}"))
        yield adopted_on, _build_ask("one side alone", f"{key}/alone", meeting, NEVER)
        for who in (READERS["briefing"], CTED_DESK):
            yield adopted_on, _build_ask("joint report agreed", f"{key}/{who.name}", AgreeOnDraft(base), DONE, who)
    # A service that stood still may learn of the consideration and the adoption on one day: a meeting decides then.
    for by, document in (("no_objection", None), ("meeting", f"DRAFT/{key}")):
        adoption = AdoptDraft(base, Adoption(by, document=document))  # type: ignore[arg-type]
        yield adopted_on, _build_ask(f"report adopted: {by}", f"{key}/{by}", adoption, MAYBE)
    sent = TransmitDraft(base, Transmission("Those whom it is for", symbol=f"DRAFT/{key}"))
    transmitted = _build_ask("report transmitted", f"{key}/transmitted", sent, DONE)
    yield adopted_on, replace(transmitted, if_outdated=tuple(_publish_anew(asked, sent, key)))


def _publish_anew(asked: Asked, sent: TransmitDraft, key: str) -> Iterator[Ask]:
    """A new draft, adopted at a meeting and transmitted on one day."""
    yield _build_ask("report drafted anew", f"{key}/anew/draft", ReportAsked(asked, draft=True), DONE)
    if NAMED[asked.report].of_both:
        for who in (READERS["briefing"], CTED_DESK):
            yield _build_ask("joint report agreed anew", f"{key}/anew/{who.name}", AgreeOnDraft(sent.asked), DONE, who)
    adoption = AdoptDraft(sent.asked, Adoption("meeting", document=f"DRAFT/{key}/anew"))
    yield _build_ask("report adopted anew", f"{key}/anew/adopted", adoption, DONE)
    yield _build_ask("report transmitted anew", f"{key}/anew/transmitted", sent, DONE)


def _consider(random: Random, asked: Asked, on: date, key: str) -> Iterator[Dated]:
    yield on, _build_ask("report considered", f"{key}/considered", OpenConsideration(asked, Consideration()), DONE)
    if likely(random, 0.3):
        for days, kind in ((1, "objection"), (5, "lifted")):
            said = MembersObjection("A member", f"{SECRET}why", kind)  # type: ignore[arg-type]
            ask = _build_ask(f"report: {kind}", f"{key}/{kind}", RecordObjection(asked, said), DONE)
            yield on + timedelta(days=days), ask


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
