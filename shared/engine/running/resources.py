"""What the services of one process share: its database, its transport, its clock, its reference data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import asyncpg

from reference import Reference
from shared.engine.port import Transport
from shared.engine.principals import SendersOf, nobody
from shared.engine.running.outside import Outside
from shared.engine.running.waking import Wake
from shared.engine.signing import UNSIGNED, Signer
from shared.engine.time.clock import Clock
from shared.engine.time.watch import USUAL_BOUND


@dataclass(frozen=True, slots=True)
class Resources:
    """Made once when a process starts. Whatever a service needs from its surroundings stands here."""

    pool: asyncpg.Pool[asyncpg.Record]
    dsn: str
    """Of the same database, for who needs a connection of its own."""
    transport: Transport
    clock: Clock
    reference: Reference
    """As it was at the start. A handler has the present one."""
    wake: Wake
    relays: bool = False
    """False where readers read the journal itself (loopback)."""
    reads: asyncpg.Pool[asyncpg.Record] | None = None
    """The pool for readers, where they have one of their own."""
    clock_bound: timedelta = USUAL_BOUND
    """How far the clock may jump before nothing acts by it alone."""
    senders_of: SendersOf = nobody
    """Who may have sent what others write to the topics of these services."""
    outside: Outside = field(default_factory=Outside)
    signer: Signer = UNSIGNED
    """With what rules sign."""
