"""Populations: everything that figures count. Each is one whole SELECT in a file of its own, which runs alone.

An edition reads the facts that occurred by `:cut_off` and were recorded by `:freeze` (rule 11). If several rows are
about one thing, the one recorded last holds. `position` orders rows of one instant. `:unread` names events that were
recorded in time but read too late for the edition. It counts none of them.

All populations have the same first columns. Further columns belong to one population, and figures name them in
conditions:

- `id`, `kind`: those of the counted thing;
- `states`: the States that it concerns;
- `synthetic`: whether it was invented;
- `seen`: whether the report's audience may see it;
- `readable`: whether the person who asks for a list may see it;
- `events`: those from which it was counted. Further columns of events are shown only to readers who may know them.

What several of them read alike is a function in `migrations/0008_facts_as_known.sql`, or in a later one.

A statement names the columns that it needs. PostgreSQL does not compute the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FIRST_COLUMNS: Final = ("id", "kind", "states", "synthetic", "seen", "readable", "events")


CHANGED: Final = "is_changed"
"""The column of those whose things tell what is confidential if they come into a cell that was shown, or leave it."""


@dataclass(frozen=True, slots=True)
class Population:
    """Things of one sort that figures count."""

    name: str
    """The name of its file."""
    columns: tuple[str, ...]
    """Its own columns, which the conditions of figures may name."""
    of: str = ""
    """The name of another, of whose file it is made, with some parameters replaced."""
    replaced: tuple[tuple[str, str], ...] = ()
    """These parameters, each with that in its place."""
    marked: str = ""
    """The columns that decide in which cells a thing is, with its id. Empty: nobody learns from what came or went."""

    @property
    def sql(self) -> str:
        """The SELECT, with named parameters."""
        sql = _read(self.of or self.name)
        for parameter, other in self.replaced:
            sql = re.sub(rf"(?<!:):{parameter}\b", f":{other}", sql)
        return sql


@cache
def _read(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")


VISITS: Final = Population(
    "visits",
    (
        "visit_id",
        "mission_id",
        "state",
        "visit_kind",
        "ended_on",
        "mission_ended_on",
        "has_report",
        "is_report_unknown",
    ),
)
STATES: Final = Population(
    "states", ("is_member", "was_visited", "was_visited_before", "was_visited_in_year", "is_listed")
)
ASSESSMENTS: Final = Population(
    "assessments",
    ("is_released", "is_released_whole", "days_visit_to_draft", "days_draft_to_final", "days_final_to_ctc"),
)
FOLLOW_UPS: Final = Population(
    "followups", ("due_on", "reported_on", "closed_on", "is_cancelled", "is_pending", "is_present")
)
RECOMMENDATIONS: Final = Population(
    "recommendations",
    (
        CHANGED, "themes", "priority", "pillar", "needs_assistance", "is_of_committee",
        "is_wanted", "is_in_cycle", "assessed", "assessed_before",
        "reported", "is_offered", "is_taken_up", "is_delivered", "is_delivered_in_part",
        "is_declined", "days_to_uptake",
    ),
    marked="id, states, themes, priority, pillar, is_of_committee",
)  # fmt: skip
CONSENTS: Final = Population("consents", ("answer", "is_lapsed"))
REPORT_CONSENTS: Final = Population("report_consents", ("is_asked", "answer", "is_confidential"))
OFFICIALS: Final = Population("officials", ("has_attended",))
MEETINGS: Final = Population("meetings", ("meeting_kind",))
ACTIVITIES: Final = Population("activities", ("activity_kind",))
OVERLAPS: Final = Population("overlaps", ("is_resolved",))
PRODUCTS: Final = Population("products", ())
REQUESTS: Final = Population("requests", ("is_honoured",))
CHANGES: Final = Population("changes", ())
SCHEDULE: Final = Population("schedule", ("days_ahead",))
FORECAST: Final = Population("forecast", ("is_done", "is_dated", "is_sure", "sort"))
"""Of the report's own year, as known on the last day before it."""
AHEAD: Final = Population(
    "ahead",
    FORECAST.columns,
    of="forecast",
    replaced=(("known_on", "cut_off"), ("from", "next_first_day"), ("until", "next_last_day")),
)
"""The same of the next year, as known at the cut-off."""
DUPLICATIONS: Final = Population("duplications", ("is_resolved",))
PROGRAMMES: Final = Population("programmes", ("has_cited",))
BRIEFINGS: Final = Population("briefings", ("briefing_kind",))
FINDINGS: Final = Population("findings", ("state", "code", "result", "is_old", "is_in_need", "is_finding"))
STEPS: Final = Population("steps", ("is_done", "owner", "owner_code"))

POPULATIONS: Final = (
    VISITS, STATES, ASSESSMENTS, FOLLOW_UPS, RECOMMENDATIONS, CONSENTS, REPORT_CONSENTS, OFFICIALS, MEETINGS,
    ACTIVITIES, PRODUCTS, REQUESTS, CHANGES, SCHEDULE, FORECAST, AHEAD, DUPLICATIONS, PROGRAMMES, BRIEFINGS,
    FINDINGS, STEPS, OVERLAPS,
)  # fmt: skip
