"""Finds an edition of a report, or makes it: counts, and puts the figures through the handler."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from contracts.audiences import may_see
from services.council.counting import reading
from services.council.counting.scope import Scope
from services.council.editions import places
from services.council.editions.correcting import CorrectEdition
from services.council.editions.model import ALL, DOCUMENTS, EDITIONS, REVISIONS, Asked, Edition
from services.council.editions.publishing import PublishEdition, check_scope
from services.council.editions.reissuing import ReissueEdition
from services.council.facts import SCHEMA as FACTS
from services.council.rebuild.outdated import check
from services.council.reports import as_json
from services.council.reports.adjusting import adjustments
from services.council.reports.document import Adjustment
from services.council.reports.drafting import Draft
from services.council.reports.kind import Kind
from services.council.reports.kinds import NAMED
from shared.engine.handler import Handler
from shared.engine.outcomes import Done, Outcome, Refused, Repeated
from shared.engine.principals import Principal
from shared.engine.rules import Command, NotFound
from shared.engine.storage import tables
from shared.operations.pools import Connection

SCHEMA: Final = "council"
SYSTEM: Final = Principal("council-service", "committee", may_command=True)
"""In whose name editions are reissued: whoever asks first, it is not they who decide."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition, with its document in the form for one reader."""

    edition: Edition
    document: bytes


async def report(handler: Handler, principal: Principal, asked: Asked, correlation_id: str = "") -> Kept:
    """The edition that is asked for, made now if there is none and the principal may make it.

    Raises NotFound where there is none that the principal may see, and what a rule refuses.
    """
    found = await edition_of(handler, principal, asked)
    kind = NAMED.get(asked.report)
    if found is None and kind and asked.edition is None and _may_make(principal, kind):
        found = await _made(handler, principal, asked, correlation_id)
    if found is None:
        raise NotFound("There is no such edition of this report.")
    return found


async def edition_of(handler: Handler, principal: Principal, asked: Asked) -> Kept | None:
    """The last edition that fits, as this principal may see it now, if there is one that it may see."""
    found = asked.of(await _standing(handler.reads, asked.series))
    if found is None or not may_see(principal.audience, principal.parties, found.audience, found.parties):
        return None
    if found.is_of(principal):
        return Kept(found, await _document(handler.reads, found.id))
    found = await _settled(handler, found)
    return Kept(found, await _document(handler.reads, found.served_id))


async def correction(handler: Handler, asked: Asked, reason: str) -> CorrectEdition:
    """What a corrected edition of this series would say: counted now, at its last cut-off if none is given."""
    last = replace(asked, cut_off=None).of(await _standing(handler.reads, asked.series))
    at = replace(asked, cut_off=asked.cut_off or (last.cut_off if last else None))
    return CorrectEdition(asked, await _draft(handler, at), reason)


def _may_make(principal: Principal, kind: Kind) -> bool:
    """Whether it is the principal's report: others could have editions made day by day, and subtract (rule 12)."""
    theirs = principal.audience == "committee" or not principal.parties.isdisjoint(kind.makers)
    return principal.may_command and theirs


async def _made(handler: Handler, principal: Principal, asked: Asked, correlation_id: str) -> Kept | None:
    draft = await _draft(handler, asked)
    id_ = f"{asked.series}/{draft.scope.cut_off}/{draft.scope.freeze.isoformat()}"
    command = Command(principal, id_, PublishEdition(asked, draft), correlation_id or id_)
    (outcome,) = await handler.handle([command])
    return await edition_of(handler, principal, replace(asked, edition=_number(outcome)))


async def _settled(handler: Handler, edition: Edition) -> Edition:
    """The edition, counted again for what its readers may see now, as often as that was narrowed."""
    while edition.pending:
        async with reading.snapshot(handler.reads) as connection:
            at = replace(Asked(edition.year, edition.edition), report=edition.report, thing=edition.thing)
            await check(connection)
            edition = at.of(await _standing(connection, edition.series)) or edition
            kind = NAMED[edition.report]
            scope = await places.scope_of(connection, edition)
            draft = Draft(kind, scope, await kind.plan.count(connection, scope, handler.reference))
        id_ = f"{edition.id}/narrowed/{edition.narrowings}"
        command = Command(SYSTEM, id_, ReissueEdition(edition.id, edition.narrowings, draft), id_)
        _number((await handler.handle([command]))[0])
        edition = at.of(await _standing(handler.reads, edition.series)) or edition
    return edition


# ---- counting -----------------------------------------------------------------------------


async def _draft(handler: Handler, asked: Asked) -> Draft:
    """All that the edition will say, from one snapshot of the facts."""
    kind = NAMED[asked.report]
    async with reading.snapshot(handler.reads) as connection:
        await check(connection)
        now = await handler.clock.now(connection)
        freeze = asked.freeze or now
        cut_off = asked.usual_cut_off(freeze)
        state, assessment = await _about(connection, asked.thing)
        scope = Scope(cut_off.year if asked.thing else asked.year, cut_off, freeze, kind.shown_to, asked.thing)
        check_scope(kind, scope, now)
        return Draft(
            kind,
            scope,
            await kind.plan.count(connection, scope, handler.reference),
            await _adjustments(handler, connection, kind, scope),
            state,
            assessment,
            await places.positions(connection),
            await _revision(connection),
        )


async def _about(connection: Connection, thing: str) -> tuple[str | None, str | None]:
    """State and assessment of a cycle. Raises NotFound where there is none."""
    if not thing:
        return None, None
    query = f"select state, assessment_id from {FACTS}.followups where followup_id = $1 limit 1"
    found = await connection.fetchrow(query, thing)
    if found is None:
        raise NotFound
    return found["state"], found["assessment_id"]


async def _adjustments(handler: Handler, connection: Connection, kind: Kind, scope: Scope) -> tuple[Adjustment, ...]:
    """To the last edition on the year before, counted again at its cut-off with what is known by now."""
    if scope.thing:
        return ()
    standing = await _standing(connection, Asked(scope.year - 1, report=kind.name).series)
    earlier = [one for one in standing if one.frozen_at < scope.freeze]
    last = Asked(scope.year - 1, report=kind.name).of(earlier)
    if last is None:
        return ()
    published = as_json.load(await _document(connection, last.id))
    again = await kind.plan.count(
        connection, Scope(last.year, last.cut_off, scope.freeze, last.shown_to), handler.reference
    )
    return adjustments(last.id, published, again)


# ---- rows ---------------------------------------------------------------------------------


async def _standing(connection: Any, series: str) -> list[Edition]:
    at = tables.stored(EDITIONS, SCHEMA)
    query = f"select {at.column_list} from {at.full_name} where series = $1"
    return [at.build(record) for record in await connection.fetch(query, series)]


async def _document(connection: Any, id_: str) -> bytes:
    at = tables.stored(DOCUMENTS, SCHEMA)
    found: bytes = await connection.fetchval(f"select document from {at.full_name} where id = $1", id_)
    return found


async def _revision(connection: Connection) -> int:
    at = tables.stored(REVISIONS, SCHEMA)
    return await connection.fetchval(f"select number from {at.full_name} where id = $1", ALL) or 0


def _number(outcome: Outcome) -> int:
    """Of the edition that the rule answered with; raises what it refused."""
    if isinstance(outcome, Refused):
        raise outcome.refusal
    assert isinstance(outcome, Done | Repeated), outcome
    assert outcome.answer is not None
    return int(outcome.answer["edition"])
