"""Wires assessments: the programme of visits, visits, assessments, disclosure and release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from contracts.base import EventData
from services.assessments.assessments import commands as on_assessments
from services.assessments.assessments import deadlines as of_assessments
from services.assessments.consents import commands as on_consents
from services.assessments.consents import deadlines as of_consents
from services.assessments.http import OWN_BODIES, routers
from services.assessments.imports import commands as of_imports
from services.assessments.mergers import commands as on_mergers
from services.assessments.notices import deadlines as of_notices
from services.assessments.notices import reactions as to_notices
from services.assessments.products import commands as on_products
from services.assessments.programmes import commands as on_programmes
from services.assessments.recommendations import reactions as to_follow_up
from services.assessments.storage import IN_LOCK_ORDER
from services.assessments.visit_requests import commands as on_visit_requests
from services.assessments.visits import commands as on_visits
from shared.engine.rules import Rule
from shared.engine.running.runtime import Runtime
from shared.engine.service import Service
from shared.web.app import Served
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals

REACTIONS: dict[type[EventData], Rule[Any]] = {**to_notices.REACTIONS, **to_follow_up.REACTIONS}
COMMANDS: dict[type, Rule[Any]] = {
    **on_programmes.COMMANDS,
    **on_consents.COMMANDS,
    **on_visit_requests.COMMANDS,
    **on_visits.COMMANDS,
    **on_mergers.COMMANDS,
    **on_assessments.COMMANDS,
    **on_products.COMMANDS,
    **of_imports.COMMANDS,
}
DEADLINES: dict[str, Rule[Any]] = {**of_assessments.DEADLINES, **of_consents.DEADLINES, **of_notices.DEADLINES}

SERVICE = Service(
    name="assessments",
    number=1,
    tables=IN_LOCK_ORDER,
    reactions=REACTIONS,
    commands=COMMANDS,
    deadlines=DEADLINES,
    topics=("ctc.exchange", "ctc.followup"),
    migrations=(Path(__file__).parent / "migrations",),
    declared=frozenset(data.type for data in REACTIONS),
)


def describe(runtime: Runtime, vitals: Vitals, letters: DeadLetters) -> Served:
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
