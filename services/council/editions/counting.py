"""Counts what an edition, a draft or a provisional report says, on one snapshot of the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from services.council.counting.reading import snapshot
from services.council.counting.scope import Scope
from services.council.documents import as_json
from services.council.documents.adjusting import find_adjustments
from services.council.documents.document import Adjustment
from services.council.editions.checks import check_scope
from services.council.editions.lost import find_last_edition
from services.council.editions.model import Asked
from services.council.editions.reading import (
    check_signature,
    read_document,
    read_lost_issues,
    read_positions,
    read_revision,
    read_series,
    read_shown_before,
    read_subject,
)
from services.council.facts.outdated import check_up_to_date
from services.council.reports.drafting import Draft
from services.council.reports.kind import Kind
from services.council.reports.kinds import NAMED
from services.council.reports.reading import count_report
from shared.engine.handler import Handler
from shared.engine.time.dates import civil_date
from shared.operations.pools import Connection


async def count_draft(handler: Handler, asked: Asked) -> Draft:
    """Counts all that the report will say."""
    kind = NAMED[asked.report]
    async with snapshot(handler.reads) as connection:
        await check_up_to_date(connection)
        now = await handler.clock.now(connection)
        freeze = asked.freeze or now
        cut_off = asked.cut_off or find_usual_cut_off(kind, asked, freeze)
        state, assessment = await read_subject(connection, asked.thing)
        year = cut_off.year if asked.thing else asked.year
        lost = await read_lost_issues(connection)
        shown = await read_shown_before(connection, handler.signer, cut_off, kind.shown_to, asked.series, lost)
        scope = Scope(year, cut_off, freeze, kind.shown_to, asked.thing, shown=shown)
        check_scope(kind, scope, now)
        return Draft(
            kind,
            scope,
            await count_report(connection, kind, scope, handler.reference),
            await _find_adjustments(handler, connection, kind, scope),
            state,
            assessment,
            await read_positions(connection),
            await read_revision(connection, kind.shown_to),
            find_last_edition(lost, asked.series),
        )


def find_usual_cut_off(kind: Kind, asked: Asked, freeze: datetime) -> date:
    """The year's last day; of a running year, and of a cycle, the day of the freeze. What lies ahead is whole."""
    today, last_day = civil_date(freeze), date(asked.year, 12, 31) if asked.year else date.max
    return last_day if kind.ahead or (asked.year and asked.year > today.year) else min(last_day, today)


async def _find_adjustments(
    handler: Handler, connection: Connection, kind: Kind, scope: Scope
) -> tuple[Adjustment, ...]:
    """Counts the edition on the year before again that stands, with what is known now, and finds what differs."""
    if scope.thing:
        return ()
    standing = await read_series(connection, Asked(scope.year - 1, report=kind.name).series)
    earlier = [one for one in standing if one.frozen_at < scope.freeze and one.withdrawn_on is None]
    last = Asked(scope.year - 1, report=kind.name).of(earlier)
    if last is None:
        return ()
    check_signature(last, last.id, handler.signer)
    published = as_json.load(await read_document(connection, last.id, last.digest))
    again = await count_report(
        connection, kind, Scope(last.year, last.cut_off, scope.freeze, last.shown_to), handler.reference
    )
    parts = {one.id for one in kind.figures if one.divides}
    totals = tuple(one for one in again.figures if one.id not in parts)
    return find_adjustments(last.id, published, replace(again, figures=totals))
