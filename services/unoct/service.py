"""Wires unoct: it works from what is released to the UN, and hears of projects through exchange."""

from __future__ import annotations

from pathlib import Path

from services.unoct.api import OWN_BODIES, routers
from services.unoct.commands import COMMANDS
from services.unoct.deadlines import DEADLINES
from services.unoct.reactions import REACTIONS
from services.unoct.tables import TABLES
from shared.engine.running.runtime import Runtime
from shared.engine.service import Service
from shared.web.app import Served
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals

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


def served(runtime: Runtime, vitals: Vitals, letters: DeadLetters) -> Served:
    """Unoct as HTTP shows it."""
    return Served(
        name=SERVICE.name,
        description="Needs for assistance, cases, the projects that take them up, briefings and practical steps.",
        routers=routers(runtime.handler),
        vitals=vitals,
        metrics=runtime.metrics,
        dead_letters=letters,
        handler=runtime.handler,
        own_bodies=OWN_BODIES,
    )
