"""Messages of `ctc.external` on a real database: delivered again, replayed, forged."""

from __future__ import annotations

import json
from typing import Any

from shared.engine.port import Message
from shared.engine.receiving import receive
from tests.support.exchange import event, owner_answers
from tests.support.serving import Serving


def message(sent: dict[str, Any], offset: int, topic: str = "ctc.external") -> Message:
    attributes = {name: value for name, value in sent.items() if name != "data"}
    return Message(topic, 0, offset, "KEN", attributes, json.dumps(sent["data"]).encode())


async def test_a_message_of_kafka_is_taken_in_and_a_redelivery_changes_nothing(exchange: Serving) -> None:
    sent = [message(event("n-1"), 0), message(event("n-2"), 1), message(event("n-1"), 2)]
    await receive(exchange.handler, sent)
    await receive(exchange.handler, sent)
    assert await exchange.emitted_types() == ["notice.taken_in.v1"] * 2


async def test_the_whole_topic_replayed_on_an_empty_inbox_changes_nothing(exchange: Serving) -> None:
    broken = message(event("n-3", data={"state": "KEN"}), 3)
    first = [message(event("n-1"), 0), message(event("n-2"), 1), message(event("n-1"), 2), broken]
    await receive(exchange.handler, first)
    await owner_answers(exchange)
    await owner_answers(exchange, "n-2", refuses=True)
    again = [message(event("n-1"), 4), message(event("n-2"), 5)]
    await receive(exchange.handler, again)
    state = "select count(*), max(position) from exchange.journal"
    rows = "select * from exchange.notices order by id"
    before = await exchange.rows(state), await exchange.rows(rows)
    await exchange.pool.execute("delete from exchange.inbox")
    await receive(exchange.handler, [*first, *again])
    await owner_answers(exchange)
    await owner_answers(exchange, "n-2", refuses=True)
    assert (await exchange.rows(state), await exchange.rows(rows)) == before


async def test_what_is_unreadable_after_a_lost_kafka_volume_is_answered_though_its_offset_was_used(
    exchange: Serving,
) -> None:
    for id_ in ("before", "before", "after"):
        await receive(exchange.handler, [message(event(id_, data={"state": "KEN"}), 0)])
    assert await exchange.emitted_types() == ["receipt.unreadable.v1"] * 2
    assert await exchange.rows("select notice_id from exchange.unreadable order by 1") == [("after",), ("before",)]


async def test_an_internal_event_of_no_concern_leaves_no_trace(exchange: Serving) -> None:
    other = event(type="org.un.ctc.assessment.noted.v1", data={})
    await receive(exchange.handler, [message(other, 0, "ctc.assessments")])
    assert await exchange.rows("select * from exchange.inbox") == []


async def test_a_forged_internal_identity_uses_nothing_up(exchange: Serving) -> None:
    """An outsider cannot make exchange drop an owner's answer by sending something under its id first."""
    await receive(exchange.handler, [message(event("n-1"), 0)])
    forged = event("answer-n-1-False", source="/services/assessments")
    await receive(exchange.handler, [message(forged, 1)])
    await owner_answers(exchange)
    assert await exchange.emitted_types("ctc.receipts") == ["receipt.refused.v1", "receipt.accepted.v1"]
