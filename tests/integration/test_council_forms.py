"""Editions over HTTP in each of their forms."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from services.council.documents import as_json
from services.council.documents.forms import FORMS
from services.council.editions.forms import rendering
from shared.engine.time.clock import HandClock
from shared.web.tokens import Tokens
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_story import PATH, get, tell_year, transmit

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        await tell_year(found)
        await transmit(found)
        yield found


async def test_an_edition_is_served_in_each_form_by_its_address_and_by_what_is_accepted(running: Council) -> None:
    kept = as_json.load((await get(running)).content)
    for name, form in FORMS.items():
        by_address = await get(running, f"{PATH}.{name}")
        by_header = await get(running, accept=form.media_type)
        assert by_address.status_code == by_header.status_code == 200, name
        assert by_address.headers["content-type"] == form.content_type
        assert by_address.content == by_header.content == form.render(kept)


async def test_a_file_has_a_name_a_digest_a_tag_and_leads_to_the_other_forms(running: Council) -> None:
    for name, form in FORMS.items():
        answer = await get(running, f"{PATH}.{name}")
        digest = base64.b64encode(hashlib.sha256(answer.content).digest()).decode()
        assert answer.headers["repr-digest"] == f"sha-256=:{digest}:"
        assert answer.headers["content-disposition"].endswith(f'; filename="annual-2023-edition-1-en.{name}"')
        assert re.fullmatch('"[0-9a-f]{32}"', answer.headers["etag"])
        links = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"(?:,|$)', answer.headers["link"])
        others = [other for other in FORMS.values() if other is not form]
        assert [type_ for _, type_ in links] == [other.media_type for other in others]
        for path, media_type in links:
            assert (await get(running, path)).headers["content-type"].startswith(media_type)
        again = await get(running, f"{PATH}.{name}", **{"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "accept"), [(f"{PATH}.odt", "*/*"), (PATH, "image/png"), (PATH, "application/json;q=0")]
)
async def test_a_form_that_there_is_none_of_is_refused_with_the_list(running: Council, path: str, accept: str) -> None:
    answer = await get(running, path, accept=accept)
    assert (answer.status_code, answer.json()["type"]) == (406, "/problems/not-acceptable")
    listed = FORMS if path.endswith("odt") else [form.media_type for form in FORMS.values()]
    assert all(one in answer.json()["detail"] for one in listed)


async def test_whoever_may_not_see_an_edition_gets_it_in_no_form(running: Council) -> None:
    await transmit(running, "/reports/review/2023")
    for name in FORMS:
        assert (await get(running, f"/reports/review/2023.{name}", token=None)).status_code == 404


async def test_words_of_whoever_was_shut_out_while_they_waited_are_not_added(
    running: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = await running.client("owner")
    drafted = await officer.post("/reports/annual/2022/drafts", json={})
    assert drafted.status_code == 200, drafted.text

    async def shut_out(_: object, text: str) -> str:
        running.app.state.principal_for = Tokens(None, {}).principal_for
        return text

    monkeypatch.setattr(rendering, "_do_apart", shut_out)
    words = {"section": "letter", "text": "Synthetic: é"}
    assert (await officer.post("/reports/annual/2022/words", json=words)).status_code == 401
    assert await running.rows("select 1 from council.report_drafts where words::text like '%Synthetic: é%'") == []


async def test_whoever_waits_for_a_form_keeps_no_other_account_of_its_state_from_reading(
    running: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = asyncio.Event()

    async def make_when_allowed(*_: object) -> bytes:
        await allowed.wait()
        return b"made"

    monkeypatch.setattr(rendering, "_make", make_when_allowed)
    waiting = [asyncio.create_task(get(running, f"{PATH}.{name}", token="kenya")) for name in ("pdf", "docx", "xlsx")]
    waiting.append(asyncio.create_task(get(running, f"{PATH}.csv", token="kenya")))
    await asyncio.sleep(0.3)
    other = await asyncio.wait_for(get(running, token="kenya-commands"), 5)
    assert [task.done() for task in waiting] == [False] * 4
    allowed.set()
    assert {one.status_code for one in (other, *await asyncio.gather(*waiting))} == {200}
