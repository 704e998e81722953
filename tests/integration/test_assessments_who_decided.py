"""Who decided on a disclosure, when, and whom it names: for the Committee and that State, over HTTP (OP19)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.ids import assessment_id, product_id, recommendation_id
from services.assessments.names import OWN_SOURCE
from services.assessments.service import SERVICE, describe
from tests.support.serving import Serving, serving
from tests.unit.services.assessments.desk import finding, recommendation, submission_notice

REPORT = assessment_id(OWN_SOURCE, "2024/KEN")
R1, R2 = recommendation_id(REPORT, "R1"), recommendation_id(REPORT, "R2")
PRODUCT = product_id(OWN_SOURCE, "P1")
OFFICE = "[Synthetic example] MARKED-OFFICE-4714"
DAY = "2024-06-20"
WHO_AND_WHEN = {"disclosure_decided_by": OFFICE, "disclosure_decided_on": DAY}
NAMED = ["state:KEN", "state:UGA", "body:unoct"]
DECISION = {
    "audience": "public", "decided_by": OFFICE, "decided_on": DAY, "parties": NAMED[1:], "consulted_ctc": True,
}  # fmt: skip
SINGLE = (f"/assessments/{REPORT}", f"/recommendations/{R1}", f"/products/{PRODUCT}")
LISTS = ("/assessments", "/recommendations", "/products")
INSIDERS, OTHERS = ("owner", "kenya"), ("uganda", "unoct", "reader", None)


@pytest.fixture
async def service(postgres: str) -> AsyncIterator[Serving]:
    async with serving(postgres, SERVICE, describe) as found:
        found.clock.instant = datetime(2024, 7, 1, 12, tzinfo=UTC)
        yield found


async def disclose_all(service: Serving) -> None:
    """A report, one of its recommendations and a product; each is public, and names two readers beside."""
    notice = submission_notice(recommendations=(recommendation("R1"), recommendation("R2")), findings=(finding(),))
    report = notice.model_dump(mode="json", exclude={"notice_type"}, exclude_none=True)
    product = {"reference": "P1", "kind": "edis", "title": "eDIS", "state": "KEN", "drafted_on": "2024-06-01"}
    steps: tuple[tuple[str, dict[str, Any], int], ...] = (
        ("/assessments", report, 201),
        ("/products", product, 201),
        (f"/products/{PRODUCT}/adoption", {"adopted_on": "2024-06-10"}, 200),
        *((f"{path}/disclosure", DECISION, 200) for path in SINGLE),
    )
    owner = await service.client("owner")
    for path, said, status in steps:
        response = await owner.post(path, json=said)
        assert response.status_code == status, response.text


@pytest.mark.parametrize("token", INSIDERS)
async def test_the_committee_and_the_state_see_who_decided_when_and_whom_it_names(service: Serving, token: str) -> None:
    await disclose_all(service)
    client = await service.client(token)
    for path in SINGLE:
        shown = (await client.get(path)).json()
        assert WHO_AND_WHEN.items() <= shown.items(), path
        assert shown["parties"] == NAMED, path
    for path in LISTS:
        assert OFFICE in (await client.get(path)).text, path


@pytest.mark.parametrize("token", OTHERS)
async def test_nobody_else_sees_it_though_all_may_read_the_thing_and_some_are_named(
    service: Serving, token: str | None
) -> None:
    await disclose_all(service)
    client = await service.client(token)
    for path in (*SINGLE, *LISTS):
        response = await client.get(path)
        assert (response.status_code, "KEN" in response.text) == (200, True), path
        for hidden in (OFFICE, *WHO_AND_WHEN, "parties", NAMED[1]):
            assert hidden not in response.text, (path, hidden)


async def test_a_finding_on_which_was_decided_says_so_and_other_parts_say_none(service: Serving) -> None:
    await disclose_all(service)
    owner = await service.client("owner")
    (part,) = (await owner.get(SINGLE[0])).json()["findings"]
    assert (part["disclosure_decided_by"], part["disclosure_decided_on"]) == (None, None)
    limited = DECISION | {"audience": "un", "in_part": [part["id"]]}
    assert (await owner.post(f"{SINGLE[0]}/disclosure", json=limited)).status_code == 200
    whole = (await owner.get(SINGLE[0])).json()
    assert WHO_AND_WHEN.items() <= whole["findings"][0].items()
    assert [one["disclosure_decided_by"] for one in whole["recommendations"]] == [OFFICE, None]
