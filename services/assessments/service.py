"""Wires assessments: the programme of visits, visits, assessments, disclosure and release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from contracts.base import EventData
from services.assessments.assessments import deadlines as assessment_deadlines
from services.assessments.assessments import resource as assessments
from services.assessments.consents import deadlines as consent_deadlines
from services.assessments.consents import resource as consents
from services.assessments.http import OWN_BODIES
from services.assessments.http import build_routers as build_routers_by_hand
from services.assessments.imports.commands import ImportVisit, import_line, needs_of_line
from services.assessments.mergers import resource as mergers
from services.assessments.notices import deadlines as notice_deadlines
from services.assessments.notices import reactions as notice_reactions
from services.assessments.products import resource as products
from services.assessments.programmes import resource as programmes
from services.assessments.recommendations import reactions as recommendation_reactions
from services.assessments.recommendations import resource as recommendations
from services.assessments.report_consents import resource as report_consents
from services.assessments.storage import IN_LOCK_ORDER
from services.assessments.visit_requests import resource as visit_requests
from services.assessments.visits import resource as visits
from services.assessments.visits.commands.renewal import (
    ApplyMandates,
    apply_mandates_to_visits,
    needs_of_visits_ahead,
)
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
    programmes.RESOURCE,
    consents.ASKING,
    consents.RESOURCE,
    visit_requests.RESOURCE,
    visits.RESOURCE,
    mergers.RESOURCE,
    assessments.RESOURCE,
    report_consents.RESOURCE,
    recommendations.RESOURCE,
    products.RESOURCE,
)
REACTIONS: dict[type[EventData], Rule[Any]] = {
    **registrations.REACTIONS,
    **notice_reactions.REACTIONS,
    **recommendation_reactions.REACTIONS,
}
DEADLINES: dict[str, Rule[Any]] = {
    **assessment_deadlines.DEADLINES,
    **consent_deadlines.DEADLINES,
    **notice_deadlines.DEADLINES,
}

SERVICE = Service(
    name="assessments",
    number=1,
    tables=IN_LOCK_ORDER,
    reactions=REACTIONS,
    commands=rules_of(RESOURCES)
    | registrations.COMMANDS
    | {
        ImportVisit: Rule(needs_of_line, import_line),
        ApplyMandates: Rule(needs_of_visits_ahead, apply_mandates_to_visits),
    },
    deadlines=DEADLINES,
    topics=("ctc.exchange", "ctc.followup"),
    migrations=(Path(__file__).parent / "migrations",),
    at_start=lambda _reference: ApplyMandates(),
    declared=frozenset(data.type for data in REACTIONS),
)


def describe(runtime: Runtime, vitals: Vitals, letters: DeadLetters) -> Served:
    """Assessments as HTTP shows it."""
    return Served(
        name=SERVICE.name,
        description="The programme, visits and assessments: planned, completed, disclosed, released to each audience.",
        routers=[*build_routers(RESOURCES), *build_routers_by_hand(runtime.handler)],
        vitals=vitals,
        metrics=runtime.metrics,
        dead_letters=letters,
        handler=runtime.handler,
        own_bodies=OWN_BODIES,
    )
