"""A correction brings a part to nobody on whom nobody decided: over HTTP, for each kind of reader (OP19)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from contracts.ids import assessment_id, recommendation_id
from services.assessments.names import OWN_SOURCE
from services.assessments.service import SERVICE, describe
from tests.support.serving import Serving, serving
from tests.unit.services.assessments.desk import finding, recommendation, submission_notice

REPORT = assessment_id(OWN_SOURCE, "2024/KEN")
R1, R2 = (recommendation_id(REPORT, one) for one in ("R1", "R2"))
OPEN = "[Synthetic example] RELEASED-4716"
SECRET, SECRET_R2 = "[Synthetic example] MARKED-4717-FINDING", "[Synthetic example] MARKED-4717-R2"
MARK, DAY = "MARKED-4717", "2024-07-01"
DECISION: dict[str, Any] = {"decided_by": "Permanent Mission", "decided_on": DAY, "consulted_ctc": True}
OTHERS = ("uganda", "reader", "unoct", "planner-unodc", "mission-fiji", "partner", None)
"""Another State, the UN, UNOCT, a body, a mission with rights, partners, and everybody."""
PATHS = (f"/assessments/{REPORT}", "/assessments", "/recommendations?limit=500")


@pytest.fixture
async def service(postgres: str) -> AsyncIterator[Serving]:
    async with serving(postgres, SERVICE, describe) as found:
        found.clock.instant = datetime(2024, 7, 1, 12, tzinfo=UTC)
        yield found


@pytest.fixture
async def owner(service: Serving) -> httpx.AsyncClient:
    """Of the Committee's staff, who submitted a report with two recommendations and two findings on one provision."""
    client = await service.client("owner")
    parts = recommendation("R1", text=OPEN), recommendation("R2", text=SECRET_R2)
    notice = submission_notice(recommendations=parts, findings=(finding(text=OPEN), finding(text=SECRET)))
    await post(client, "/assessments", notice.model_dump(mode="json", exclude={"notice_type"}, exclude_none=True))
    return client


async def post(client: httpx.AsyncClient, path: str, said: dict[str, Any]) -> None:
    response = await client.post(path, json=said)
    assert response.is_success, response.text


async def correct(client: httpx.AsyncClient, **more: tuple[Any, ...]) -> None:
    parts = {name: [one.model_dump(mode="json", exclude_none=True) for one in some] for name, some in more.items()}
    await post(client, f"/assessments/{REPORT}/corrections", {"reason": "Synthetic: a slip."} | parts)


async def find_secret(client: httpx.AsyncClient) -> dict[str, Any]:
    findings = (await client.get(PATHS[0])).json()["findings"]
    return next(one for one in findings if one["text"].startswith(SECRET))


async def find_position(service: Serving) -> int:
    """The last position in the journal so far."""
    ((position,),) = await service.rows("select max(position) from assessments.journal")
    return int(position)


async def list_readers(service: Serving, mark: str, after: int = 0) -> set[str | None]:
    """Who of the others reads this mark anywhere; `released`: a topic that others read has it, after this position."""
    found: set[str | None] = set()
    for token in OTHERS:
        client = await service.client(token)
        if mark in "".join([(await client.get(path)).text for path in PATHS]):
            found.add(token)
    query = "select convert_from(data, 'UTF8') from assessments.journal where topic like $1 and position > $2"
    return found | {"released" for (data,) in await service.rows(query, "ctc.released.%", after) if mark in data}


# ---- a decision stays with its finding, and bounds what comes in its place -------------------


async def close_secrets(owner: httpx.AsyncClient) -> None:
    """The State asks to keep a finding and a recommendation confidential."""
    said = {"requested_on": DAY, "document": "DRAFT/SYN/KEN/1", "parts": [R2, (await find_secret(owner))["id"]]}
    await post(owner, f"{PATHS[0]}/confidentiality", said)


