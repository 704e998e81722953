"""CTED's reports on cycles, and the end of a cycle. Pure."""

from __future__ import annotations

from services.followup.cycles.views import CYCLE
from services.followup.reports.commands import (
    CloseCycle,
    FileReport,
    close_cycle,
    file_report,
    needs_of_closure,
    needs_of_report,
)
from services.followup.reports.correcting import CORRECTABLE
from shared.engine.declarations import Action, Resource
from shared.web.corrections import corrections_of

RESOURCE = Resource(
    "cycles",
    (
        Action("report", "/cycles/{cycle}/report", FileReport, needs_of_report, file_report, CYCLE),
        *corrections_of(CORRECTABLE, "/cycles/{cycle}", CYCLE),
        Action("close", "/cycles/{cycle}/closure", CloseCycle, needs_of_closure, close_cycle, CYCLE),
    ),
)
