"""The followup service as `ctc serve followup` runs it, with its relay."""

from __future__ import annotations

import asyncio

import asyncpg

import shared.transports.kafka  # noqa: F401 - else it is loaded when first needed, while the clock runs
from ctc.garbage import collect_seldom
from ctc.process import run_services
from reference import load
from services.followup.service import SERVICE
from shared.operations import settings

REFERENCE = load()
GLANCE = 0.05
"""Seconds between looks at how far it is."""


async def pipeline(events: int) -> None:
    """Until the journal holds what came of each event."""
    collect_seldom()  # as `ctc serve` does
    read = settings.read()
    dsn = read.dsn
    assert dsn is not None
    look = await asyncpg.connect(dsn)
    async with run_services(read, dsn, REFERENCE, [SERVICE], migrate=False):
        while await look.fetchval("select coalesce(max(position), 0) from followup.journal") < events:
            await asyncio.sleep(GLANCE)
    await look.close()
