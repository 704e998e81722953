"""Wires council: every internal event becomes facts; obligations have their deadlines here; reports are made."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from contracts.assessments import ProgrammeAdopted
from contracts.catalog import EVENTS as CONTRACTS
from contracts.council import ReportCorrected, ReportPublished
from contracts.followup import MeetingHeld
from contracts.notices import AnsweredNotice
from contracts.unoct import BriefingHeld
from services.council.commands import (
    ApplyMandates,
    RecordHeld,
    apply_mandates,
    needs_occurrence,
    needs_occurrences,
    record_held,
)
from services.council.deadlines import mandate_ended, needs_due_occurrence, needs_of_mandate, obligation_due
from services.council.facts import PROJECTED, SCHEMA
from services.council.obligations import DEADLINE, MANDATE_END, OBLIGATIONS, occurrences
from services.council.projections import keep_facts, needs_event
from services.council.reactions import meet_obligations, needs_what_it_meets
from shared.rules import Change, Context, Event, Known, Need, Rule
from shared.service import Service

HERE = Path(__file__).parent
TOPICS = ("ctc.assessments", "ctc.followup", "ctc.unoct", "ctc.exchange", "ctc.council")
INTERNAL = {
    name: model
    for name, model in CONTRACTS.items()
    if model.topic in TOPICS or (issubclass(model, AnsweredNotice) and not model.topic)
}

MEETS = (ReportPublished, ReportCorrected, ProgrammeAdopted, BriefingHeld, MeetingHeld)
"""Events that may meet an obligation, if a mandate's file says so; the others are facts only."""


def needs_both(event: Event[Any]) -> Iterable[Need]:
    """The event, and what it meets."""
    return chain(needs_event(event), needs_what_it_meets(event))


def keep_and_meet(event: Event[Any], known: Known, context: Context) -> Iterable[Change]:
    """Facts, and what they meet."""
    return chain(keep_facts(event, known, context), meet_obligations(event, known, context))


SERVICE = Service(
    name="council",
    number=4,
    tables=(OBLIGATIONS, *PROJECTED),
    reactions={
        **{model: Rule(needs_event, keep_facts) for model in INTERNAL.values()},
        **{model: Rule(needs_both, keep_and_meet) for model in MEETS},
    },
    commands={
        ApplyMandates: Rule(needs_occurrences, apply_mandates),
        RecordHeld: Rule(needs_occurrence, record_held),
    },
    deadlines={
        DEADLINE: Rule(needs_due_occurrence, obligation_due),
        MANDATE_END: Rule(needs_of_mandate, mandate_ended),
    },
    at_start=lambda reference: ApplyMandates(occurrences(reference)),
    topics=TOPICS,
    migrations=(HERE / "migrations",),
    further_schemas={SCHEMA: (HERE / "projected" / "migrations",)},
    declared=frozenset(INTERNAL),
)
