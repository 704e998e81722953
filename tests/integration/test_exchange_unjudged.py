"""A notice whose intake fails: it is refused, kept and listed, and may be sent again under the same id."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest

from services.exchange.notices import reactions
from services.exchange.notices.reactions import MOST_SENDINGS
from shared.engine.port import Message
from shared.engine.principals import Principal
from shared.engine.receiving import receive
from tests.support.exchange import BATCH, CTED, JSON, event, receipt
from tests.support.serving import PRINCIPALS, Serving

CODE = "could-not-be-judged"
FAULTS = {"rule": "normalize_notice", "needs": "need_of_lane", "database": "subject_of"}
"""Where the intake fails, and by which function."""


def _fail(*_: Any) -> None:
    raise KeyError("a confidential text")


@contextmanager
def break_intake(how: str = "rule") -> Iterator[None]:
    """A fault of ours in the intake, until it is mended."""
    does: Callable[..., Any] = (lambda *_: "no\0text") if how == "database" else _fail
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reactions, FAULTS[how], does)
        yield


async def find_kept(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = (await client.get("/unreadable")).json()["items"]
    return kept


async def send(client: httpx.AsyncClient) -> dict[str, Any]:
    response = await client.post("/events", json=event(), headers=JSON)
    assert response.status_code == 202
    (item,) = response.json()["items"]
    return dict(item)


@pytest.mark.parametrize("how", FAULTS)
async def test_it_is_refused_at_once_and_its_receipt_stands_where_the_answer_says(
    exchange: Serving, cted: httpx.AsyncClient, how: str
) -> None:
    with break_intake(how):
        item = await send(cted)
    told = (await cted.get(item["receipt"])).json()
    for one in (item, told):
        assert (one["status"], one["code"]) == ("refused", CODE)
        assert "same id" in one["reason"]
        assert "new id" not in one["reason"]
    (listed,) = (await cted.get("/notices", params={"outcome": "refused"})).json()["items"]
    assert (listed["id"], listed["code"]) == ("n-1", CODE)
    assert await exchange.emitted_types() == ["receipt.refused.v1"]


@pytest.mark.parametrize("how", FAULTS)
async def test_it_is_listed_with_reason_and_bytes_to_its_sender_and_to_operators(
    exchange: Serving, cted: httpx.AsyncClient, how: str
) -> None:
    with break_intake(how):
        await send(cted)
    owner = await exchange.client("owner")
    for client, sent_by in ((cted, None), (owner, "principal:cted")):
        (kept,) = await find_kept(client)
        assert (kept["source"], kept["notice_id"], kept["notice_type"]) == (CTED, "n-1", "notice.assessment.received")
        assert (kept["code"], kept["sent_by"], kept["repaired_at"]) == (CODE, sent_by, None)
        assert "fault is ours" in kept["reason"]
        whole = (await client.get(f"/unreadable/{kept['number']}")).json()
        assert json.loads(base64.b64decode(whole["data_base64"])) == event()["data"]
        assert whole["attributes"]["type"] == event()["type"]
    for token in ("unodc", "reader"):
        assert await find_kept(await exchange.client(token)) == []


@pytest.mark.parametrize("how", FAULTS)
async def test_once_the_fault_is_mended_it_is_judged_as_if_it_came_for_the_first_time(
    exchange: Serving, cted: httpx.AsyncClient, how: str
) -> None:
    with break_intake(how):
        await send(cted)
        assert (await send(cted))["code"] == CODE
    assert (await send(cted))["status"] == "waiting"
    assert (await receipt(cted))["status"] == "waiting"
    assert await exchange.emitted_types() == ["receipt.refused.v1", "receipt.refused.v1", "notice.taken_in.v1"]
    assert await exchange.rows("select sender, places_taken from exchange.lanes") == [("principal:cted", 1)]


@pytest.mark.parametrize("token", ["cted", "owner"])
async def test_it_is_sent_again_as_it_was_by_its_sender_or_an_operator(
    exchange: Serving, cted: httpx.AsyncClient, token: str
) -> None:
    client = await exchange.client(token)
    with break_intake():
        await send(cted)
        (kept,) = await find_kept(client)
        address = f"/unreadable/{kept['number']}/repair"
        assert (await client.post(address, json=event())).json()["code"] == CODE
    assert [one["repaired_at"] for one in await find_kept(client)] == [None, None]
    assert (await client.post(address, json=event())).json()["status"] == "waiting"
    assert [one["repaired_by"] for one in await find_kept(client)] == [None, token]
    assert await exchange.rows("select sender from exchange.lanes") == [("principal:cted",)]


async def test_a_fault_never_uses_up_the_notice_however_often_it_is_sent(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    with break_intake():
        for _ in range(2):
            await cted.post("/events", json=[event()] * (MOST_SENDINGS // 2), headers=BATCH)
        for _ in range(3):
            assert (await send(cted))["code"] == CODE
    assert len(await find_kept(cted)) > 0
    assert await exchange.rows("select cardinality(sendings) from exchange.notices") == [(MOST_SENDINGS,)]
    assert (await send(cted))["status"] == "waiting"


async def test_one_of_a_batch_harms_no_other(exchange: Serving, cted: httpx.AsyncClient) -> None:
    sent = [event(), event("n-2", data=event()["data"] | {"state": "UGA"}), event("n-3")]
    whole = reactions.normalize_notice

    def fail_on_one(sending: Any, reference: Any) -> Any:
        return _fail() if sending.id == "n-2" else whole(sending, reference)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reactions, "normalize_notice", fail_on_one)
        items = (await cted.post("/events", json=sent, headers=BATCH)).json()["items"]
    assert [item["status"] for item in items] == ["waiting", "refused", "waiting"]
    assert [one["notice_id"] for one in await find_kept(cted)] == ["n-2"]


async def test_a_repeated_sending_of_what_was_accepted_takes_nothing_back(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    await send(cted)
    with break_intake("needs"):
        await send(cted)
    assert (await send(cted))["status"] == "waiting"
    assert (await exchange.emitted_types()).count("notice.taken_in.v1") == 1


async def test_a_dry_run_keeps_nothing_of_it(exchange: Serving, cted: httpx.AsyncClient) -> None:
    with break_intake():
        response = await cted.post("/events", params={"dry_run": "true"}, json=event(), headers=JSON)
    (item,) = response.json()["items"]
    assert (item["status"], item["code"]) == ("refused", CODE)
    assert await find_kept(cted) == []
    assert (await cted.get("/notices")).json()["items"] == []


# ---- on Kafka -------------------------------------------------------------------------------


def build_message(topic: str, offset: int = 1, source: str = CTED) -> Message:
    attributes = {name: value for name, value in event(source=source).items() if name != "data"}
    return Message(topic, 0, offset, "KEN", attributes, json.dumps(event()["data"]).encode())


async def bring(exchange: Serving, *messages: Message) -> None:
    named = replace(PRINCIPALS["cted"], name="pub-one", parties=frozenset({"publisher:pub-one"}))

    def find(name: str) -> Principal | None:
        return named if name == named.name else None

    await receive(replace(exchange.handler, publisher_named=find), messages)


@pytest.mark.parametrize("how", FAULTS)
@pytest.mark.parametrize(("topic", "sent_by"), [("ctc.external", None), ("ctc.external.pub-one", "publisher:pub-one")])
async def test_it_is_kept_and_answered_in_the_same_way_where_it_came_by_kafka(
    exchange: Serving, cted: httpx.AsyncClient, how: str, topic: str, sent_by: str | None
) -> None:
    with break_intake(how):
        await bring(exchange, build_message(topic))
        await bring(exchange, build_message(topic))  # brought again, as after a crash
    assert (await receipt(cted))["code"] == CODE
    (kept,) = await find_kept(await exchange.client("owner"))
    assert (kept["code"], kept["source"], kept["sent_by"]) == (CODE, CTED, sent_by)
    assert kept["place"].startswith(f"{topic}/0/1/")
    assert await exchange.emitted_types() == ["receipt.refused.v1"]
    await bring(exchange, build_message(topic, offset=2))
    assert (await receipt(cted))["status"] == "waiting"
    assert await exchange.emitted_types() == ["receipt.refused.v1", "notice.taken_in.v1"]


async def test_nobody_is_told_of_a_notice_that_another_wrote_in_their_name(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    named = "urn:example:unodc"
    with break_intake("needs"):
        await bring(exchange, build_message("ctc.external.pub-one", source=named))
    assert await find_kept(await exchange.client("unodc")) == []
    (kept,) = await find_kept(await exchange.client("owner"))
    assert (kept["source"], kept["sent_by"]) == ("ctc.external.pub-one", "publisher:pub-one")
    assert await exchange.rows("select subject from exchange.journal") == [("ctc.external.pub-one",)]
