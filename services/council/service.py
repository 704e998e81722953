"""Wires council: every internal event becomes facts; obligations have their deadlines here; reports are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import asyncpg

from contracts.base import EventData
from contracts.catalog import EVENTS as CONTRACTS
from contracts.notices import AnsweredNotice
from contracts.participants import MEETS
from services.council import (
    api_calendar,
    api_clock,
    api_proposals,
    api_rebuilds,
    api_reports,
    api_signals,
    api_states,
    api_trace,
)
from services.council.commands import (
    ApplyMandates,
    AskFor,
    RecordHeld,
    apply_mandates,
    ask_for,
    needs_occurrence,
    needs_occurrences,
    needs_request,
    record_held,
)
from services.council.deadlines import mandates_changed, needs_all_open, needs_due_occurrence, obligation_due
from services.council.editions.correcting import CorrectEdition, correct_edition, needs_last
from services.council.editions.model import DOCUMENTS, EDITIONS, REVISIONS
from services.council.editions.publishing import PublishEdition, needs_series, publish_edition
from services.council.editions.reissuing import ReissueEdition, needs_documents, reissue_edition
from services.council.editions.revising import REVISES, needs_revised, revise_editions
from services.council.facts import PROJECTED, SCHEMA
from services.council.mandates import MANDATE_BEGIN, MANDATE_END
from services.council.obligations import DEADLINE, OBLIGATIONS, occurrences
from services.council.projections import keep_facts, needs_event
from services.council.reactions import meet_obligations, needs_what_it_meets
from services.council.rebuild import Rebuild
from services.council.signals import SIGNALS, RecordSignals, needs_of_signals, record_signals
from shared.engine.rules import Change, Context, Event, Known, Need, Rule
from shared.engine.running.runtime import Runtime
from shared.engine.service import Service
from shared.web.app import Served
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals

HERE = Path(__file__).parent
PROJECTED_TABLES = HERE / "projected" / "tables" / "migrations"
PROJECTED_INDEXES = HERE / "projected" / "indexes" / "migrations"
TOPICS = ("ctc.assessments", "ctc.followup", "ctc.unoct", "ctc.exchange", "ctc.council")
INTERNAL = {
    name: model
    for name, model in CONTRACTS.items()
    if model.topic in TOPICS or (issubclass(model, AnsweredNotice) and not model.topic)
}


def kept(name: str, model: type[EventData]) -> Rule[Event[Any]]:
    """What an event of this type says is kept as facts; it may meet an obligation, and touch editions."""
    rules: list[Rule[Event[Any]]] = [Rule(needs_event, keep_facts)]
    if name in MEETS:
        rules.append(Rule(needs_what_it_meets, meet_obligations))
    if model in REVISES:
        rules.append(Rule(needs_revised, revise_editions))
    return rules[0] if len(rules) == 1 else _together(rules)


def _together(rules: Sequence[Rule[Event[Any]]]) -> Rule[Event[Any]]:
    """They see the same rows, and each changes its own."""

    def needs(event: Event[Any]) -> Iterable[Need]:
        return chain.from_iterable(rule.needs(event) for rule in rules)

    def decide(event: Event[Any], known: Known, context: Context) -> Iterable[Change]:
        return chain.from_iterable(rule.decide(event, known, context) for rule in rules)

    return Rule(needs, decide)


async def renew(runtime: Runtime) -> None:
    """After the start, facts of an earlier version are made again (`services.council.rebuild.outdated`)."""
    await api_rebuilds.Rebuilds(runtime, rebuild).renew()


SERVICE = Service(
    name="council",
    number=4,
    tables=(OBLIGATIONS, REVISIONS, EDITIONS, DOCUMENTS, SIGNALS, *PROJECTED),
    reactions={model: kept(name, model) for name, model in INTERNAL.items()},
    commands={
        ApplyMandates: Rule(needs_occurrences, apply_mandates),
        AskFor: Rule(needs_request, ask_for),
        RecordHeld: Rule(needs_occurrence, record_held),
        PublishEdition: Rule(needs_series, publish_edition),
        RecordSignals: Rule(needs_of_signals, record_signals),
        CorrectEdition: Rule(needs_last, correct_edition),
        ReissueEdition: Rule(needs_documents, reissue_edition),
    },
    deadlines={
        DEADLINE: Rule(needs_due_occurrence, obligation_due),
        MANDATE_BEGIN: Rule(needs_all_open, mandates_changed),
        MANDATE_END: Rule(needs_all_open, mandates_changed),
    },
    at_start=lambda reference: ApplyMandates(occurrences(reference)),
    topics=TOPICS,
    migrations=(HERE / "migrations",),
    further_schemas={SCHEMA: (PROJECTED_TABLES, PROJECTED_INDEXES)},
    declared=frozenset(INTERNAL),
)


def rebuild(runtime: Runtime, connection: asyncpg.Connection[asyncpg.Record]) -> Rebuild:
    """A rebuild of the facts, on a connection of its own (`services.council.rebuild.alone`)."""
    return Rebuild(connection, runtime.transport, SERVICE, PROJECTED_TABLES, PROJECTED_INDEXES)


def describe(runtime: Runtime, vitals: Vitals, letters: DeadLetters) -> Served:
    """Council as HTTP shows it."""
    handler = runtime.handler
    return Served(
        name=SERVICE.name,
        description="The calendar of obligations, States, traces, reports, risk signals, proposals, and the clock.",
        routers=[
            *api_calendar.routes(handler),
            api_states.routes(handler),
            api_trace.routes(handler),
            api_reports.routes(handler),
            *api_signals.routes(handler),
            api_proposals.routes(handler),
            api_clock.routes(handler),
            api_rebuilds.routes(api_rebuilds.Rebuilds(runtime, rebuild)),
        ],
        vitals=vitals,
        metrics=runtime.metrics,
        dead_letters=letters,
        handler=runtime.handler,
        own_bodies=api_signals.OWN_BODIES,
    )
