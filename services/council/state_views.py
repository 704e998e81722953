"""How a page of a State's visits, assessments, recommendations, cycles or cases is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import asyncpg
import orjson

from contracts.audiences import Audience
from services.council.calendar import duty_rows
from services.council.disclosure import Reader
from services.council.duties import present
from services.council.facts import SCHEMA, DutyFact
from services.council.projections.duties import REPORT, RESPONSE
from shared.web.lists import Pool

Record: TypeAlias = "asyncpg.Record"
Shown: TypeAlias = "list[dict[str, Any]]"

_VISIT = ("mode", "start", "end", "components", "source_url")
_VISIT_INSIDE = ("source", "reference", "purpose", "invited", "guests", "participants", "note", "reason")
_ASSESSMENT = ("report_date", "visit_id")
_ASSESSMENT_INSIDE = ("source", "reference", "opens_cycle")
_FINDING = ("finding_id", "provision", "result", "text", "shortfall", "good_practice")
_RECOMMENDATION = ("text", "provision", "made_by")


async def visits(_pool: Pool, reader: Reader, rows: Sequence[Record]) -> Shown:
    """Dates as precise as known; what was prepared, and who came, for insiders."""
    fields = _VISIT + _VISIT_INSIDE if reader.insider else _VISIT
    return [
        {
            "id": row["visit_id"],
            "mission_id": row["mission_id"],
            "kind": row["kind"],
            "body": row["body"],
            "stage": row["stage"],
            **_of(orjson.loads(row["data"]), fields),
            "synthetic": row["synthetic"],
        }
        for row in rows
    ]


async def assessments(pool: Pool, reader: Reader, rows: Sequence[Record]) -> Shown:
    """Each with those of its findings and recommendations that the reader may see."""
    told = [orjson.loads(row["data"]) for row in rows]
    parts = [part["id"] for data in told for part in _parts(data)]
    to = await _disclosed(pool, parts)
    days = await _days(pool, [row["assessment_id"] for row in rows]) if reader.insider else {}
    return [_assessment(reader, row, data, to, days) for row, data in zip(rows, told, strict=True)]


def _assessment(
    reader: Reader,
    row: Record,
    data: dict[str, Any],
    to: Mapping[str, tuple[Audience, Sequence[str]]],
    days: Mapping[str, dict[str, Any]],
) -> dict[str, Any]:
    seen = {part["id"] for part in _parts(data) if reader.sees(*to.get(part["id"], (part["audience"], ())))}
    shown = {
        "id": row["assessment_id"],
        "kind": row["kind"],
        "submitted_to_ctc_on": row["submitted_to_ctc_on"],
        **_of(data, _ASSESSMENT),
        "findings": [_of(one, _FINDING) for one in data.get("findings", ()) if one["finding_id"] in seen],
        "recommendation_ids": [
            one["recommendation_id"] for one in data.get("recommendations", ()) if one["recommendation_id"] in seen
        ],
        "synthetic": row["synthetic"],
    }
    if not reader.insider:
        return shown
    received = {"received_by_state_on": data.get("received_by_state_on")}
    inside = {**_of(data, _ASSESSMENT_INSIDE), **received, **days.get(row["assessment_id"], {})}
    return shown | inside | {"withdrawn": row["is_withdrawn"], "disclosure": _to(row)}


def _parts(data: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for one in data.get("recommendations", ()):
        yield {"id": one["recommendation_id"], "audience": one["audience"]}
    for one in data.get("findings", ()):
        yield {"id": one["finding_id"], "audience": one["audience"]}


async def recommendations(pool: Pool, reader: Reader, rows: Sequence[Record]) -> Shown:
    """Texts from the events that brought them; status and disclosure for insiders."""
    texts = await _texts(pool, {row["event_id"] for row in rows})
    status = await _status(pool, [row["recommendation_id"] for row in rows]) if reader.insider else {}
    shown: Shown = []
    for row in rows:
        id_ = row["recommendation_id"]
        one = {
            "id": id_,
            "assessment_id": row["assessment_id"],
            "themes": row["themes"],
            "priority": row["priority"],
            "pillar": row["pillar"],
            "assistance_needed": row["assistance_needed"],
            "assistance_requested": row["requested"],
            **_of(texts.get((row["event_id"], id_), {}), _RECOMMENDATION),
            "synthetic": row["synthetic"],
        }
        shown.append(one | {"status": status.get(id_, {}), "disclosure": _to(row)} if reader.insider else one)
    return shown


async def cycles(pool: Pool, _reader: Reader, rows: Sequence[Record]) -> Shown:
    """Each with its present follow-up, and the State's response apart (rule 6)."""
    ids = [row["followup_id"] for row in rows]
    query = (
        f"select distinct on (followup_id) followup_id, stage from {SCHEMA}.followups where followup_id = any($1) "
        "and stage in ('cancelled', 'closed', 'reopened') order by followup_id, recorded_at desc, position desc"
    )
    ends: dict[str, str] = {record[0]: record[1] for record in await pool.fetch(query, ids)}
    duties: dict[str, list[list[DutyFact]]] = defaultdict(list)
    for told in (await duty_rows(pool, "assessment_id", [row["assessment_id"] for row in rows])).values():
        duties[told[0].followup_id or ""].append(told)
    return [_cycle(row, ends.get(row["followup_id"]), duties[row["followup_id"]]) for row in rows]


