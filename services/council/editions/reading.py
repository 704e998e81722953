"""Reads editions: their rows and documents, how far their facts reach, and their scopes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import structlog

from contracts.audiences import Audience
from services.council.counting.numbers import Figure
from services.council.counting.reading import read_rows
from services.council.counting.scope import Scope
from services.council.counting.shown_before import NEAR, Lists, ShownBefore, collect_figures, collect_marks
from services.council.counting.sql import load_statement
from services.council.documents import as_json
from services.council.documents.listed import list_rows
from services.council.editions.lost import LostIssue, breaks_down, select_near
from services.council.editions.model import DOCUMENTS, EDITIONS, REVISIONS, Edition, name_revisions
from services.council.editions.signatures.signing import EditionAltered, check_bytes, is_signed
from services.council.facts import SCHEMA as FACTS
from services.council.names import SCHEMA
from services.council.reports.kinds import NAMED
from shared.engine.principals import Principal
from shared.engine.rules import NotFound
from shared.engine.signing import Signer
from shared.engine.storage import tables
from shared.operations.pools import Connection

if TYPE_CHECKING:
    from shared.web.lists import Pool

    Reads = Connection | Pool

log = structlog.get_logger()

POSITIONS: Final = load_statement(__file__, "queries/positions")
LEFT_OPEN: Final = load_statement(__file__, "queries/left_open")
UNREAD: Final = load_statement(__file__, "queries/unread")
LOST_ISSUES: Final = load_statement(__file__, "queries/lost_issues")


# ---- rows ---------------------------------------------------------------------------------


async def read_series(connection: Reads, series: str) -> list[Edition]:
    """The editions that are numbered together."""
    at = tables.storage_of(EDITIONS, SCHEMA)
    query = f"select {at.column_list} from {at.full_name} where series = $1"
    return [at.build(record) for record in await connection.fetch(query, series)]


async def read_lost_issues(connection: Connection) -> list[LostIssue]:
    """The editions and reissues that facts tell of and that are not here."""
    return [LostIssue(**row) for row in await read_rows(connection, LOST_ISSUES, {"reports": list(NAMED)})]


async def read_shown_before(
    connection: Reads, signer: Signer, cut_off: date, shown_to: Audience, series: str, lost: Sequence[LostIssue]
) -> ShownBefore:
    """What the last issue of each edition with a near cut-off shows to the same readers, in whichever report.

    Tables are those of this series alone. Of those that a restore lost it is not known.
    """
    at = tables.storage_of(EDITIONS, SCHEMA)
    query = f"select {at.column_list} from {at.full_name} where abs(cut_off - $1) <= $2 and shown_to = $3"
    records = await connection.fetch(query, cut_off, NEAR.days, shown_to)
    editions = [at.build(record) for record in records]
    figures, lists = list[Figure](), list[Lists]()
    for edition in editions:
        check_signature(edition, edition.served_id, signer)
        document = as_json.load(await read_document(connection, edition.served_id, edition.served_digest))
        figures.extend(document.figures)
        if edition.series == series:
            lists.append(list_rows(document))
    near = select_near(lost, cut_off, shown_to)
    return ShownBefore(
        since=min((one.frozen_at for one in editions if breaks_down(one.report)), default=None),
        figures=collect_figures(figures),
        marks=collect_marks(one.marks for one in editions),
        lists=lists,
        editions=tuple(one.id for one in editions),
        has_lost_figures=any(breaks_down(one.report) for one in near),
        has_lost_lists=any(one.series == series for one in near),
    )


def check_signature(edition: Edition, id_: str, signer: Signer) -> None:
    """Raises EditionAltered, if the edition, or its reissue, with this id is not what was signed."""
    if not is_signed(edition, id_, signer):
        log.error("an edition was altered in the database", service=SCHEMA, edition=id_)
        raise EditionAltered


async def read_document(connection: Reads, id_: str, digest: str) -> bytes:
    """The document with this key, as it was published. Raises EditionAltered if its bytes have another digest."""
    at = tables.storage_of(DOCUMENTS, SCHEMA)
    document: bytes = await connection.fetchval(f"select document from {at.full_name} where id = $1", id_)
    try:
        check_bytes(document, digest)
    except EditionAltered:
        log.error("an edition was altered in the database", service=SCHEMA, edition=id_)
        raise
    return document


async def read_revision(connection: Connection, shown_to: Audience) -> int:
    """How often something was narrowed that readers of this level could see."""
    at = tables.storage_of(REVISIONS, SCHEMA)
    query = f"select max(number) from {at.full_name} where id = any($1)"
    return await connection.fetchval(query, name_revisions(shown_to)) or 0


async def read_subject(connection: Connection, thing: str) -> tuple[str | None, str | None]:
    """State and assessment of a cycle. Raises NotFound where there is none."""
    if not thing:
        return None, None
    query = f"select state, assessment_id from {FACTS}.followups where followup_id = $1 limit 1"
    record = await connection.fetchrow(query, thing)
    if record is None:
        raise NotFound
    return record["state"], record["assessment_id"]


# ---- how far the facts had been read --------------------------------------------------------


async def read_positions(connection: Connection) -> dict[str, int]:
    """How far each partition had been read, as `topic/partition`: kept with the edition, never printed.

    Beside it, as `topic/partition/position`, each dead letter that was open before that place.
    """
    places = await read_rows(connection, POSITIONS, {})
    open_letters = await read_rows(connection, LEFT_OPEN, {})
    return {f"{record['topic']}/{record['partition']}": record["position"] for record in places} | {
        f"{record['topic']}/{record['partition']}/{record['position']}": record["position"] for record in open_letters
    }


async def find_unread(connection: Connection, edition: Edition) -> tuple[str, ...]:
    """Ids of the events that were recorded by the edition's freeze, and read after it was made.

    There are some if services lag, if a simulated clock stood while more was said, or if a dead letter was tried
    again. After a move to another transport none are found, since the places then mean nothing.
    """
    if not edition.positions:
        return ()
    read_positions = json.dumps(dict(edition.positions))
    values = {"places": read_positions, "freeze": edition.frozen_at, "made_on": edition.made_on}
    return tuple(record["id"] for record in await read_rows(connection, UNREAD, values))


async def read_scope(connection: Connection, edition: Edition, reader: Principal | None = None) -> Scope:
    """The scope of the edition. A reader who has it as it was published also keeps the disclosure of that day."""
    is_kept = reader is not None and edition.is_of(reader)
    return Scope(
        edition.year,
        edition.cut_off,
        edition.frozen_at,
        edition.shown_to,
        edition.thing,
        await find_unread(connection, edition),
        disclosed_by=edition.frozen_at if is_kept else None,
    )
