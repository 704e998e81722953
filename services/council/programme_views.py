"""How a page of a State's consents, requests, meetings or products is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import asyncpg
import orjson

from services.council.disclosure import Reader
from shared.web.lists import Pool

Record: TypeAlias = "asyncpg.Record"
Shown: TypeAlias = "list[dict[str, Any]]"

_PRODUCT = ("title", "summary", "themes", "document")


async def consents(_pool: Pool, _reader: Reader, rows: Sequence[Record]) -> Shown:
    """How each question for consent was answered: `asked` is still open, `lapsed` was not answered."""
    return [
        {
            "id": row["consent_id"],
            "year": row["year"],
            "kind": row["kind"],
            "stage": row["stage"],
            "asked_on": row["asked_on"],
            "since": row["occurred_on"],
            "synthetic": row["synthetic"],
        }
        for row in rows
    ]


async def requests(_pool: Pool, _reader: Reader, rows: Sequence[Record]) -> Shown:
    """The State's own requests for a visit."""
    return [
        {
            "id": row["request_id"],
            "requested_on": row["occurred_on"],
            "kind": row["kind"],
            "year": row["year"],
            "purpose": orjson.loads(row["data"]).get("purpose"),
            "synthetic": row["synthetic"],
        }
        for row in rows
    ]


async def meetings(_pool: Pool, reader: Reader, rows: Sequence[Record]) -> Shown:
    """Those to which the State was invited, and what it did; what others did is not its matter."""
    shown: Shown = []
    for row in rows:
        data = orjson.loads(row["data"])
        did = {name: reader.state in row[name] for name in ("answered", "declined", "attended")}
        shown.append(
            {
                "id": row["meeting_id"],
                "title": data["title"],
                "kind": row["kind"],
                "stage": row["stage"],
                "held_on": row["occurred_on"] if row["stage"] == "held" else data.get("held_on"),
                **did,
                "assessment_id": data.get("assessment_id"),
                "synthetic": row["synthetic"],
            }
        )
    return shown


async def products(_pool: Pool, reader: Reader, rows: Sequence[Record]) -> Shown:
    """Surveys and analytical products about the State; drafts and withdrawn ones are for insiders."""
    shown: Shown = []
    for row in rows:
        data = orjson.loads(row["data"])
        one = {
            "id": row["product_id"],
            "kind": row["kind"],
            "stage": row["stage"],
            "since": row["occurred_on"],
            **{name: data[name] for name in _PRODUCT if name in data},
            "synthetic": row["synthetic"],
        }
        inside = {"disclosure": {"audience": row["audience"], "parties": row["parties"]}}
        shown.append(one | inside if reader.insider and row["audience"] else one)
    return shown