def _cycle(row: Record, end: str | None, duties: list[list[DutyFact]]) -> dict[str, Any]:
    reports = [told for told in duties if told[0].obligation == REPORT]
    last = max(reports, key=lambda told: told[0].sequence, default=[])
    report = present(last)
    response = present(next((told for told in duties if told[0].obligation == RESPONSE), []))
    return {
        "id": row["followup_id"],
        "assessment_id": row["assessment_id"],
        "sequence": last[0].sequence if last else row["sequence"],
        "due_on": report.due_on,
        "mandate": report.mandate,
        "paragraph": report.paragraph,
        "status": _cycle_status(end, report.state, response.state),
        "reported_on": report.met_on,
        "late": report.late,
        "response": {"due_on": response.due_on, "received_on": response.met_on, "late": response.late},
        "synthetic": row["synthetic"],
    }


def _cycle_status(end: str | None, report: str, response: str) -> str:
    """The first that holds, in the order that the resource `/cycles` promises."""
    holds = (
        ("cancelled", end == "cancelled"),
        ("closed", end == "closed"),
        ("reported", report == "met"),
        ("pending_mandate", report == "pending_mandate"),
        ("overdue", report == "overdue"),
        ("responded", response == "met"),
        ("not_answered", response == "not_answered"),
    )
    return next((status for status, true in holds if true), "open")


async def cases(_pool: Pool, _reader: Reader, rows: Sequence[Record]) -> Shown:
    """Where each stands, and since when."""
    return [
        {
            "id": row["case_id"],
            "recommendation_id": row["recommendation_id"],
            "stage": row["stage"],
            "since": row["occurred_on"],
            "project_id": row["project_id"],
            "synthetic": row["synthetic"],
        }
        for row in rows
    ]


# ---- what stands elsewhere ------------------------------------------------------------------


async def _disclosed(pool: Pool, things: Sequence[str]) -> dict[str, tuple[Audience, Sequence[str]]]:
    """For each of these, what was last decided: audience and parties."""
    query = (
        f"select distinct on (thing_id) thing_id, audience, parties from {SCHEMA}.disclosures "
        "where thing_id = any($1) order by thing_id, recorded_at desc, position desc"
    )
    return {row["thing_id"]: (row["audience"], row["parties"]) for row in await pool.fetch(query, things)}


async def _days(pool: Pool, assessments: Sequence[str]) -> dict[str, dict[str, Any]]:
    """When the draft was shared, the State received the report, and the CTC took note, as last told."""
    names = {
        "assessment.drafted.v1": "draft_shared_on",
        "assessment.received.v1": "received_by_state_on",
        "assessment.noted.v1": "noted_on",
    }
    query = (
        f"select thing, type, occurred_on from {SCHEMA}.events where thing = any($1) and type = any($2) "
        "order by time, position"
    )
    days: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in await pool.fetch(query, assessments, list(names)):
        days[row["thing"]][names[row["type"]]] = row["occurred_on"]
    return days


async def _texts(pool: Pool, events: set[str]) -> dict[tuple[str, str], dict[str, Any]]:
    """The recommendations in these events, by event and id."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for event, content in await pool.fetch(f"select id, data from {SCHEMA}.events where id = any($1)", sorted(events)):
        data = orjson.loads(content)
        several = [*data.get("recommendations", ()), *(one["recommendation"] for one in data.get("successors", ()))]
        for one in several or [data["recommendation"]]:
            found[event, one["recommendation_id"]] = one
    return found


async def _status(pool: Pool, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Each aspect as of the latest day, with that: `closed` says why it is no longer live."""
    query = (
        "select distinct on (recommendation_id, aspect) recommendation_id, aspect, value, occurred_on "
        f"from {SCHEMA}.statuses where recommendation_id = any($1) "
        "order by recommendation_id, aspect, case when aspect <> 'carried_over' then occurred_on end desc, "
        "recorded_at desc, position desc"
    )
    status: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in await pool.fetch(query, ids):
        status[row["recommendation_id"]] |= {row["aspect"]: row["value"], f"{row['aspect']}_on": row["occurred_on"]}
    return status


def _of(data: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    return {name: data[name] for name in fields if name in data}


def _to(row: Record) -> dict[str, Any]:
    return {"audience": row["audience"], "parties": row["parties"]}
