"""Finds an edition of a report, or makes it: it counts the figures and brings them to the handler as a command.

`reading.py` beside it reads the rows of editions, and `reports/reading.py` counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from contracts.audiences import may_see
from services.council.counting.reading import snapshot
from services.council.counting.scope import Scope
from services.council.documents import as_json
from services.council.documents.adjusting import find_adjustments
from services.council.documents.document import Adjustment
from services.council.editions.checks import check_scope
from services.council.editions.commands import CorrectEdition, PublishEdition, ReissueEdition
from services.council.editions.model import Asked, Edition
from services.council.editions.reading import (
    read_document,
    read_positions,
    read_revision,
    read_scope,
    read_series,
    read_subject,
)
from services.council.facts.outdated import check_up_to_date
from services.council.reports.drafting import Draft
from services.council.reports.kind import Kind
from services.council.reports.kinds import NAMED
from services.council.reports.reading import count_report
from shared.engine.outcomes import Done, Outcome, Refused, Repeated
from shared.engine.principals import Principal
from shared.engine.rules import Command, NotFound

if TYPE_CHECKING:
    from shared.engine.handler import Handler
    from shared.operations.pools import Connection

SYSTEM: Final = Principal("council-service", "committee", may_command=True)
"""The principal that reissues editions. The person who asks first does not decide on that."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition, with its document in the form for one reader."""

    edition: Edition
    document: bytes


async def find_or_make_edition(handler: Handler, principal: Principal, asked: Asked, correlation_id: str = "") -> Kept:
    """Finds the edition that is asked for. If there is none and the principal may make it, it is made now.

    Raises NotFound where there is none that the principal may see, and what a rule refuses.
    """
    edition = await find_edition(handler, principal, asked)
    kind = NAMED.get(asked.report)
    if edition is None and kind and asked.edition is None and _may_make(principal, kind):
        edition = await _make_edition(handler, principal, asked, correlation_id)
    if edition is None:
        raise NotFound("There is no such edition of this report.")
    return edition


async def find_edition(handler: Handler, principal: Principal, asked: Asked) -> Kept | None:
    """The last edition that fits, in the form that this principal may see now. None: it may see none."""
    edition = asked.of(await read_series(handler.reads, asked.series))
    if edition is None or not may_see(principal.audience, principal.parties, edition.audience, edition.parties):
        return None
    if edition.is_of(principal):
        return Kept(edition, await read_document(handler.reads, edition.id, edition.digest))
    edition = await _settle_edition(handler, edition)
    return Kept(edition, await read_document(handler.reads, edition.served_id, edition.served_digest))


async def draft_correction(handler: Handler, asked: Asked, reason: str) -> CorrectEdition:
    """Counts now what a corrected edition of this series would say. Without a cut-off it keeps that of the last one."""
    last = replace(asked, cut_off=None).of(await read_series(handler.reads, asked.series))
    at = replace(asked, cut_off=asked.cut_off or (last.cut_off if last else None))
    return CorrectEdition(asked, await _count_draft(handler, at), reason)


def _may_make(principal: Principal, kind: Kind) -> bool:
    """Whether the principal may make it. Others could have one made each day, and subtract (rule 12)."""
    is_theirs = principal.audience == "committee" or not principal.parties.isdisjoint(kind.makers)
    return principal.may_command and is_theirs


async def _make_edition(handler: Handler, principal: Principal, asked: Asked, correlation_id: str) -> Kept | None:
    draft = await _count_draft(handler, asked)
    id_ = f"{asked.series}/{draft.scope.cut_off}/{draft.scope.freeze.isoformat()}"
    command = Command(principal, id_, PublishEdition(asked, draft), correlation_id or id_)
    (outcome,) = await handler.handle([command])
    return await find_edition(handler, principal, replace(asked, edition=_number_in(outcome)))


async def _settle_edition(handler: Handler, edition: Edition) -> Edition:
    """Counts the edition again, as long as what its readers may see was narrowed since it was last counted."""
    while edition.pending:
        async with snapshot(handler.reads) as connection:
            at = replace(Asked(edition.year, edition.edition), report=edition.report, thing=edition.thing)
            await check_up_to_date(connection)
            edition = at.of(await read_series(connection, edition.series)) or edition
            kind = NAMED[edition.report]
            scope = await read_scope(connection, edition)
            draft = Draft(kind, scope, await count_report(connection, kind, scope, handler.reference))
        id_ = f"{edition.id}/narrowed/{edition.narrowings}"
        command = Command(SYSTEM, id_, ReissueEdition(edition.id, edition.narrowings, draft), id_)
        _number_in((await handler.handle([command]))[0])
        edition = at.of(await read_series(handler.reads, edition.series)) or edition
    return edition


# ---- counting -----------------------------------------------------------------------------


async def _count_draft(handler: Handler, asked: Asked) -> Draft:
    """Counts all that the edition will say, on one snapshot of the facts."""
    kind = NAMED[asked.report]
    async with snapshot(handler.reads) as connection:
        await check_up_to_date(connection)
        now = await handler.clock.now(connection)
        freeze = asked.freeze or now
        cut_off = asked.usual_cut_off(freeze)
        state, assessment = await read_subject(connection, asked.thing)
        scope = Scope(cut_off.year if asked.thing else asked.year, cut_off, freeze, kind.shown_to, asked.thing)
        check_scope(kind, scope, now)
        return Draft(
            kind,
            scope,
            await count_report(connection, kind, scope, handler.reference),
            await _find_adjustments(handler, connection, kind, scope),
            state,
            assessment,
            await read_positions(connection),
            await read_revision(connection),
        )


async def _find_adjustments(
    handler: Handler, connection: Connection, kind: Kind, scope: Scope
) -> tuple[Adjustment, ...]:
    """Counts the last edition on the year before again, with what is known now, and finds what differs."""
    if scope.thing:
        return ()
    standing = await read_series(connection, Asked(scope.year - 1, report=kind.name).series)
    earlier = [one for one in standing if one.frozen_at < scope.freeze]
    last = Asked(scope.year - 1, report=kind.name).of(earlier)
    if last is None:
        return ()
    published = as_json.load(await read_document(connection, last.id, last.digest))
    again = await count_report(
        connection, kind, Scope(last.year, last.cut_off, scope.freeze, last.shown_to), handler.reference
    )
    return find_adjustments(last.id, published, again)


def _number_in(outcome: Outcome) -> int:
    """The number of the edition in the answer. Raises the refusal if the rule refused."""
    if isinstance(outcome, Refused):
        raise outcome.refusal
    assert isinstance(outcome, Done | Repeated), outcome
    assert outcome.answer is not None
    return int(outcome.answer["edition"])
