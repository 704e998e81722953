"""Dead letters over HTTP, as a service really keeps them."""

from __future__ import annotations

from dataclasses import replace

import httpx

from shared.engine.port import Message
from shared.engine.receiving import receive
from shared.engine.repairs.dead_letters import Repair
from shared.web.app import build
from shared.web.operators import dead_letters
from shared.web.tokens import Tokens
from tests.support.counter import COUNTER
from tests.support.http_example import CONFIDENTIAL, PRINCIPALS, Example
from tests.support.running import world

AT = "/services/counter/deadletters"


def unreadable(offset: int) -> Message:
    problem = "the header ce_id is no text"
    return Message("ctc.assessments", 3, offset, "KEN", {}, CONFIDENTIAL.encode(), problem)


async def test_a_dead_letter_is_listed_shown_tried_again_and_given_up(postgres: str) -> None:
    async with world(postgres, COUNTER) as running:
        await receive(running.handler, [unreadable(offset) for offset in range(3)])
        example = Example()
        app = build(example.describe(), Tokens(None, PRINCIPALS).principal_for)
        app.router.routes.extend(dead_letters.build_routes("/services/counter", Repair(running.handler)).routes)
        headers = {"Authorization": "Bearer operator"}
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://example", headers=headers) as client:
            page = (await client.get(f"{AT}?limit=2")).json()
            assert [(item["topic"], item["partition"], item["offset"]) for item in page["items"]] == [
                ("ctc.assessments", 3, 0),
                ("ctc.assessments", 3, 1),
            ]
            rest = (await client.get(AT, params={"after": page["next"]})).json()
            assert [item["offset"] for item in rest["items"]] == [2]
            number = page["items"][0]["number"]
            assert (await client.get(f"{AT}/{number}")).json()["payload"] == CONFIDENTIAL
            assert (await client.post(f"{AT}/{number}/retry")).json()["outcome"] == "dead letter"
            assert (await client.get(f"{AT}/{number}")).json()["tries"] == 1
            given_up = await client.post(f"{AT}/{number}/discard", json={"why": "its sender sent it again"})
            assert given_up.json()["outcome"] == "discarded"
            assert (await client.get(f"{AT}/{number}")).json()["discarded_why"] == "operator: its sender sent it again"
            assert len((await client.get(AT)).json()["items"]) == 2
            assert (await client.post(f"{AT}/resume")).json() == {"resumed": False}


async def test_a_list_reads_no_content_of_dead_letters(postgres: str) -> None:
    async with world(postgres, COUNTER) as running:
        await receive(running.handler, [replace(unreadable(0), attributes={"subject": "KEN"})])
        (listed,) = await Repair(running.handler).list("open", 0, 1000)
        shown = await Repair(running.handler).show(listed.number)
        assert shown == replace(listed, key="KEN", attributes={"subject": "KEN"}, payload=CONFIDENTIAL.encode())
        assert (listed.key, listed.attributes, listed.payload) == ("", {}, None)
