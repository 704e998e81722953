"""Files of projects over HTTP: what is taken, what is refused, and that again changes nothing."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator

import httpx
import pytest

from shared.engine.imports.running import FEW, MOST_REJECTED
from shared.web.imports import LARGEST_OF_OTHERS, MOST_LINES, STOPPED
from shared.web.server.command_rates import MOST_AT_ONCE
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.support.unoct import BODY, get, ready, with_case
from tests.unit.services.unoct.desk import CASE, release_recommendation

CSV = """reference,title,lead_body,states,themes,status,recommendation
P-1,A synthetic project,UNODC,KEN,travel,active,r-1
P-2,Another,UNODC,KEN,travel,active,r-9
P-3,A third,UNODC,TWN,travel,active,
"""


@pytest.fixture
async def unoct(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


@pytest.fixture
async def owner(unoct: Serving) -> httpx.AsyncClient:
    return await unoct.client("owner")


async def test_a_file_of_projects_is_imported_line_by_line_and_again_changes_nothing(unoct: Serving) -> None:
    await with_case(unoct)
    unodc = await unoct.client("unodc")
    first = await unodc.post("/imports/projects", content=CSV, headers={"content-type": "text/csv"})
    assert first.status_code == 200
    told = first.json()
    assert (told["accepted"], told["unchanged"]) == (1, 0)
    assert [one["line"] for one in told["rejected"]] == [3, 4]
    assert "not released" in told["rejected"][0]["reason"]
    assert "TWN is no Member State" in told["rejected"][1]["reason"]
    assert (await get(unodc, f"/cases/{CASE}"))["status"] == "taken_up"
    before = await unoct.emitted_types()
    again = (await unodc.post("/imports/projects", content=CSV, headers={"content-type": "text/csv"})).json()
    assert (again["accepted"], again["unchanged"], len(again["rejected"])) == (0, 1, 2)
    assert await unoct.emitted_types() == before


async def test_what_was_rejected_is_imported_once_what_it_cites_is_released(unoct: Serving) -> None:
    await with_case(unoct)
    unodc = await unoct.client("unodc")
    await unodc.post("/imports/projects", content=CSV)
    await unoct.handler.handle([release_recommendation("r-9")])
    again = (await unodc.post("/imports/projects", content=CSV)).json()
    assert (again["accepted"], again["unchanged"]) == (1, 1)


async def test_json_lines_are_imported_too(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    lines = "\n".join(json.dumps(BODY | {"reference": f"P-{n}"}) for n in (1, 2))
    told = (await owner.post("/imports/projects", content=lines)).json()
    assert told == {"accepted": 2, "unchanged": 0, "rejected": []}


@pytest.mark.parametrize(
    ("content", "status", "kind"),
    [
        (b"reference,title\nP-1,A\n", 422, "columns-missing"),
        (CSV.encode("utf-16"), 422, "not-utf8"),
        (b"", 422, "empty-file"),
    ],
)
async def test_a_file_that_is_wrong_as_a_whole_gets_one_answer(
    unoct: Serving, owner: httpx.AsyncClient, content: bytes, status: int, kind: str
) -> None:
    response = await owner.post("/imports/projects", content=content)
    assert (response.status_code, response.json()["type"]) == (status, f"/problems/{kind}")
    assert await unoct.emitted_types() == []


async def test_a_file_with_a_byte_order_mark_is_read(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    told = (await owner.post("/imports/projects", content=CSV.encode("utf-8-sig"))).json()
    assert told["accepted"] == 1


async def test_files_are_for_those_of_the_un_who_may_command(unoct: Serving) -> None:
    for token, status in ((None, 401), ("reader", 403), ("kenya", 403)):
        response = await (await unoct.client(token)).post("/imports/projects", content=CSV)
        assert response.status_code == status


async def test_a_file_whose_lines_are_rejected_is_read_no_further_and_says_so(
    unoct: Serving, owner: httpx.AsyncClient
) -> None:
    await with_case(unoct)
    content = f"{json.dumps(BODY)}\n".encode() + b"{\n" * 5_000
    told = (await owner.post("/imports/projects", content=content)).json()
    assert told["accepted"] == 1
    assert MOST_REJECTED <= len(told["rejected"]) < 2 * MOST_REJECTED
    assert told["stopped"] == STOPPED
    read_whole = (await owner.post("/imports/projects", content=b"{\n" * MOST_REJECTED)).json()
    assert len(read_whole["rejected"]) == MOST_REJECTED
    assert "stopped" not in read_whole


async def test_others_have_their_turns_while_a_file_is_read(unoct: Serving, owner: httpx.AsyncClient) -> None:
    header = b"reference,title,lead_body,states,themes,status\n"
    content = header + b"".join(b"%x,,,,,\n" % number for number in range(20_000))
    began = time.perf_counter()
    importing = asyncio.create_task(owner.post("/imports/projects", content=content))
    last, longest = began, 0.0
    while not importing.done():
        await asyncio.sleep(0.01)
        now = time.perf_counter()
        last, longest = now, max(longest, now - last)
    assert (await importing).json()["stopped"] == STOPPED
    assert longest < (last - began) / 2


async def test_a_file_of_others_than_the_committees_staff_has_few_lines_and_each_is_a_command(unoct: Serving) -> None:
    unodc, unoct_ = await unoct.client("unodc"), await unoct.client("unoct")
    long, most, few = (b"{\n" * number for number in (MOST_LINES + 1, MOST_LINES, MOST_AT_ONCE - MOST_LINES + 1))
    large = b'{"title": "' + b"x" * LARGEST_OF_OTHERS + b'"}'
    answers = [await unodc.post("/imports/projects", content=content) for content in (long, large, most, few)]
    assert [one.status_code for one in answers] == [413, 413, 200, 429]
    assert len(answers[2].json()["rejected"]) == MOST_LINES
    assert "stopped" not in answers[2].json()
    kinds = [answers[number].json()["type"] for number in (0, 1, 3)]
    assert kinds == ["/problems/too-many-lines", "/problems/too-large", "/problems/too-many-commands"]
    assert (await unoct_.post("/imports/projects", content=few)).status_code == 200


async def test_a_file_of_a_body_is_handled_a_few_lines_at_a_time_and_an_officers_at_once(
    unoct: Serving, owner: httpx.AsyncClient
) -> None:
    """Each line may tell some hundred events. Others have their turn in between."""
    unodc, lines = await unoct.client("unodc"), 2 * FEW + 1
    for client, reference in ((unodc, "P"), (owner, "Q")):
        whole = "\n".join(
            json.dumps(BODY | {"reference": f"{reference}-{n}", "recommendations": [], "status": "planned"})
            for n in range(lines)
        )
        assert (await client.post("/imports/projects", content=whole)).json()["accepted"] == lines
    batches = await unoct.rows("select xmin::text, count(*) from unoct.journal group by 1 order by min(position)")
    assert [number for _, number in batches] == [FEW, FEW, 1, lines]
