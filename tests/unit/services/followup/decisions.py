"""What the tests of reports and decisions file and decide, on 2 January 2025 unless they say otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.followup.cycles.commands.due_dates import GivenDueDate
from services.followup.cycles.commands.further import GivenFollowUp
from services.followup.reports.commands import AssessedStatus, FileReport, GivenReport
from tests.unit.services.followup.desk import Desk


def report(desk: Desk, on: date = date(2025, 1, 2), **said: Any) -> FileReport:
    return FileReport(desk.cycle().id, GivenReport(on, **said))


def statuses(desk: Desk, **implemented: str) -> tuple[AssessedStatus, ...]:
    return tuple(AssessedStatus(desk.recommendation(name).id, how) for name, how in implemented.items())  # type: ignore[arg-type]


def due(on: date, duty: str = "report", decided_on: date = date(2025, 1, 2)) -> GivenDueDate:
    return GivenDueDate(on, decided_on, "CTC", "Synthetic: more time", "DRAFT/DEC/1", duty)  # type: ignore[arg-type]


def further(decided_on: date, **said: Any) -> GivenFollowUp:
    usual = {"decided_by": "CTC", "why": "Synthetic: much is left", "period": "P12M"}
    return GivenFollowUp(decided_on=decided_on, **usual | said)
