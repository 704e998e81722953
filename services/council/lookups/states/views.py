"""How the things of a State are shown: visits, assessments, recommendations, cycles and cases. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import orjson

from contracts.audiences import Audience
from services.council.facts.disclosure.changes import OF_VISIT
from services.council.facts.disclosure.model import Reader

Row: TypeAlias = Any
"""A row of the database, by the names of columns."""
Shown: TypeAlias = "dict[str, Any]"

_VISIT_INSIDE = (
    "source", "reference", "purpose", "invited", "guests", "participants", "note", "reason", "subject_to_renewal",
)  # fmt: skip
_PART = ("body", "project_id", "status", "delivered_on")
_ASSESSMENT = ("report_date", "visit_id")
_ASSESSMENT_INSIDE = ("source", "reference", "opens_cycle")
_FINDING = ("finding_id", "provision", "result", "text", "shortfall", "good_practice")
_CYCLE = ("due_on", "mandate", "paragraph", "status", "reported_on")
_RECOMMENDATION = ("text", "provision", "made_by")


def show_visit(reader: Reader, row: Row) -> Shown:
    """Dates as precise as known; what was prepared, and who came, for insiders.

    What is subject to renewal is told as a plan, though the State agreed to it (rule 9). A cancelled one has its day.
    """
    fields = OF_VISIT + _VISIT_INSIDE if reader.insider else OF_VISIT
    data = orjson.loads(row["data"])
    return {
        "id": row["visit_id"],
        "mission_id": row["mission_id"],
        "kind": row["kind"],
        "body": row["body"],
        "stage": "agreed" if row["stage"] == "planned" and data.get("agreed_on") else row["stage"],
        **_pick(data, fields),
        **({"cancelled_on": row["occurred_on"]} if row["stage"] == "cancelled" else {}),
        "synthetic": row["synthetic"],
    }


def show_assessment(
    reader: Reader,
    row: Row,
    data: dict[str, Any],
    to: Mapping[str, tuple[Audience, Sequence[str]]],
    days: Mapping[str, dict[str, Any]],
) -> Shown:
    """With those of its findings and recommendations that the reader may see."""
    seen = {part["id"] for part in list_parts(data) if reader.sees(*to.get(part["id"], (part["audience"], ())))}
    shown = {
        "id": row["assessment_id"],
        "kind": row["kind"],
        "submitted_to_ctc_on": row["submitted_to_ctc_on"],
        **_pick(data, _ASSESSMENT),
        "findings": [_pick(one, _FINDING) for one in data.get("findings", ()) if one["finding_id"] in seen],
        "recommendation_ids": [
            one["recommendation_id"] for one in data.get("recommendations", ()) if one["recommendation_id"] in seen
        ],
        "synthetic": row["synthetic"],
    }
    if not reader.insider:
        return shown
    received = {"received_by_state_on": data.get("received_by_state_on")}
    inside = {**_pick(data, _ASSESSMENT_INSIDE), **received, **days.get(row["assessment_id"], {})}
    return shown | inside | {"withdrawn": row["is_withdrawn"], "disclosure": _disclosure_of(row)}


def list_parts(data: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """The recommendations and findings of an assessment, each with its first audience."""
    for one in data.get("recommendations", ()):
        yield {"id": one["recommendation_id"], "audience": one["audience"]}
    for one in data.get("findings", ()):
        yield {"id": one["finding_id"], "audience": one["audience"]}


def show_recommendation(reader: Reader, row: Row, content: Mapping[str, Any], status: Mapping[str, Any]) -> Shown:
    """With its text, from the event that brought it; status and disclosure for insiders."""
    shown = {
        "id": row["recommendation_id"],
        "assessment_id": row["assessment_id"],
        "themes": row["themes"],
        "priority": row["priority"],
        "pillar": row["pillar"],
        "assistance_needed": row["assistance_needed"],
        "assistance_requested": row["requested"],
        **_pick(content, _RECOMMENDATION),
        "synthetic": row["synthetic"],
    }
    return shown | {"status": status, "disclosure": _disclosure_of(row)} if reader.insider else shown


def show_cycle(_reader: Reader, row: Row) -> Shown:
    """As followup told it last: with its present follow-up, and the State's response apart (rule 6)."""
    data = orjson.loads(row["data"])
    cycle, response = data["cycle"], data["cycle"]["response"]
    return {
        "id": row["followup_id"],
        "assessment_id": row["assessment_id"],
        "sequence": cycle["sequence"],
        **{name: cycle.get(name) for name in _CYCLE},
        "late": _is_late(cycle.get("reported_on"), cycle.get("due_on")),
        "response": {
            "due_on": response.get("due_on"),
            "received_on": response.get("received_on"),
            "late": _is_late(response.get("received_on"), response.get("due_on")),
        },
        "synthetic": data["synthetic"],
    }


def _is_late(met_on: str | None, due_on: str | None) -> bool | None:
    """Whether after its day. None: it is not met, or it had no day."""
    return met_on > due_on if met_on and due_on else None


def show_case(_reader: Reader, row: Row) -> Shown:
    """Where it stands, and since when."""
    return {
        "id": row["case_id"],
        "recommendation_id": row["recommendation_id"],
        "stage": row["stage"],
        "since": row["occurred_on"],
        "project_id": row["project_id"],
        "parts": [
            {name: part.get(name) for name in _PART}
            for part in (orjson.loads(row["parts_told"]).get("parts", ()) if row["parts_told"] else ())
        ],
        "synthetic": row["synthetic"],
    }


def _pick(data: Mapping[str, Any], fields: Sequence[str]) -> Shown:
    return {name: data[name] for name in fields if name in data}


def _disclosure_of(row: Row) -> Shown:
    return {"audience": row["audience"], "parties": row["parties"]}
