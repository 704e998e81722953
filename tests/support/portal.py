"""A system that knows of one assessment of Kenya, with words in it that would break a careless page."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from contracts.ids import assessment_id, recommendation_id
from shared.operations.settings import Settings
from tests.support.postgres import PostgresServer
from tests.support.whole import DESK, start_whole

EXAMPLES = Path(__file__).parents[2] / "examples" / "assessments.jsonl"
SOURCE = "urn:example:cted"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202egnirts\u202c & {{ 7 * 7 }}"
LONG = "unbroken" * 1_200
ASSESSMENT = assessment_id(SOURCE, "2022/KEN")
ON_BORDERS = recommendation_id(ASSESSMENT, "2022/KEN/R2")
CONFIDENTIAL = recommendation_id(ASSESSMENT, "2022/KEN/R1")
OF_INSIDERS = (f"/ui/recommendations/{CONFIDENTIAL}", f"/ui/trace/{ON_BORDERS}")
REPORT = "/ui/reports/annual/2022"
PATHS = (
    "/",
    "/ui/reports",
    REPORT,
    f"{REPORT}/figures/assessments_completed",
    "/ui/states",
    "/ui/states/KEN",
    "/ui/states/ken?theme=border-security",
    "/ui/recommendations?state=KEN",
    "/ui/recommendations?theme=border-security",
    f"/ui/recommendations/{ON_BORDERS}",
    *OF_INSIDERS,
    "/ui/calendar",
    "/ui/calendar?month=2022-12&state=KEN",
    "/ui/search?q=kenya+border+security",
    f"/ui/search?q={ON_BORDERS}",
    "/ui/session",
)


@asynccontextmanager
async def start_with_kenya(server: PostgresServer) -> AsyncIterator[httpx.AsyncClient]:
    """A client of it, without a token. There is an annual report, too."""
    async with start_whole(server, Settings(clock=date(2023, 1, 20))) as client:
        kind = {"Content-Type": "application/cloudevents+json"}
        sent = await client.post("/events", json=read_notice(), headers=DESK | kind)
        assert sent.status_code == 202, sent.text
        quiet = await client.get("/clock/quiet?wait=30", headers=DESK)
        assert quiet.status_code == 200, quiet.text
        await make_annual_report(client)
        yield client


async def make_annual_report(client: httpx.AsyncClient) -> None:
    """That on 2022, unless the first who asks gets one made."""
    path = "/reports/annual/2022"
    if (await client.get(path, headers=DESK)).status_code == 200:
        return
    steps: dict[str, dict[str, str]] = {
        "drafts": {},
        "adoption": {"by": "meeting", "document": "DRAFT/RECORD/1"},
        "transmission": {"to": "Those whom it is for"},
    }
    for step, body in steps.items():
        done = await client.post(f"{path}/{step}", json=body, headers=DESK)
        assert done.status_code in (200, 201), done.text


def read_notice() -> dict[str, Any]:
    """That of the examples, with hostile words in one recommendation and endless ones in another."""
    lines = map(json.loads, EXAMPLES.read_text("utf-8").splitlines())
    data = next(one for one in lines if one["reference"] == "2022/KEN")
    data["recommendations"][0] |= {"text": HOSTILE, "audience": "committee"}
    data["recommendations"][2]["text"] = LONG
    return {
        "specversion": "1.0",
        "id": "1",
        "source": SOURCE,
        "type": "org.un.ctc.notice.assessment.submitted.v1",
        "time": f"{data['submitted_to_ctc_on']}T15:00:00Z",
        "subject": "KEN",
        "data": data,
    }
