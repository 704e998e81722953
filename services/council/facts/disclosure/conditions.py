"""What was last decided on an assessment or recommendation, as SQL. Pure.

`contracts.audiences.may_see` says the same of one row. A State sees its own, whatever was decided. What was withdrawn
is the Committee's and its State's alone.
"""

from __future__ import annotations

from services.council.facts import SCHEMA

LATEST = f"""
lateral (
    select audience, parties, assessment_id from {SCHEMA}.disclosures where thing_id = {{thing}}
    order by recorded_at desc, position desc limit 1
) d
"""
"""The last decision on a thing, to be joined; `{thing}` is the column that holds its id."""

WITHDRAWN = f"""
coalesce((
    select withdrawn from {SCHEMA}.assessments where assessment_id = {{assessment}}
    order by recorded_at desc, position desc limit 1), false)
"""
"""Whether an assessment was withdrawn (rule 8)."""


PUBLICLY_CANCELLED = """
coalesce((convert_from({data}, 'utf8')::jsonb -> 'was_scheduled')::boolean, false)
"""
"""Whether a cancelled visit was on the public schedule, where it stays as cancelled (OP12), by its event's `data`."""

OFF_SCHEDULE = f"""
coalesce((
    select v.stage = 'planned' or
        case when v.stage = 'cancelled' then not {PUBLICLY_CANCELLED.format(data="last.data")} else false end
    from {SCHEMA}.visits v join {SCHEMA}.events last on last.id = v.event_id where v.visit_id = {{visit}}
    order by v.recorded_at desc, v.position desc limit 1), false)
"""
"""Whether a visit that was public is no longer: it moved beyond every mandate (rule 9), or was recorded by mistake."""
