"""Other bodies register their systems; operators approve, suspend and resume them; keys follow one another. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.ids import slug
from services.exchange.publishers.commands.changing import (
    ChangePublisher,
    GivenChange,
    GivenReason,
    ResumePublisher,
    SuspendPublisher,
)
from services.exchange.publishers.commands.keys import GivenKey, IssueKey, RevokeKey
from services.exchange.publishers.commands.registering import (
    ApprovePublisher,
    GivenApproval,
    GivenRegistration,
    RegisterPublisher,
)
from shared.engine.principals import Principal
from simulator.actions import CTED_DESK, DONE, NEVER, Ask, CommandOutcome, Dated, a_day, likely

OPERATOR: Final = replace(CTED_DESK, name="operations", may_operate=True)
APPLICANT: Final = Principal("applicant")
BODIES: Final = ("UNODC", "IOM", "ICAO", "IMO")


def registers(random: Random, year: int) -> Iterator[Dated]:
    """One system a year, with what becomes of it. Its source is nobody else's."""
    name, body = f"System of {year}", random.choice(BODIES)
    publisher, source = slug(name), f"urn:simulated:{year}"
    given = GivenRegistration(name, body, sources=(source,), notice_types=("notice.visit.planned",), reads="un")
    day = a_day(random, date(year, 1, 10), date(year, 6, 1))
    applies = likely(random, 0.5)
    yield (
        day,
        _ask("system registered", publisher, RegisterPublisher(given), principal=APPLICANT if applies else OPERATOR),
    )
    if applies:
        yield (
            day + timedelta(days=7),
            _ask("system approved", publisher, ApprovePublisher(publisher, GivenApproval("un"))),
        )
    day += timedelta(days=14)
    yield day, _ask("key made", publisher, IssueKey(publisher, "k1", f"{year:064d}", GivenKey()))
    stranger = RegisterPublisher(GivenRegistration(f"Another of {year}", body, sources=(source,)))
    yield day, _ask("a source that is taken", publisher, stranger, NEVER)
    if likely(random, 0.5):
        day += timedelta(days=30)
        yield day, _ask("next key made", publisher, IssueKey(publisher, "k2", f"{year + 1000:064d}", GivenKey()))
        yield day + timedelta(days=7), _ask("key revoked", publisher, RevokeKey(publisher, "k1"))
    if likely(random, 0.3):
        day += timedelta(days=45)
        yield day, _ask("system suspended", publisher, SuspendPublisher(publisher, GivenReason("Synthetic: a flood")))
        yield day + timedelta(days=7), _ask("system resumed", publisher, ResumePublisher(publisher))
    if likely(random, 0.3):
        wider = GivenChange(notice_types=("notice.visit.planned", "notice.project.registered"))
        yield day + timedelta(days=60), _ask("registration changed", publisher, ChangePublisher(publisher, wider))


def _ask(
    stage: str,
    of: str,
    data: object,
    outcomes: frozenset[CommandOutcome] = DONE,
    principal: Principal = OPERATOR,
) -> Ask:
    return Ask(stage, "exchange", f"{stage}/{of}", data, outcomes, principal)
