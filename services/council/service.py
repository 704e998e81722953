"""The council service, put together: every internal event becomes facts, obligations have their deadlines here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import asyncpg

from contracts.base import EventData
from contracts.catalog import EVENTS as CONTRACTS
from contracts.corrections import RecordCorrected
from contracts.notices import AnsweredNotice
from contracts.participants import MEETS
from services.council.activities import resource as activities
from services.council.drafts import http as drafts_http
from services.council.drafts.making import DraftingLoop
from services.council.drafts.rules import COMMANDS as OF_DRAFTS
from services.council.drafts.schedule import DEADLINES as OF_SCHEDULE
from services.council.editions import commands as editions
from services.council.editions import http as reports
from services.council.editions import resource as editions_resource
from services.council.editions.forms.rendering import Renderer
from services.council.editions.reactions import REVISES, needs_of_revision, revise_editions
from services.council.editions.signatures import http as keys
from services.council.editions.signatures.reading import sign_earlier_editions
from services.council.facts import SCHEMA
from services.council.facts.projections import keep_facts, needs_of_event
from services.council.lookups.bases import http as bases
from services.council.lookups.calendar import http as calendar
from services.council.lookups.calendar.feed import http as calendar_feed
from services.council.lookups.proposals import http as proposals
from services.council.lookups.states import http as states
from services.council.lookups.traces import http as traces
from services.council.names import TOPICS
from services.council.obligations import resource as obligations
from services.council.obligations.commands import COMMANDS as OF_OBLIGATIONS
from services.council.obligations.commands import ApplyMandates
from services.council.obligations.deadlines import DEADLINES
from services.council.obligations.occurrences import list_occurrences
from services.council.obligations.reactions import meet_obligations, needs_what_it_meets
from services.council.operators.clock import http as clock
from services.council.operators.rebuild import http as rebuilds
from services.council.operators.rebuild.rebuilding import Rebuild
from services.council.operators.rebuild.rebuilds import Rebuilds
from services.council.signals import commands as signals
from services.council.signals import http as imports
from services.council.signals import resource as signals_resource
from services.council.storage import IN_LOCK_ORDER
from shared.engine import registrations
from shared.engine.declarations import rules_of
from shared.engine.rules import Change, Context, Event, Known, Need, Rule
from shared.engine.running.runtime import Runtime
from shared.engine.service import Service
from shared.web.app import Served
from shared.web.declared import build_routers
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals

HERE = Path(__file__).parent
PROJECTED_TABLES = HERE / "facts" / "projected" / "tables" / "migrations"
PROJECTED_INDEXES = HERE / "facts" / "projected" / "indexes" / "migrations"
RESOURCES = (obligations.RESOURCE, editions_resource.RESOURCE, signals_resource.RESOURCE, activities.RESOURCE)
INTERNAL = {
    name: model
    for name, model in CONTRACTS.items()
    if model.topic in TOPICS or (issubclass(model, AnsweredNotice | RecordCorrected) and not model.topic)
}


def build_reaction(name: str, model: type[EventData]) -> Rule[Event[Any]]:
    """What an event of this type says is kept as facts; it may meet an obligation, and touch editions."""
    rules: list[Rule[Event[Any]]] = [Rule(needs_of_event, keep_facts)]
    if name in MEETS:
        rules.append(Rule(needs_what_it_meets, meet_obligations))
    if model in registrations.REACTIONS:
        rules.append(registrations.REACTIONS[model])
    if model in REVISES:
        rules.append(Rule(needs_of_revision, revise_editions))
    return rules[0] if len(rules) == 1 else _join_rules(rules)


def _join_rules(rules: Sequence[Rule[Event[Any]]]) -> Rule[Event[Any]]:
    """They see the same rows, and each changes its own."""

    def needs(event: Event[Any]) -> Iterable[Need]:
        return chain.from_iterable(rule.needs(event) for rule in rules)

    def decide(event: Event[Any], known: Known, context: Context) -> Iterable[Change]:
        return chain.from_iterable(rule.decide(event, known, context) for rule in rules)

    return Rule(needs, decide)


SERVICE = Service(
    name="council",
    number=4,
    tables=IN_LOCK_ORDER,
    reactions={model: build_reaction(name, model) for name, model in INTERNAL.items()},
    commands={
        **rules_of(RESOURCES),
        **registrations.COMMANDS,
        **OF_OBLIGATIONS,
        **OF_DRAFTS,
        **editions.COMMANDS,
        **signals.COMMANDS,
    },
    deadlines={**DEADLINES, **OF_SCHEDULE},
    at_start=lambda reference: ApplyMandates(list_occurrences(reference)),
    topics=TOPICS,
    migrations=(HERE / "migrations",),
    further_schemas={SCHEMA: (PROJECTED_TABLES, PROJECTED_INDEXES)},
    declared=frozenset(INTERNAL),
)


async def renew(runtime: Runtime) -> None:
    """After the start, editions of an earlier version are signed, and its facts made again (`facts.outdated`)."""
    await sign_earlier_editions(runtime.handler)
    await Rebuilds(runtime, rebuild).renew()


def make_own_loops(runtime: Runtime) -> Mapping[str, DraftingLoop]:
    """The loop that makes drafts on their days."""
    return {"drafts": DraftingLoop(runtime.handler, runtime.make_bell())}


def rebuild(runtime: Runtime, connection: asyncpg.Connection[asyncpg.Record]) -> Rebuild:
    """A rebuild of the facts, on a connection of its own (`connect_alone` beside `Rebuild`)."""
    return Rebuild(connection, runtime.resources.transport, SERVICE, PROJECTED_TABLES, PROJECTED_INDEXES)


def describe(runtime: Runtime, vitals: Vitals, letters: DeadLetters) -> Served:
    """Council as HTTP shows it."""
    handler = runtime.handler
    return Served(
        name=SERVICE.name,
        description="The calendar of obligations, States, traces, reports, activities, signals, proposals, the clock.",
        routers=[
            *build_routers(RESOURCES),
            calendar.build_routes(handler),
            calendar_feed.build_routes(handler, runtime.resources.outside.public_url),
            states.build_routes(),
            traces.build_routes(handler),
            drafts_http.build_routes(),
            reports.build_routes(),
            keys.build_routes(handler.signer),
            bases.build_routes(),
            imports.build_routes(handler),
            proposals.build_routes(handler),
            clock.build_routes(handler),
            rebuilds.build_routes(Rebuilds(runtime, rebuild)),
        ],
        vitals=vitals,
        metrics=runtime.metrics,
        dead_letters=letters,
        own_bodies=imports.OWN_BODIES,
        handler=handler,
        state={"renderer": Renderer()},
    )
