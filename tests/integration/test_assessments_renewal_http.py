"""A visit beyond every mandate over HTTP: who sees it, and how a new mandate brings it onto the schedule (rule 9)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.ids import visit_id
from reference import Reference
from services.assessments.names import OWN_SOURCE
from services.assessments.service import SERVICE, describe
from tests.support.frozen import REFERENCE
from tests.support.serving import Serving, serving

VISIT = visit_id(OWN_SOURCE, "V1")
OUTSIDERS = ("unoct", "reader", "partner", "planner-unodc", None)


@pytest.fixture
async def service(postgres: str) -> AsyncIterator[Serving]:
    async with serving(postgres, SERVICE, describe) as found:
        found.clock.instant = datetime(2026, 1, 20, 18, tzinfo=UTC)
        plan = {"reference": "V1", "state": "KEN", "start": "2030-02-04"}
        assert (await (await found.client("owner")).post("/visits", json=plan)).status_code == 201
        await change(found, "agreement", {"agreed_on": "2026-01-20"})
        yield found


async def change(service: Serving, what: str, said: dict[str, Any]) -> None:
    response = await (await service.client("owner")).post(f"/visits/{VISIT}/{what}", json=said)
    assert response.status_code == 200, response.text


async def show(service: Serving, token: str | None) -> dict[str, Any] | None:
    """The visit as this reader sees it, in the list and by itself alike; None: not at all."""
    client = await service.client(token)
    alone, listed = await client.get(f"/visits/{VISIT}"), (await client.get("/visits?state=KEN")).json()["items"]
    assert alone.status_code == (200 if listed else 404)
    return alone.json() if listed else None


async def start_again(service: Serving, reference: Reference) -> None:
    service.runtime.handler.reference = reference
    await service.runtime.apply_reference()


def build_renewed_reference() -> Reference:
    last = REFERENCE.mandates[-1]
    days = {"in_force_from": date(2029, 1, 6), "in_force_until": date(2033, 1, 5), "adopted": date(2026, 1, 20)}
    renewal = replace(last, id="synthetic-2029", renews=last.id, synthetic=True, **days)  # type: ignore[arg-type]
    return replace(REFERENCE, mandates=(*REFERENCE.mandates, renewal), digest="with synthetic-2029")


async def test_insiders_see_that_it_is_subject_to_renewal_and_nobody_else_sees_it(service: Serving) -> None:
    for token in ("owner", "kenya"):
        shown = await show(service, token)
        assert shown is not None
        assert (shown["status"], shown["agreed_on"], shown["subject_to_renewal"]) == ("agreed", "2026-01-20", True)
    assert [await show(service, token) for token in OUTSIDERS] == [None] * len(OUTSIDERS)
    assert await service.emitted_types("ctc.released.%") == []


async def test_a_start_with_a_new_mandate_brings_it_onto_the_schedule_once(service: Serving) -> None:
    await start_again(service, REFERENCE)
    assert await show(service, None) is None
    for _ in range(2):
        await start_again(service, build_renewed_reference())
    shown = await show(service, None)
    assert shown is not None
    assert "subject_to_renewal" not in shown
    assert await service.emitted_types("ctc.released.%") == ["released.schedule.v1"] * 4
    assert (await service.emitted_types("ctc.assessments"))[-1] == "visit.agreed.v1"


async def test_a_visit_that_moves_over_the_end_of_the_mandates_leaves_the_schedule_and_comes_back(
    service: Serving,
) -> None:
    await change(service, "plan", {"start": "2029-01-05"})
    assert await show(service, None) is not None
    await change(service, "plan", {"start": "2029-01-06"})
    assert await show(service, None) is None
    assert await service.emitted_types("ctc.released.public") == ["released.schedule.v1", "released.withdrawn.v1"]
