"""CTED's report to the Committee on steps taken in one cycle (OP16): for the Committee and the State. Pure.

All is read by the ids of what belongs to the cycle, so that its cost is the cycle's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from services.council.counting.sql import load_statement
from services.council.documents.document import Paragraph, Table
from services.council.figures.followup import FOLLOW_UP
from services.council.populations import RECOMMENDATIONS
from services.council.reports import plain
from services.council.reports.brief import say_first, say_how_many
from services.council.reports.followup.cycle import Cycle, Recommendation, build_cycle
from services.council.reports.followup.tables import build_all
from services.council.reports.kind import Kind, Material, Query, Values, query

COLUMNS: Final = """
    id, priority, position, reported, assessed, is_needed as needed, is_requested as requested,
    is_released as released, is_taken_up as taken_up, seen, made_by as told_by, amended_by, assessed_by, reported_by
"""


def _narrow_to_assessment(of: Material) -> Values:
    events = of.rows["cycle"]
    return {"assessment": events[0]["assessment_id"] if events else ""}


def _narrow_to_cycle(of: Material) -> Values:
    """The cycle with its assessment, and the ids of all that belong to it, or did."""
    only = [row["id"] for row in of.rows["ids"]]
    return {"cycle": of.values["thing"], **_narrow_to_assessment(of), "only": only}


def _build_cycle(of: Material) -> Cycle:
    return build_cycle(of.rows["cycle"], [Recommendation(**row) for row in of.rows["recommendations"]])


def _list_speaking_events(of: Cycle) -> Iterator[str]:
    """The events that speak of steps, capacity and resources."""
    for one in of.recommendations:
        yield from filter(None, (one.told_by, one.amended_by, one.assessed_by, one.reported_by))
    for follow_up in of.follow_ups:
        yield from follow_up.events


def build_tables(of: Material) -> tuple[Table, ...]:
    """Punctuality, steps, the State's response, and what CTED reports and proposes."""
    return build_all(of.words, _build_cycle(of), {row["id"]: json.loads(row["data"]) for row in of.rows["events"]})


def say_brief(of: Material) -> Iterator[Paragraph]:
    """How many recommendations are carried out, what became of the needs, and whether the report was in time."""
    yield from say_how_many(
        of,
        "followup-brief-status",
        "followup-brief-none",
        assessed="assessed",
        implemented="implemented",
        partly="partly_implemented",
    )
    yield from say_how_many(of, "followup-brief-reported", "", reported="reported_implemented")
    yield from say_how_many(of, "followup-brief-needs", "followup-brief-needs-none", taken_up="taken_up")
    late = of.by_id["days_late"]
    if late.numerator is not None:
        when = "late" if late.numerator > 0 else "early" if late.numerator < 0 else "on_time"
        yield say_first(of, "followup-brief-punctuality", when=when, days=abs(late.numerator), days_late=late)


KIND: Final = Kind(
    name="followup",
    audience="committee",
    shown_to="committee",
    by_thing=True,
    compose=plain.compose,
    figures=FOLLOW_UP,
    brief=say_brief,
    marked=(RECOMMENDATIONS,),
    before={
        "cycle": Query(load_statement(__file__, "../queries/cycle")),
        "ids": Query(load_statement(__file__, "../queries/cycle_ids"), _narrow_to_assessment),
    },
    narrow=_narrow_to_cycle,
    lists={
        "recommendations": query(RECOMMENDATIONS, COLUMNS, "is_in_cycle order by id"),
        "events": Query(
            load_statement(__file__, "../queries/events"),
            lambda of: {"events": sorted(set(_list_speaking_events(_build_cycle(of))))},
        ),
    },
    tables=build_tables,
    invented=("cycle",),
)
