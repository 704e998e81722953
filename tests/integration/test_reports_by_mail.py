"""Editions of reports by e-mail: once, as a link, in the reader's language."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from services.exchange.deliveries import mailing
from tests.support.mail_server import TAKEN, Postbox, confirm_by_mail, postbox, text_of, use
from tests.support.serving import Serving
from tests.support.webhooks import change_outside, deliveries, loop_of, publish, recommend, subscribe, turn

DIGEST = "ab" * 32
TO = "mailto:reader@mission.example"


@pytest.fixture
async def box(exchange: Serving) -> AsyncIterator[Postbox]:
    async with postbox() as one:
        use(exchange, one)
        yield one


@pytest.fixture
async def reader(exchange: Serving, box: Postbox) -> httpx.AsyncClient:
    assert box.letters == []
    return await exchange.client("reader")


async def publish_edition(exchange: Serving, name: str, report: str = "annual", **more: Any) -> str:
    edition: dict[str, Any] = {
        "edition_id": name, "report": report, "title": "Confidential title", "year": 2024, "edition": 1,
        "cut_off": "2024-12-31", "freeze": "2025-01-02T00:00:00Z", "path": f"/reports/{report}/2024?edition=1",
        "digest": f"sha-256:{DIGEST}",
    }  # fmt: skip
    return await publish(exchange, "report", **(edition | more))


async def confirm(exchange: Serving, client: httpx.AsyncClient, box: Postbox, **more: Any) -> dict[str, Any]:
    return await confirm_by_mail(exchange, client, box, TO, **more)


async def test_an_edition_comes_once_as_a_link_in_the_reader_s_language(
    exchange: Serving, reader: httpx.AsyncClient, box: Postbox
) -> None:
    made = await confirm(exchange, reader, box, language="fr", form="pdf")
    await recommend(exchange, "r-1")
    await publish_edition(exchange, "e-1")
    await turn(exchange)
    await turn(exchange, timedelta(days=40))
    (letter,) = box.letters
    delivery, _ = await deliveries(reader, made)
    assert (letter["To"], letter["From"]) == ("reader@mission.example", "reports@ctc.example")
    assert letter["Subject"] == "Rapport annuel 2024 : édition 1"
    assert letter["Message-ID"] == f"<{delivery['id']}@ctc.example>"
    assert "http://service/reports/annual/2024.pdf?edition=1&lang=fr" in text_of(box)
    assert "\nhttp://service/reports/annual/2024.json?edition=1&lang=en\n" in text_of(box)
    assert DIGEST in text_of(box)
    assert "Confidential" not in letter.as_string()
    assert (delivery["status"], delivery["tries"][0]["outcome"]) == ("delivered", "taken")
    assert delivery["digest"] == f"sha-256:{DIGEST}"
    assert delivery["link"] in text_of(box)


async def test_corrected_reissued_and_withdrawn(exchange: Serving, reader: httpx.AsyncClient, box: Postbox) -> None:
    await confirm(exchange, reader, box)
    events: list[dict[str, Any]] = [
        {"name": "e-1"},
        {"name": "e-2", "corrects": "e-1", "edition": 2, "path": "/reports/annual/2024?edition=2"},
        {"name": "e-2", "reissue": 1, "edition": 2, "path": "/reports/annual/2024?edition=2"},
    ]
    for event in events:
        exchange.clock.instant += timedelta(hours=1)
        await publish_edition(exchange, **event)
        await turn(exchange)
    for name in ("e-2", "e-unknown"):
        await publish(exchange, "withdrawn", of="report", id=name, because="withdrawn")
    await turn(exchange)
    firsts = [text_of(box, number).splitlines()[0] for number in range(len(box.letters))]
    assert firsts == [
        "An edition of this report was transmitted.",
        "A corrected edition of this report was transmitted. It takes the place of the earlier one.",
        "This edition was issued again with less in it. Delete what you hold of it, and take it from here.",
        "This edition is no longer there for you. Delete what you hold of it.",
    ]
    assert "/reports/annual/2024?edition=2" in text_of(box)


async def test_only_the_reports_that_were_asked_for(exchange: Serving, reader: httpx.AsyncClient, box: Postbox) -> None:
    await confirm(exchange, reader, box, reports=["review"])
    await publish_edition(exchange, "e-1")
    await publish_edition(exchange, "e-2", "review")
    await turn(exchange)
    assert box.subjects() == ["Annual review and forecast 2024: edition 1"]


async def test_what_was_withdrawn_before_it_was_sent_is_not_sent(
    exchange: Serving, reader: httpx.AsyncClient, box: Postbox
) -> None:
    await confirm(exchange, reader, box)
    box.to_address = "451 Later"
    await publish_edition(exchange, "e-1")
    await turn(exchange)
    await publish(exchange, "withdrawn", of="report", id="e-1", because="narrowed")
    box.to_address = TAKEN
    await turn(exchange, timedelta(hours=1))
    assert box.letters == []  # and who was told nothing is told of no withdrawal


async def test_an_address_that_bounces_is_tried_for_three_days_and_sent_again_on_request(
    exchange: Serving, reader: httpx.AsyncClient, box: Postbox
) -> None:
    made = await confirm(exchange, reader, box)
    box.to_address = "550 Nobody here"
    await publish_edition(exchange, "e-1")
    for _ in range(30):
        await turn(exchange, timedelta(hours=3))
    shown = (await reader.get(f"/subscriptions/{made['id']}")).json()
    delivery, _ = await deliveries(reader, made)
    assert (shown["status"], delivery["status"]) == ("paused", "waiting")
    assert {one["outcome"] for one in delivery["tries"]} == {"status 550"}
    assert 6 < len(delivery["tries"]) < 20
    box.to_address = TAKEN
    assert (await reader.post(f"/subscriptions/{made['id']}/resumption")).status_code == 200
    await turn(exchange)
    assert len(box.letters) == 1


async def test_what_a_server_may_have_taken_is_not_sent_twice(
    exchange: Serving, reader: httpx.AsyncClient, box: Postbox
) -> None:
    made = await confirm(exchange, reader, box)
    box.to_letter = None
    box.news.clear()
    await publish_edition(exchange, "e-1")
    loop = loop_of(exchange)
    await loop.step()
    await box.news.wait()
    await loop._stop()  # the copy dies while the server has the letter
    await exchange.pool.execute("update exchange.webhook_progress set leased_until = clock_timestamp()")
    box.to_letter = TAKEN
    await turn(exchange)
    await turn(exchange, timedelta(days=1))
    delivery, _ = await deliveries(reader, made)
    assert (len(box.letters), delivery["status"], delivery["digest"]) == (1, "unsure", f"sha-256:{DIGEST}")
    again = await reader.post(f"/subscriptions/{made['id']}/resend", json={"delivery": delivery["id"]})
    assert again.json() == {"deliveries": 1}
    await turn(exchange)
    first, second = box.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert (await deliveries(reader, made))[0]["status"] == "delivered"


async def test_a_letter_that_the_server_refuses_is_sent_later(
    exchange: Serving, reader: httpx.AsyncClient, box: Postbox
) -> None:
    await confirm(exchange, reader, box)
    box.to_letter = "452 No room"
    await publish_edition(exchange, "e-1")
    await turn(exchange)
    box.to_letter = TAKEN
    await turn(exchange, timedelta(hours=1))
    assert len(box.letters) == 1


async def test_a_server_without_a_valid_certificate_gets_nothing(
    exchange: Serving, reader: httpx.AsyncClient, box: Postbox
) -> None:
    box.server = replace(box.server, host="127.0.0.1")  # the certificate is for another name
    use(exchange, box)
    made = await subscribe(reader, TO, channel="email")
    await turn(exchange)
    (delivery,) = await deliveries(reader, made)
    assert (box.letters, delivery["tries"][0]["outcome"]) == ([], "mail server certificate not valid")


async def test_tls_from_the_beginning(exchange: Serving) -> None:
    async with postbox(from_beginning=True) as box:
        use(exchange, box)
        await confirm(exchange, await exchange.client("reader"), box, language="ar")


async def test_a_server_that_is_away_is_tried_later(exchange: Serving, reader: httpx.AsyncClient, box: Postbox) -> None:
    made = await confirm(exchange, reader, box)
    port = box.server.port
    box.server = replace(box.server, port=1)
    use(exchange, box)
    await publish_edition(exchange, "e-1")
    await turn(exchange)
    assert (await deliveries(reader, made))[0]["tries"][0]["outcome"] == "mail server not reached"
    box.server = replace(box.server, port=port)
    use(exchange, box)
    await turn(exchange, timedelta(hours=2))
    assert len(box.letters) == 1


async def test_a_server_that_hangs_is_tried_later(
    exchange: Serving, reader: httpx.AsyncClient, box: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await confirm(exchange, reader, box)
    box.to_address = None
    await publish_edition(exchange, "e-1")
    with monkeypatch.context() as patch:
        patch.setattr(mailing, "LONGEST_SENDING", 1.0)
        await turn(exchange)
    assert (await deliveries(reader, made))[0]["tries"][0]["outcome"] == "timed out"
    box.to_address = TAKEN
    await turn(exchange, timedelta(hours=2))
    assert len(box.letters) == 1


async def test_who_reads_less_now_gets_nothing(exchange: Serving, reader: httpx.AsyncClient, box: Postbox) -> None:
    await confirm(exchange, reader, box)
    change_outside(exchange, principal_named=lambda _: None)
    await publish_edition(exchange, "e-1")
    await turn(exchange)
    assert box.letters == []


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"url": "mailto:a@b.example?bcc=c@d.example"}, "email-address-not-usable"),
        ({"url": "mailto:a@b.example,c@d.example"}, "email-address-not-usable"),
        ({"url": "mailto:a@b.example\r\nBcc: c@d.example"}, "email-address-not-usable"),
        ({"url": "mailto:a@localhost"}, "email-address-not-usable"),
        ({"url": "https://hooks.example/"}, "email-address-not-usable"),
        ({"url": f"mailto:{'a' * 250}@b.example"}, "email-address-not-usable"),
        ({"types": ["receipt.*"]}, "reports-alone"),
    ],
)
async def test_a_subscription_that_is_none_is_refused(
    reader: httpx.AsyncClient, given: dict[str, Any], problem: str
) -> None:
    response = await reader.post("/subscriptions", json={"channel": "email", "url": TO, "audience": "un"} | given)
    assert (response.status_code, response.json()["type"]) == (422, f"/problems/{problem}")


async def test_without_a_mail_server_nobody_subscribes_by_mail(exchange: Serving) -> None:
    reader = await exchange.client("reader")
    response = await reader.post("/subscriptions", json={"channel": "email", "url": TO})
    assert (response.status_code, response.json()["type"]) == (422, "/problems/no-email-from-here")


async def test_the_loop_sends_beside_others(exchange: Serving, reader: httpx.AsyncClient, box: Postbox) -> None:
    unoct = await exchange.client("unoct")
    for client in (reader, unoct):
        await confirm(exchange, client, box)
    for number in range(10):
        await publish_edition(exchange, f"e-{number}", edition=number + 1)
    first = loop_of(exchange)
    second = type(first)(first.turns, asyncio.Event())
    while sum(await asyncio.gather(first.step(), second.step())):
        await asyncio.gather(first.finish(), second.finish())
    assert sorted(box.subjects()) == sorted([f"Annual report 2024: edition {n + 1}" for n in range(10)] * 2)
