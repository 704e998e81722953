"""Wires assessments: the programme of visits, visits, assessments, disclosure and release."""

from __future__ import annotations

from pathlib import Path

from services.assessments import tables
from services.assessments.api import OWN_BODIES, routers
from services.assessments.commands import COMMANDS
from services.assessments.deadlines import DEADLINES
from services.assessments.reactions import REACTIONS
from shared.engine.running.runtime import Runtime
from shared.engine.service import Service
from shared.web.app import Served
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals

SERVICE = Service(
    name="assessments",
    number=1,
    tables=tables.IN_LOCK_ORDER,
    reactions=REACTIONS,
    commands=COMMANDS,
    deadlines=DEADLINES,
    topics=("ctc.exchange", "ctc.followup"),
    migrations=(Path(__file__).parent / "migrations",),
    declared=frozenset(data.type for data in REACTIONS),
)


def served(runtime: Runtime, vitals: Vitals, letters: DeadLetters) -> Served:
    """Assessments as HTTP shows it."""
    return Served(
        name=SERVICE.name,
        description="The programme, visits and assessments: planned, completed, disclosed, released to each audience.",
        routers=routers(runtime.handler),
        vitals=vitals,
        metrics=runtime.metrics,
        dead_letters=letters,
        handler=runtime.handler,
        own_bodies=OWN_BODIES,
    )
