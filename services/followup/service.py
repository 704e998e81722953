"""The followup service, put together."""

from __future__ import annotations

from pathlib import Path

from services.followup.assessments import reactions as assessment_reactions
from services.followup.cycles import resource as cycles
from services.followup.cycles.commands.looking import LookAgain, look_at_all_again, needs_of_look
from services.followup.cycles.deadlines import DEADLINES
from services.followup.meetings import resource as meetings
from services.followup.recommendations import reactions as recommendation_reactions
from services.followup.recommendations import resource as recommendations
from services.followup.reports import resource as reports
from services.followup.responses import reactions as response_reactions
from services.followup.responses import resource as responses
from services.followup.storage import IN_LOCK_ORDER
from shared.engine import registrations
from shared.engine.declarations import rules_of
from shared.engine.rules import Rule
from shared.engine.running.runtime import Runtime
from shared.engine.service import Service
from shared.web.app import Served
from shared.web.declared import build_routers
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals

RESOURCES = (cycles.RESOURCE, responses.RESOURCE, reports.RESOURCE, recommendations.RESOURCE, meetings.RESOURCE)
REACTIONS = {
    **registrations.REACTIONS,
    **assessment_reactions.REACTIONS,
    **recommendation_reactions.REACTIONS,
    **response_reactions.REACTIONS,
}

SERVICE = Service(
    name="followup",
    number=2,
    tables=IN_LOCK_ORDER,
    reactions=REACTIONS,
    commands=rules_of(RESOURCES) | registrations.COMMANDS | {LookAgain: Rule(needs_of_look, look_at_all_again)},
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
        routers=build_routers(RESOURCES),
        vitals=vitals,
        metrics=runtime.metrics,
        dead_letters=letters,
        handler=runtime.handler,
    )
