"""CTED's other work: representation, outreach, workshops, advice; some of it logged wrongly (OP17, OP18). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.audiences import Audience
from reference import Reference
from services.council.activities.commands import LogActivity, LoggedActivity
from services.council.activities.correcting import CORRECTABLE
from services.council.activities.model import build_activity_id
from services.council.activities.withdrawing import GivenWithdrawal, WithdrawActivity
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from simulator.actions import DONE, NEVER, OPEN, SECRET, Ask, CommandOutcome, Dated, a_day, likely

ACTIVITIES: Final = 6
"""Activities a year."""
PARTNERS: Final = ("UNOCT", "FATF", "INTERPOL", "1267 Monitoring Team", "Global Research Network", "A women's network")
AUDIENCES: Final[tuple[Audience, ...]] = ("committee", "un", "public", "public")
PARAGRAPHS: Final = ("OP17", "OP21", "OP26", "OP31", "OP32", "OP33", "OP35", "OP36")
WEEK: Final = timedelta(days=7)


def logs(random: Random, year: int, facts: Reference) -> Iterator[Dated]:
    """The year's activities: entered on their day, or weeks later."""
    for number in range(ACTIVITIES):
        day = a_day(random, date(year, 1, 5), date(year, 12, 10))
        given = _invent(random, f"ACTIVITY-{year}-{number}", day, facts)
        told_on = day if likely(random, 0.6) else a_day(random, day + WEEK, day + 8 * WEEK)
        yield told_on, _log("activity", given)
        if likely(random, 0.15):
            yield told_on + WEEK, _log("activity again, otherwise", replace(given, with_whom=("Somebody else",)), NEVER)
        if likely(random, 0.25):
            yield from _corrects(random, given, told_on + 2 * WEEK)
        if likely(random, 0.1):
            yield _withdraw(given, told_on + 3 * WEEK)
        if likely(random, 0.15):
            wrong = replace(given, reference=f"{given.reference}-wrong", paragraph="OP99")
            yield told_on, _log("activity of an unknown paragraph", wrong, NEVER)


def _invent(random: Random, reference: str, day: date, facts: Reference) -> LoggedActivity:
    audience = random.choice(AUDIENCES)
    return LoggedActivity(
        kind=random.choice(facts.practice.activity_kinds).code,
        day=day,
        with_whom=tuple(random.sample(PARTNERS, random.randint(1, 2))),
        subject=f"{SECRET if audience == 'committee' else OPEN}{reference}",
        paragraph=random.choice(PARAGRAPHS),
        themes=tuple(theme.code for theme in random.sample(facts.themes, random.randint(0, 2))),
        audience=audience,
        reference=reference,
        synthetic=True,
    )


def _corrects(random: Random, given: LoggedActivity, on: date) -> Iterator[Dated]:
    """Its day was misread; a correction to a paragraph that is none is refused."""
    key = build_activity_id(given.reference, given.kind, given.day, given.subject)
    right_day = (given.day - timedelta(days=random.randint(1, 40))).isoformat()
    for stage, field, value, outcomes in (
        ("activity corrected", "day", right_day, DONE),
        ("activity corrected to no paragraph", "paragraph", "OP99", NEVER),
    ):
        correction = GivenCorrection(field, value, f"{SECRET}It was misread.", f"DRAFT/{given.reference}")
        command = CorrectRecord(CORRECTABLE, key, "", correction)
        yield on, Ask(stage, "council", f"{stage}/{given.reference}", command, outcomes)


def _withdraw(given: LoggedActivity, on: date) -> Dated:
    """It was no such activity."""
    key = build_activity_id(given.reference, given.kind, given.day, given.subject)
    command = WithdrawActivity(key, GivenWithdrawal(on, f"{SECRET}It was none.", f"DRAFT/{given.reference}/none"))
    return on, Ask("activity withdrawn", "council", f"withdrawn/{given.reference}", command, DONE)


def _log(stage: str, given: LoggedActivity, outcomes: frozenset[CommandOutcome] = DONE) -> Ask:
    return Ask(stage, "council", f"{stage}/{given.reference}", LogActivity(given), outcomes)
