"""Wires assessments: visits, assessments, disclosure and release."""

from __future__ import annotations

from pathlib import Path

from contracts.exchange import NoticeTakenIn
from services.assessments import tables
from services.assessments.commands import COMMANDS
from services.assessments.deadlines import DEADLINES
from services.assessments.reactions import REACTIONS
from shared.service import Service

SERVICE = Service(
    name="assessments",
    number=1,
    tables=tables.IN_LOCK_ORDER,
    reactions=REACTIONS,
    commands=COMMANDS,
    deadlines=DEADLINES,
    topics=("ctc.exchange",),
    migrations=(Path(__file__).parent / "migrations",),
    declared=frozenset({NoticeTakenIn.type}),
)
