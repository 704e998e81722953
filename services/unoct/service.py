"""Wires unoct: it works from what is released to the UN, and hears of projects through exchange."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from contracts.base import EventData
from services.unoct import following, http
from services.unoct.assistance import resource as assistance
from services.unoct.briefings import resource as briefings
from services.unoct.cases import resource as cases
from services.unoct.duplications import resource as duplications
from services.unoct.notices import deadlines as of_notices
from services.unoct.notices import reactions as to_notices
from services.unoct.projects import resource as projects
from services.unoct.recommendations import resource as needs
from services.unoct.releases import reactions as to_releases
from services.unoct.steps import resource as steps
from services.unoct.storage import IN_LOCK_ORDER
from shared.engine import registrations
from shared.engine.declarations import rules_of
from shared.engine.rules import Rule
from shared.engine.running.runtime import Runtime
from shared.engine.service import Service
from shared.web.app import Served
from shared.web.declared import build_routers
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals

RESOURCES = (
    needs.RESOURCE,
    cases.RESOURCE,
    assistance.RESOURCE,
    projects.RESOURCE,
    duplications.RESOURCE,
    briefings.RESOURCE,
    steps.RESOURCE,
)
REACTIONS: dict[type[EventData], Rule[Any]] = {
    **registrations.REACTIONS,
    **to_releases.REACTIONS,
    **to_notices.REACTIONS,
}

SERVICE = Service(
    name="unoct",
    number=3,
    tables=IN_LOCK_ORDER,
    reactions=REACTIONS,
    commands=rules_of(RESOURCES) | registrations.COMMANDS,
    deadlines=of_notices.DEADLINES | following.DEADLINES,
    topics=("ctc.released.un", "ctc.exchange"),
    migrations=(Path(__file__).parent / "migrations",),
    declared=frozenset(data.type for data in REACTIONS),
)


def describe(runtime: Runtime, vitals: Vitals, letters: DeadLetters) -> Served:
    """Unoct as HTTP shows it."""
    return Served(
        name=SERVICE.name,
        description="Needs for assistance, cases, the projects that take them up, briefings and practical steps.",
        routers=[*build_routers(RESOURCES), *http.build_routers(runtime.handler)],
        vitals=vitals,
        metrics=runtime.metrics,
        dead_letters=letters,
        handler=runtime.handler,
        own_bodies=http.OWN_BODIES,
    )
