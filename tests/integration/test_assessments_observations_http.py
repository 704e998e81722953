"""A State's observations on a draft over HTTP: their day is put right by the one command (rule 4, OP14)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from contracts.ids import assessment_id
from services.assessments.names import OWN_SOURCE
from services.assessments.service import SERVICE, describe
from tests.integration.test_assessments_procedure_http import get, post, stale
from tests.support.serving import Serving, serving

HERE = f"/assessments/{assessment_id(OWN_SOURCE, 'A-7')}"
RIGHT = {
    "field": "observations_received_on", "value": "2024-06-25", "reason": "Synthetic: misread.", "document": "DRAFT/7",
}  # fmt: skip


@pytest.fixture
async def service(postgres: str) -> AsyncIterator[Serving]:
    """Kenya had a draft on 3 June 2024, and observed on the twentieth, as was recorded."""
    async with serving(postgres, SERVICE, describe) as found:
        found.clock.instant = datetime(2024, 7, 1, 12, tzinfo=UTC)
        draft = {"reference": "A-7", "state": "KEN", "kind": "desk", "draft": "draft", "draft_shared_on": "2024-06-03"}
        await post(found, "/assessments/drafts", draft, status=201)
        await post(found, f"{HERE}/observations", {"received_on": "2024-06-20"})
        yield found


async def test_their_day_is_put_right_by_the_committee_alone(service: Serving) -> None:
    again = await post(service, f"{HERE}/observations", {"received_on": "2024-06-25"}, status=409)
    assert (again["type"], again["rule"]) == ("/problems/observed-on-another-day", "4")
    await post(service, f"{HERE}/observations/corrections", RIGHT, "mission-kenya", 403)
    assert (await post(service, f"{HERE}/observations/corrections", RIGHT))["outcome"] == "accepted"
    assert (await get(service, HERE))["observations_received_on"] == "2024-06-25"
    for reader in ("owner", "mission-kenya"):
        (kept,) = (await get(service, f"{HERE}/observations/corrections", reader))["items"]
        assert (kept["before"], kept["after"], kept["document"]) == ("2024-06-20", "2024-06-25", "DRAFT/7")
    assert (await get(service, f"{HERE}/observations/corrections", "mission-fiji", 404))["status"] == 404
    assert (await service.emitted_types("ctc.assessments"))[-2:] == ["record.corrected.v1", "observations.received.v1"]


async def test_of_two_who_correct_what_both_have_read_the_second_is_told_so(service: Serving) -> None:
    await stale(service, HERE, "observations/corrections", RIGHT, RIGHT | {"value": "2024-06-26"})
