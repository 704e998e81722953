"""Finds an edition of the annual report, or makes it: counts, and puts the figures through the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from contracts.audiences import may_see
from services.council.editions import DOCUMENTS, EDITIONS, Edition, PublishEdition, check_scope, series
from services.council.reports import reading
from services.council.reports.annual.content import Content
from services.council.reports.annual.document import AUDIENCE
from services.council.reports.annual.figures import figures
from services.council.reports.reading import Scope
from shared import tables
from shared.door import Door
from shared.outcomes import Done, Outcome, Refused, Repeated
from shared.principals import Principal
from shared.rules import Command, NotFound

SCHEMA = "council"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which edition: by its number, by its cut-off or freeze, or the last one."""

    year: int
    edition: int | None = None
    cut_off: date | None = None
    freeze: datetime | None = None

    @property
    def exact(self) -> bool:
        """Whether a cut-off or freeze is asked for."""
        return self.cut_off is not None or self.freeze is not None


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition with its document."""

    edition: Edition
    document: bytes


async def report_annual(door: Door, principal: Principal, asked: Asked, correlation_id: str = "") -> Kept:
    """The edition that is asked for, made now if there is none and the principal may command.

    Raises NotFound where there is none that the principal may see, and what a rule refuses.
    """
    found = await edition_of(door, principal, asked)
    if found is None and principal.may_command and asked.edition is None:
        found = await _made(door, principal, asked, correlation_id)
    if found is None:
        raise NotFound(f"There is no such edition of the annual report on {asked.year}.")
    return found


async def edition_of(door: Door, principal: Principal, asked: Asked) -> Kept | None:
    """The last edition that fits, if there is one that the principal may see."""
    found = await _found(door, asked)
    if found and may_see(principal.audience, principal.parties, found.edition.audience, found.edition.parties):
        return found
    return None


async def _found(door: Door, asked: Asked) -> Kept | None:
    cut_off = asked.cut_off or (_last_day(asked.year) if asked.freeze else None)
    wanted = {"edition": asked.edition, "cut_off": cut_off, "frozen_at": asked.freeze}
    return await _last(door, asked.year, {name: value for name, value in wanted.items() if value is not None})


async def _last(door: Door, year: int, wanted: Mapping[str, Any]) -> Kept | None:
    at, documents = tables.stored(EDITIONS, SCHEMA), tables.stored(DOCUMENTS, SCHEMA)
    conditions = "".join(f" and {name} = ${number}" for number, name in enumerate(wanted, 2))
    record = await door.pool.fetchrow(
        f"select {at.column_list} from {at.full_name} where series = $1{conditions} order by edition desc limit 1",
        series(year),
        *wanted.values(),
    )
    if record is None:
        return None
    edition: Edition = at.build(record)
    return Kept(
        edition, await door.pool.fetchval(f"select document from {documents.full_name} where id = $1", edition.id)
    )


async def _made(door: Door, principal: Principal, asked: Asked, correlation_id: str) -> Kept:
    async with reading.snapshot(door.pool) as connection:
        now = await door.clock.now(connection)
        scope = Scope(asked.year, asked.cut_off or _last_day(asked.year), asked.freeze or now, AUDIENCE)
        check_scope(scope.year, scope.cut_off, scope.freeze, now)
        counted = await reading.population(connection, scope, door.reference)
        positions = await reading.positions(connection)
    content = Content(
        year=scope.year,
        cut_off=scope.cut_off,
        freeze=scope.freeze,
        figures=figures(counted, door.reference),
        withheld=counted.recommendations.withheld,
        synthetic=counted.synthetic,
    )
    id_ = f"{series(scope.year)}/{scope.cut_off}/{scope.freeze.isoformat()}"
    data = PublishEdition(content, positions, asked.exact)
    (outcome,) = await door.handle([Command(principal, id_, data, correlation_id or id_)])
    made = await _last(door, scope.year, {"edition": _number(outcome)})
    assert made is not None, "it was just published"
    return made


def _number(outcome: Outcome) -> int:
    """Of the edition that the rule answered with; raises what it refused."""
    if isinstance(outcome, Refused):
        raise outcome.refusal
    assert isinstance(outcome, Done | Repeated), outcome
    assert outcome.answer is not None
    return int(outcome.answer["edition"])


def _last_day(year: int) -> date:
    return date(year, 12, 31)
