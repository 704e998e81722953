"""Wires exchange: the only reader of `ctc.external`, the only publisher of receipts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contracts.notices import TOPIC
from services.exchange.deliveries.loop import make_loop
from services.exchange.http import OWN_BODIES
from services.exchange.http import build_routers as build_routers_by_hand
from services.exchange.http.event_bodies import SCHEMAS
from services.exchange.lanes.recounting import LaneLoop
from services.exchange.lanes.rules import (
    HandOnLong,
    HandOnWaiting,
    hand_on_long,
    hand_on_waiting,
    needs_of_long,
    needs_of_waiting,
)
from services.exchange.lanes.turns import make_turn_loop
from services.exchange.notices import reactions as notices
from services.exchange.publishers import resource as publishers
from services.exchange.publishers.commands.keys import IssueKey, issue_key, needs_of_keys
from services.exchange.publishers.commands.taking_back import needs_to_take_back, take_back
from services.exchange.publishers.standing import require_standing
from services.exchange.released import reactions as released
from services.exchange.storage import IN_LOCK_ORDER
from services.exchange.subscriptions import resource as subscriptions
from services.exchange.subscriptions.commands.resending import AskToResend, check_resend, needs_to_resend
from services.exchange.subscriptions.commands.secrets import RotateSecret, needs_of_secrets, rotate_secret
from services.exchange.subscriptions.commands.subscribing import Subscribe, needs_of_owner, subscribe
from services.exchange.subscriptions.failing import DEADLINES, PauseEndpoint, needs_of_pause, pause_endpoint
from services.exchange.unreadable_events.reactions import ON_UNREADABLE
from shared.engine.declarations import rules_of
from shared.engine.registrations import LearnRegistrations
from shared.engine.rules import Rule
from shared.engine.running.runtime import OwnLoop, Runtime
from shared.engine.service import Service
from shared.web.app import Served
from shared.web.declared import build_routers
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals

RESOURCES = (publishers.RESOURCE, subscriptions.RESOURCE)
REACTIONS = {**notices.REACTIONS, **released.REACTIONS}
WITH_RANDOMNESS: Mapping[type, Rule[Any]] = {
    IssueKey: Rule(needs_of_keys, issue_key),
    Subscribe: Rule(needs_of_owner, subscribe),
    RotateSecret: Rule(needs_of_secrets, rotate_secret),
    AskToResend: Rule(needs_to_resend, check_resend),
    PauseEndpoint: Rule(needs_of_pause, pause_endpoint),
    HandOnLong: Rule(needs_of_long, hand_on_long),
    HandOnWaiting: Rule(needs_of_waiting, hand_on_waiting),
    LearnRegistrations: Rule(needs_to_take_back, take_back),
}
"""Commands that are not declared: `http` draws keys, secrets and codes; the loops pause endpoints and serve lanes; the
start takes registrations back."""

SERVICE = Service(
    name="exchange",
    number=5,
    tables=IN_LOCK_ORDER,
    reactions=REACTIONS,
    commands=require_standing({**rules_of(RESOURCES), **WITH_RANDOMNESS}),
    deadlines=DEADLINES,
    topics=(TOPIC, "ctc.assessments", "ctc.followup", "ctc.unoct", *released.TOPICS),
    migrations=(Path(__file__).parent / "migrations",),
    outside=frozenset({TOPIC}),
    own_topics=f"{TOPIC}.",
    unreadable=ON_UNREADABLE,
    # Events from others never stop the system, not even if a rule of ours fails on them.
    dead_letter_limit=None,
    declared=frozenset(data.type for data in REACTIONS),
)


def make_own_loops(runtime: Runtime) -> Mapping[str, OwnLoop]:
    """The loop that delivers to subscribers, and the two that keep lanes."""
    return {"webhooks": make_loop(runtime), "lanes": LaneLoop(runtime.handler), "turns": make_turn_loop(runtime)}


def describe(runtime: Runtime, vitals: Vitals, letters: DeadLetters) -> Served:
    """Describes exchange for HTTP."""
    return Served(
        name=SERVICE.name,
        description="What other systems send, and what they are told.",
        routers=[*build_routers_by_hand(runtime.handler, runtime.resources.outside), *build_routers(RESOURCES)],
        vitals=vitals,
        metrics=runtime.metrics,
        dead_letters=letters,
        handler=runtime.handler,
        own_bodies=OWN_BODIES,
        schemas=SCHEMAS,
    )
