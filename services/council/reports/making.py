"""Finds an edition of the annual report, or makes it: counts, and puts the figures through the door."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.audiences import may_see
from services.council.editions import DOCUMENTS, EDITIONS, Asked, Edition, PublishEdition, check_scope
from services.council.reports import reading
from services.council.reports.annual.content import Content
from services.council.reports.annual.document import AUDIENCE
from services.council.reports.annual.figures import figures
from services.council.reports.scope import Scope
from shared import tables
from shared.door import Door
from shared.outcomes import Done, Outcome, Refused, Repeated
from shared.principals import Principal
from shared.rules import Command, NotFound

SCHEMA = "council"


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
    at, documents = tables.stored(EDITIONS, SCHEMA), tables.stored(DOCUMENTS, SCHEMA)
    query = f"select {at.column_list} from {at.full_name} where series = $1"
    found = asked.of([at.build(record) for record in await door.pool.fetch(query, asked.series)])
    if found is None or not may_see(principal.audience, principal.parties, found.audience, found.parties):
        return None
    return Kept(found, await door.pool.fetchval(f"select document from {documents.full_name} where id = $1", found.id))


async def _made(door: Door, principal: Principal, asked: Asked, correlation_id: str) -> Kept | None:
    async with reading.snapshot(door.pool) as connection:
        now = await door.clock.now(connection)
        scope = Scope(asked.year, asked.usual_cut_off, asked.freeze or now, AUDIENCE)
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
    id_ = f"{asked.series}/{scope.cut_off}/{scope.freeze.isoformat()}"
    command = Command(principal, id_, PublishEdition(asked, content, positions), correlation_id or id_)
    (outcome,) = await door.handle([command])
    return await edition_of(door, principal, replace(asked, edition=_number(outcome)))


def _number(outcome: Outcome) -> int:
    """Of the edition that the rule answered with; raises what it refused."""
    if isinstance(outcome, Refused):
        raise outcome.refusal
    assert isinstance(outcome, Done | Repeated), outcome
    assert outcome.answer is not None
    return int(outcome.answer["edition"])
