"""The registered publishers, read from the service's own copy of the registrations and kept in memory.

No request waits for the database because of its token: whoever sends invented tokens costs a look into a dictionary.
A change takes effect within a second in every process.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Final

import asyncpg
import structlog

from contracts.exchange import PublisherChanged, PublisherKey
from shared.engine.principals import Principal
from shared.engine.registrations import REGISTRATIONS, Registration, is_suspended, is_valid, principal_of
from shared.engine.storage import tables
from shared.engine.time.clock import Clock
from shared.engine.time.dates import civil_date, end_of_day
from shared.web.identity.jwt.problems import AccountSuspended, KeyEnded

log = structlog.get_logger()

REFRESHED_EVERY: Final = 1.0
"""Seconds between two looks whether a registration has changed."""
SHORTEST_GAP: Final = 0.1
"""Seconds between two looks because of a key that is not known yet, so that invented ones cost no more than these."""

_HAS_EFFECT: Final = """content @@ '$.active == true || $.suspended == true || $.change == "suspended"'"""
"""Lets somebody in, or may shut somebody out (`is_suspended`). Applications do neither, and each applicant has many."""


@dataclass(slots=True)
class Directory:
    """Finds registered publishers by key, by identity at a provider, by source and by name."""

    pool: asyncpg.Pool[asyncpg.Record]
    schema: str
    clock: Clock
    _version: asyncpg.Record | None = None
    _today: date = date.min
    _read_at: float = float("-inf")
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _by_key: dict[str, tuple[PublisherKey, Principal]] = field(default_factory=dict)
    _by_identity: dict[tuple[str, str], Principal] = field(default_factory=dict)
    _suspended_accounts: frozenset[tuple[str, str]] = frozenset()
    _suspended_keys: Mapping[str, PublisherKey] = field(default_factory=dict)
    _by_source: dict[str, tuple[Principal, ...]] = field(default_factory=dict)
    _contents: dict[str, PublisherChanged] = field(default_factory=dict)

    async def run(self) -> None:
        """Looks again and again, until cancelled."""
        while True:
            try:
                await self.refresh()
            except Exception as error:  # whatever it is: who is known already still comes in
                log.warning("registrations not read; the last ones hold", error=type(error).__name__)
            await asyncio.sleep(REFRESHED_EVERY)

    async def refresh(self) -> None:
        """Reads the registrations if one has changed. Raises what the database raises."""
        self._read_at = time.monotonic()
        async with self.pool.acquire() as connection:
            self._today = civil_date(await self.clock.now(connection))
            at = tables.storage_of(REGISTRATIONS, self.schema)
            version = await connection.fetchrow(
                f"select count(*), coalesce(sum(version), 0)::bigint, max(told_at) from {at.full_name}"
            )
            if version != self._version:
                rows = await connection.fetch(f"select {at.column_list} from {at.full_name} where {_HAS_EFFECT}")
                self._keep(map(at.build, rows))
                self._version = version

    async def principal_for(self, bearer: str) -> Principal | None:
        """Whose key this is, or None. A key that is not known may have been made a moment ago, elsewhere.

        Raises AccountSuspended or KeyEnded: whoever has such a key may know what became of it.
        """
        digest = sha256(bearer.encode()).hexdigest()
        suspended = self._suspended_keys.get(digest)
        if suspended is not None and is_valid(suspended, self._today):
            raise AccountSuspended
        if digest not in self._by_key:
            await self._look_again()
        key, principal = self._by_key.get(digest, (None, None))
        if key is not None and not is_valid(key, self._today):
            raise KeyEnded
        return principal

    async def _look_again(self) -> None:
        """Reads once what was registered until now, for all that wait here, and not before the gap has passed."""
        asked_at = time.monotonic()
        async with self._turn:
            if self._read_at < asked_at:
                await asyncio.sleep(max(0.0, self._read_at + SHORTEST_GAP - time.monotonic()))
                await self.refresh()

    def with_identity(self, issuer: str, subject: str) -> Principal | None:
        """The publisher with this account at an identity provider, or None.

        Raises AccountSuspended: whoever is shut out does not come in with the rights that the account had before.
        """
        account = (issuer, subject)
        publisher = self._by_identity.get(account)
        if publisher is None and account in self._suspended_accounts:
            raise AccountSuspended
        return publisher

    def senders_of(self, source: str) -> tuple[Principal, ...]:
        """The publishers that are registered for exactly this source."""
        return self._by_source.get(source, ())

    def active_publishers(self) -> Iterable[str]:
        """The ids of those who are let in."""
        return self._contents.keys()

    def principal_named(self, name: str) -> Principal | None:
        """The publisher of this name, if it is let in."""
        content = self._contents.get(name)
        return principal_of(content) if content is not None else None

    def registration_of(self, name: str) -> PublisherChanged | None:
        """What is registered under this name, if it is let in."""
        return self._contents.get(name)

    def _keep(self, rows: Iterable[Registration]) -> None:
        registered = [row.content for row in rows]
        contents = [one for one in registered if one.active]
        principals = {one.publisher_id: principal_of(one) for one in contents}
        by_source = defaultdict[str, list[Principal]](list)
        for one in contents:
            for source in one.sources:
                by_source[source].append(principals[one.publisher_id])
        self._contents = {one.publisher_id: one for one in contents}
        self._by_key = {
            key.sha256: (
                key,
                replace(principals[one.publisher_id], proof=f"key {key.id}", until=end_of_day(key.expires_on)),
            )
            for one in contents
            for key in one.keys
        }
        self._by_source = {source: tuple(found) for source, found in by_source.items()}
        self._by_identity = {
            (one.identity.issuer, one.identity.subject): principals[one.publisher_id]
            for one in contents
            if one.identity is not None
        }
        suspended = [one for one in registered if is_suspended(one)]
        self._suspended_keys = {key.sha256: key for one in suspended for key in one.keys}
        self._suspended_accounts = frozenset(
            (one.identity.issuer, one.identity.subject) for one in suspended if one.identity is not None
        )
