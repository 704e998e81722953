"""Of all registrations a process keeps in memory those that let somebody in or shut somebody out."""

from __future__ import annotations

import pytest

from contracts.exchange import ExternalIdentity
from services.unoct.service import SERVICE as UNOCT
from shared.engine.registrations import REGISTRATIONS, Registration
from shared.engine.storage import tables
from shared.web.identity.directory import Directory
from shared.web.identity.jwt.problems import AccountSuspended
from tests.integration.test_learning_kafka import change
from tests.support.running import World, world

ISSUER = "https://login.example"


async def keep(running: World, publisher: str, **more: object) -> None:
    identity = ExternalIdentity(issuer=ISSUER, subject=publisher)
    content = change(1, publisher, identity=identity, **more)
    at = tables.storage_of(REGISTRATIONS, "unoct")
    async with running.pool.acquire() as connection:
        await tables.insert(connection, at, [Registration(publisher, 1, content)])


async def test_who_is_let_in_and_who_is_shut_out_is_known(postgres: str) -> None:
    async with world(postgres, UNOCT) as running:
        await keep(running, "approved", active=True, change="changed")
        await keep(running, "suspended", active=False, suspended=True, change="key_revoked")
        await keep(running, "of-earlier-version", active=False, suspended=False, change="suspended")
        await keep(running, "resumed", active=True, suspended=False, change="resumed")
        await keep(running, "applied", active=False, suspended=False, change="applied")
        directory = Directory(running.pool, "unoct", running.clock)
        await directory.refresh()
        assert set(directory.active_publishers()) == {"approved", "resumed"}
        for name in ("suspended", "of-earlier-version"):
            with pytest.raises(AccountSuspended):
                directory.with_identity(ISSUER, name)
        assert directory.with_identity(ISSUER, "applied") is None


async def test_applications_are_not_read_however_many_there_are(postgres: str) -> None:
    """To parse them all stood in the way of every request whenever one registration changed."""
    async with world(postgres, UNOCT) as running:
        await keep(running, "approved", active=True)
        for status in ("applied", "rejected", "withdrawn"):
            await keep(running, status, active=False, suspended=False, change=status)
        await running.pool.execute("update unoct.registrations set content = content - 'name' where id <> 'approved'")
        directory = Directory(running.pool, "unoct", running.clock)
        await directory.refresh()
        assert set(directory.active_publishers()) == {"approved"}, "the others could not have been read"