@pytest.mark.parametrize(
    "findings",
    [
        (finding(text=SECRET),),
        (finding(text=SECRET), finding(text=OPEN)),
        (finding(text="[Synthetic example] New."), finding(text=OPEN), finding(text=SECRET)),
        (finding(text=OPEN), finding(provision="resolution 2396 (2017), para. 12", text=SECRET)),
        (finding(text=SECRET + "!"), finding(text=OPEN + "!")),
    ],
    ids=["the first left out", "another order", "one more before it", "another provision", "all words corrected"],
)
async def test_no_correction_of_findings_opens_one_that_its_state_closed(
    service: Serving, owner: httpx.AsyncClient, findings: tuple[Any, ...]
) -> None:
    await close_secrets(owner)
    before = (await find_secret(owner))["id"]
    sent = await find_position(service)
    await correct(owner, findings=findings)
    after = await find_secret(owner)
    assert (after["audience"], after["parties"]) == ("committee", ["state:KEN"])
    assert after["id"] == before or after["text"] != SECRET
    assert await list_readers(service, MARK, sent) == set()
    assert MARK in (await (await service.client("kenya")).get(PATHS[0])).text


async def test_what_takes_the_place_of_a_closed_part_is_closed_too(service: Serving, owner: httpx.AsyncClient) -> None:
    await close_secrets(owner)
    sent = await find_position(service)
    await correct(owner, findings=(finding(text=OPEN),))
    await correct(owner, recommendations=(recommendation("R1", text=OPEN), recommendation("R2a", text=SECRET_R2)))
    await correct(owner, findings=(finding(text=OPEN), finding(text=SECRET)))
    assert await list_readers(service, MARK, sent) == set()
    renamed = recommendation_id(REPORT, "R2a")
    await post(owner, f"/recommendations/{renamed}/disclosure", DECISION | {"audience": "un"})
    assert {"reader", "unoct"} <= await list_readers(service, SECRET_R2, sent), "a decision on it opens it"


# ---- no reader beside the audience, and nothing beyond a State's consent ---------------------


async def test_a_part_for_the_committee_alone_is_for_nobody_whom_the_state_named_on_its_report(
    service: Serving, owner: httpx.AsyncClient
) -> None:
    named = {"audience": "un", "parties": ["state:UGA", "body:unodc"]}
    await post(owner, f"{PATHS[0]}/disclosure", DECISION | named)
    sent = await find_position(service)
    old = recommendation("R1", text=OPEN), recommendation("R2", text=OPEN)
    new = recommendation("R3", text="NEW-4718", audience="committee")
    await correct(owner, recommendations=(*old, new), findings=(finding(text="NEW-4718", audience="committee"),))
    assert await list_readers(service, "NEW-4718", sent) == set()
    assert await list_readers(service, OPEN, sent) >= {"uganda", "reader", "released"}


async def test_a_part_that_a_correction_brings_to_a_public_report_is_the_uns_at_most(
    service: Serving, owner: httpx.AsyncClient
) -> None:
    consent = f"{PATHS[0]}/consent"
    await post(owner, consent, {"asked_on": DAY})
    answer = {"answered_on": DAY, "document": "DRAFT/SYN/KEN/1"}
    await post(owner, consent, answer | {"answer": "full"})
    await post(owner, f"{PATHS[0]}/disclosure", DECISION | {"audience": "public"})
    await post(owner, consent, answer | {"answer": "part", "parts": [R1], "document": "DRAFT/SYN/KEN/2"})
    parts = recommendation("R1", text=OPEN), recommendation("R2b", text="NEW-4719"), recommendation("R3")
    await correct(owner, recommendations=parts, findings=(finding(text="NEW-4719"),))
    assert await list_readers(service, "NEW-4719") == {"reader", "unoct", "planner-unodc", "mission-fiji", "released"}
    assert {None, "uganda", "partner"} <= await list_readers(service, OPEN)
    wider = DECISION | {"audience": "public", "in_part": [recommendation_id(REPORT, "R2b")]}
    refused = await owner.post(f"{PATHS[0]}/disclosure", json=wider)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/beyond-the-consent")
