"""In whose name a repaired event is sent: of whoever sent it first, and of nobody else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import httpx
import pytest

from contracts.tools.example_data import example
from shared.engine.port import Message
from shared.engine.principals import Principal
from shared.engine.receiving import receive
from tests.support.exchange import BATCH, CTED, JSON, event
from tests.support.postgres import PostgresServer
from tests.support.serving import PRINCIPALS, Serving
from tests.support.whole import DESK, start_whole

UNODC = "urn:example:unodc"
CUT = b'{"specversion":"1.0","id":"n-1","source":"%s"' % CTED.encode()


def visit(source: str) -> dict[str, Any]:
    data = example("notice.visit.planned.v1").model_dump(mode="json", exclude_none=True) | {"body": "UNODC"}
    return event(source=source, type="org.un.ctc.notice.visit.planned.v1", data=data)


async def find_kept(client: httpx.AsyncClient) -> dict[str, Any]:
    kept: dict[str, Any] = (await client.get("/unreadable")).json()["items"][0]
    return kept


async def repair(client: httpx.AsyncClient, body: dict[str, Any]) -> httpx.Response:
    return await client.post(f"/unreadable/{(await find_kept(client))['number']}/repair", json=body)


@pytest.mark.parametrize(
    ("headers", "body"),
    [(JSON, CUT), (BATCH | {"ce-source": CTED, "ce-id": "n-1"}, b"[{}]")],
    ids=["one", "batch"],
)
async def test_an_event_that_was_cut_short_is_not_repaired_into_anothers_name(
    exchange: Serving, headers: Mapping[str, str], body: bytes
) -> None:
    unodc, owner = await exchange.client("unodc"), await exchange.client("owner")
    assert (await unodc.post("/events", content=body, headers=dict(headers))).status_code == 400
    kept = await find_kept(owner)
    assert (kept["source"], kept["sent_by"]) == (None, "principal:unodc")
    assert (await owner.get(f"/unreadable/{kept['number']}")).json()["sent_by"] == "principal:unodc"
    refused = await repair(owner, event())
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/not-your-source")
    assert "does not speak for the source" in refused.json()["detail"]
    assert "notice.taken_in.v1" not in await exchange.emitted_types()
    assert (await find_kept(owner))["repaired_at"] is None


async def test_a_repaired_event_counts_as_sent_by_whoever_sent_it_with_its_rights(exchange: Serving) -> None:
    unodc, owner = await exchange.client("unodc"), await exchange.client("owner")
    await unodc.post("/events", content=b"{", headers=JSON)
    refused = await repair(owner, event(source=UNODC))
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/not-your-body")
    taken = await repair(owner, visit(UNODC))
    assert (taken.status_code, taken.json()["status"]) == (202, "waiting")
    assert (await find_kept(owner))["repaired_by"] == "owner"
    assert await exchange.rows("select sender from exchange.lanes") == [("principal:unodc",)]


async def test_who_sent_it_is_shown_to_operators_alone(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(data={}), headers=JSON)
    own = await find_kept(cted)
    assert (own["source"], own["sent_by"]) == (CTED, None)
    assert (await cted.get(f"/unreadable/{own['number']}")).json()["sent_by"] is None
    assert (await find_kept(await exchange.client("technician")))["sent_by"] == "principal:cted"


async def test_a_sender_that_is_let_in_no_more_has_nothing_repaired_in_its_name(
    exchange: Serving, cted: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await cted.post("/events", json=event(data={}), headers=JSON)
    owner = await exchange.client("owner")
    monkeypatch.delitem(PRINCIPALS, "cted")
    assert (await repair(owner, event())).status_code == 403


async def test_of_two_publishers_neither_has_the_others_event_repaired_in_its_name(
    postgres_server: PostgresServer,
) -> None:
    async with start_whole(postgres_server) as system:
        keys = {name: await register(system, name) for name in ("one", "two")}
        cut = json.dumps(visit("urn:example:two")).encode()[:-1]
        assert (await system.post("/events", content=cut, headers=keys["one"] | JSON)).status_code == 400
        (kept,) = (await system.get("/unreadable", headers=DESK)).json()["items"]
        assert (kept["source"], kept["sent_by"]) == (None, "publisher:one")
        address = f"/unreadable/{kept['number']}/repair"
        assert (await system.post(address, json=visit("urn:example:two"), headers=DESK)).status_code == 403
        assert (await system.get("/notices", headers=keys["two"])).json()["items"] == []
        taken = await system.post(address, json=visit("urn:example:one"), headers=DESK)
        assert (taken.status_code, taken.json()["source"]) == (202, "urn:example:one")
        (notice,) = (await system.get("/notices", headers=keys["one"])).json()["items"]
        assert notice["id"] == "n-1"


async def test_who_shares_the_source_repairs_in_its_own_name_with_its_own_rights(
    postgres_server: PostgresServer,
) -> None:
    """Else it would speak with the rights of whoever sent what cannot be read."""
    async with start_whole(postgres_server) as system:
        key = await register(system, "one")
        broken = event(source="urn:example:one", data={})
        assert (await system.post("/events", json=broken, headers=DESK | JSON)).status_code == 202
        (kept,) = (await system.get("/unreadable", headers=key)).json()["items"]
        address = f"/unreadable/{kept['number']}/repair"
        refused = await system.post(address, json=event(source="urn:example:one"), headers=key)
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/not-your-notice")
        assert (await system.post(address, json=visit("urn:example:one"), headers=key)).status_code == 202


async def register(system: httpx.AsyncClient, name: str) -> dict[str, str]:
    registration = {
        "name": name, "body": "UNODC", "sources": [f"urn:example:{name}"], "notice_types": ["notice.visit.planned"],
        "reads": "un",
    }  # fmt: skip
    (await system.post("/publishers", json=registration, headers=DESK)).raise_for_status()
    key = await system.post(f"/publishers/{name}/keys", json={}, headers=DESK)
    return {"Authorization": f"Bearer {key.json()['key']}"}


# ---- on Kafka -------------------------------------------------------------------------------


async def bring(exchange: Serving, topic: str, **attributes: str) -> None:
    named = Principal("pub-one", parties=frozenset({"publisher:pub-one"}), sources=frozenset({UNODC}))
    handler = replace(exchange.handler, publisher_named=lambda name: named if name == named.name else None)
    await receive(handler, [Message(topic, 0, 1, "KEN", attributes, b"{")])


async def test_what_came_on_a_publishers_own_topic_is_repaired_in_its_name_alone(exchange: Serving) -> None:
    owner = await exchange.client("owner")
    await bring(exchange, "ctc.external.pub-one")
    kept = await find_kept(owner)
    assert (kept["source"], kept["sent_by"]) == (None, "publisher:pub-one")
    assert (await repair(owner, event())).json()["type"] == "/problems/not-your-source"


@pytest.mark.parametrize("body", [event(), visit(UNODC)], ids=["of-cted", "of-unodc"])
async def test_where_neither_sender_nor_source_is_known_nothing_is_repaired(
    exchange: Serving, body: dict[str, Any]
) -> None:
    owner = await exchange.client("owner")
    await bring(exchange, "ctc.external")
    kept = await find_kept(owner)
    assert (kept["source"], kept["sent_by"]) == (None, None)
    refused = await repair(owner, body)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/sender-not-known")


async def test_where_the_source_alone_is_known_it_is_repaired_for_that_source(exchange: Serving) -> None:
    """So it is with what came on the topic of all, and with what was kept before senders were."""
    owner = await exchange.client("owner")
    await bring(exchange, "ctc.external", source=CTED)
    kept = await find_kept(owner)
    assert (kept["source"], kept["sent_by"]) == (CTED, None)
    assert (await repair(owner, event())).json()["status"] == "waiting"
    assert await exchange.rows("select sender from exchange.lanes") == [("principal:cted",)]
