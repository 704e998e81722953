"""Wires unoct: it works from what is released to the UN, and hears of projects through exchange."""

from __future__ import annotations

from pathlib import Path

from services.unoct.commands import COMMANDS
from services.unoct.deadlines import DEADLINES
from services.unoct.reactions import REACTIONS
from services.unoct.tables import TABLES
from shared.service import Service

SERVICE = Service(
    name="unoct",
    number=3,
    tables=TABLES,
    reactions=REACTIONS,
    commands=COMMANDS,
    deadlines=DEADLINES,
    topics=("ctc.released.un", "ctc.exchange"),
    migrations=(Path(__file__).parent / "migrations",),
    declared=frozenset(data.type for data in REACTIONS),
)
