"""Where in the journal the receipts for somebody's sources stand, by the index that `journal_receipts` is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from services.exchange.receipts.model import receipt_subject
from shared.engine.principals import ANY, Principal
from shared.operations.pools import Connection


async def find_behind(connection: Connection, principal: Principal, after: int, most: int) -> list[int]:
    """The positions of the next receipts for its sources, in order."""
    if ANY in principal.sources:
        records = await connection.fetch(_BEHIND, after, most)
    else:
        records = await connection.fetch(_BEHIND_OF, after, most, sorted(set(map(receipt_subject, principal.sources))))
    return [record["position"] for record in records]


async def find_newest(connection: Connection, principals: Iterable[Principal]) -> dict[str, int]:
    """The position of the newest receipt for the sources of each, by the principal itself."""
    pairs = [(one.itself, source) for one in principals for source in one.sources]
    of_some: Sequence[tuple[str, str]] = [pair for pair in pairs if pair[1] != ANY]
    parties, subjects = [party for party, _ in of_some], [receipt_subject(source) for _, source in of_some]
    newest = {record["party"]: record["position"] for record in await connection.fetch(_NEWEST_OF, parties, subjects)}
    if of_all := [party for party, source in pairs if source == ANY]:
        last: int = await connection.fetchval(_NEWEST) or 0
        newest |= dict.fromkeys(of_all, last)
    return newest


_BEHIND: Final = """
select position from exchange.journal where topic = 'ctc.receipts' and position > $1 order by position limit $2
"""
_BEHIND_OF: Final = """
select found.position from unnest($3::text[]) as mine (subject) cross join lateral (
    select position from exchange.journal
    where topic = 'ctc.receipts' and subject = mine.subject and position > $1
    order by position limit $2
) as found
order by position limit $2
"""
_NEWEST: Final = "select position from exchange.journal where topic = 'ctc.receipts' order by position desc limit 1"
_NEWEST_OF: Final = """
select mine.party, max(found.position) as position
from unnest($1::text[], $2::text[]) as mine (party, subject) cross join lateral (
    select position from exchange.journal
    where topic = 'ctc.receipts' and subject = mine.subject
    order by position desc limit 1
) as found
group by mine.party
"""
