"""Signs at the start what editions from earlier versions have no signature of, as far as the journal bears them out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import orjson
import structlog

from services.council.editions.model import DOCUMENTS, EDITIONS, Edition, document_key, reissue_id
from services.council.editions.signatures.earlier import SignEarlier
from services.council.editions.signatures.signing import EditionAltered, check_bytes, find_digest, list_digests
from services.council.names import SCHEMA, SYSTEM
from shared.engine.handler import Handler
from shared.engine.rules import Command
from shared.engine.storage import tables

log = structlog.get_logger()

TOLD: Final = f"""
select data from {SCHEMA}.journal
where topic = 'ctc.council' and type in ('report.published.v1', 'report.corrected.v1', 'report.reissued.v1')
"""


async def sign_earlier_editions(handler: Handler) -> None:
    """Signs those whose digests the journal tells too. The others stay unsigned, so they are refused."""
    at = tables.storage_of(EDITIONS, SCHEMA)
    editions = [at.build(one) for one in await handler.reads.fetch(f"select {at.column_list} from {at.full_name}")]
    unsigned = [(one, id_) for one in editions for id_ in {one.id, one.served_id} - one.signatures.keys()]
    if not unsigned:
        return
    told = await _read_told_digests(handler)
    for edition, id_ in unsigned:
        digest = find_digest(edition, id_)
        if told.get(id_) != digest or not await _has_its_documents(handler, edition, id_):
            log.error("an edition was altered in the database", service=SCHEMA, edition=id_)
            continue
        key = f"{id_}/signed/{handler.signer.name}"
        await handler.handle([Command(SYSTEM, key, SignEarlier(edition.id, id_, digest), key)])
        log.warning("an edition of an earlier version was signed", service=SCHEMA, edition=id_)


async def _read_told_digests(handler: Handler) -> Mapping[str, str]:
    """The digest of each edition and reissue, as the journal tells it."""
    told = [orjson.loads(record["data"]) for record in await handler.reads.fetch(TOLD)]
    return {reissue_id(one["edition_id"], one.get("reissue") or 0): one["digest"].partition(":")[2] for one in told}


async def _has_its_documents(handler: Handler, edition: Edition, id_: str) -> bool:
    at = tables.storage_of(DOCUMENTS, SCHEMA)
    for language, digest in list_digests(edition, id_).items():
        key = document_key(id_, language)
        document: bytes | None = await handler.reads.fetchval(f"select document from {at.full_name} where id = $1", key)
        try:
            check_bytes(document or b"", digest)
        except EditionAltered:
            return False
    return True
