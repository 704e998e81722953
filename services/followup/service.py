"""The followup service, put together."""

from __future__ import annotations

from pathlib import Path

from services.followup.commands.looking import LookAgain, look_at_all_again, needs_of_look
from services.followup.deadlines import DEADLINES
from services.followup.reactions import REACTIONS
from services.followup.resources import RESOURCES
from services.followup.tables import CYCLES, MEETINGS, RECOMMENDATIONS, RESPONSES, SEEN, WITHOUT_CYCLE
from shared.engine.declarations import rules_of
from shared.engine.notices.judging import WAITING
from shared.engine.rules import Rule
from shared.engine.running.runtime import Runtime
from shared.engine.service import Service
from shared.web.app import Served
from shared.web.declared import routers
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals

SERVICE = Service(
    name="followup",
    number=2,
    tables=(WAITING, CYCLES, RECOMMENDATIONS, RESPONSES, WITHOUT_CYCLE, SEEN, MEETINGS),
    reactions=REACTIONS,
    commands=rules_of(RESOURCES) | {LookAgain: Rule(needs_of_look, look_at_all_again)},
    deadlines=DEADLINES,
    topics=("ctc.assessments", "ctc.exchange"),
    migrations=(Path(__file__).parent / "migrations",),
    at_start=lambda _reference: LookAgain(),
    declared=frozenset(data.type for data in REACTIONS),
)


def describe(runtime: Runtime, vitals: Vitals, letters: DeadLetters) -> Served:
    """Followup as HTTP shows it."""
    return Served(
        name=SERVICE.name,
        description="The follow-up of each assessment: what is due, what States respond, what CTED reports; meetings.",
        routers=routers(RESOURCES),
        vitals=vitals,
        metrics=runtime.metrics,
        dead_letters=letters,
        handler=runtime.handler,
    )
