"""Wires council: every internal event becomes facts; obligations have their deadlines here; reports are made."""

from __future__ import annotations

from pathlib import Path

from contracts.catalog import EVENTS as CONTRACTS
from contracts.notices import AnsweredNotice
from services.council.facts import PROJECTED, SCHEMA
from services.council.projections import keep_facts, needs_event
from shared.rules import Rule
from shared.service import Service

HERE = Path(__file__).parent
TOPICS = ("ctc.assessments", "ctc.followup", "ctc.unoct", "ctc.exchange", "ctc.council")
INTERNAL = {
    name: model
    for name, model in CONTRACTS.items()
    if model.topic in TOPICS or (issubclass(model, AnsweredNotice) and not model.topic)
}

SERVICE = Service(
    name="council",
    number=4,
    tables=PROJECTED,
    reactions={model: Rule(needs_event, keep_facts) for model in INTERNAL.values()},
    commands={},
    deadlines={},
    topics=TOPICS,
    migrations=(HERE / "migrations",),
    further_schemas={SCHEMA: (HERE / "projected" / "migrations",)},
    declared=frozenset(INTERNAL),
)
