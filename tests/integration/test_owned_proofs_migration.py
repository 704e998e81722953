"""Accounts and certificates that were registered before anybody asked for their owner have one after the migration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from services.exchange.service import SERVICE
from tests.support.serving import Serving

(MIGRATIONS,) = SERVICE.migrations
PROOFS: dict[str, Any] = {
    "identity": {"issuer": "https://id.example/é", "subject": "cases"},
    "certificate": "CN=cases.example,O=UNODC",
}


async def test_the_migration_finds_the_owners_that_a_registration_claims(exchange: Serving) -> None:
    owner = await exchange.client("owner")
    made = await owner.post("/publishers", json={"name": "Cases", "body": "UNODC", **PROOFS})
    assert made.status_code == 201, made.text
    again = await owner.post("/publishers", json={"name": "Others", "body": "UNODC", **PROOFS})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/account-taken")
    applicant = await exchange.client("reader")
    applied = {"name": "Waits", "body": "UNODC", "certificate": "CN=waits.example"}
    assert (await applicant.post("/publishers", json=applied)).status_code == 201
    claimed = await _find_owned(exchange)
    assert [publisher for _, publisher in claimed] == ["cases", "cases"]
    _, *inserts = Path(MIGRATIONS, "0016_owned_proofs.sql").read_text(encoding="utf-8").split(";\n")
    async with exchange.handler.pool.acquire() as connection, connection.transaction():
        await connection.execute("set local search_path = exchange; delete from owned_proofs")
        await connection.execute(";".join(inserts))
    assert await _find_owned(exchange) == claimed


async def _find_owned(exchange: Serving) -> list[tuple[str, str]]:
    query = "select proof, publisher_id from exchange.owned_proofs order by proof"
    return [(row["proof"], row["publisher_id"]) for row in await exchange.handler.pool.fetch(query)]
