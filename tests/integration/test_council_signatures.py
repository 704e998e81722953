"""An edition is signed, and one that was changed behind our back is not served, whatever was changed beside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import orjson
import pytest
from joserfc import jws
from joserfc.jwk import KeySet

from services.council.editions.signatures.reading import sign_earlier_editions
from shared.engine.signing import read_keys
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import at, tell
from tests.support.report_story import ASSESSMENT, PATH, get, ok, publish, tell_year, transmit

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        await tell_year(found)
        yield found


async def change(running: Council, also: str = "") -> None:
    """Somebody with the database's password changes a number in the edition, and all digests that tell of it."""
    ((document,),) = await running.rows("select document from council.edition_documents where id = 'annual-2023-1'")
    changed = document.replace(b'"numerator":2', b'"numerator":3')
    assert changed != document
    before, digest = hashlib.sha256(document).hexdigest(), hashlib.sha256(changed).hexdigest()
    await running.pool.execute("update council.edition_documents set document = $1 where id = 'annual-2023-1'", changed)
    await running.pool.execute("update council.editions set digest = $1", digest)
    if also:
        await running.pool.execute(also, before.encode(), digest.encode())


REWRITE_JOURNAL = "update council.journal set data = replace(convert_from(data, 'utf8'), convert_from($1, 'utf8'), convert_from($2, 'utf8'))::bytea"  # noqa: E501


async def is_refused(running: Council, path: str = PATH) -> bool:
    found = await get(running, path, None)
    return (found.status_code, found.json().get("type")) == (503, "/problems/edition-altered")


@pytest.mark.parametrize("also", ["", REWRITE_JOURNAL])
async def test_a_document_changed_with_its_digest_is_not_served(running: Council, also: str) -> None:
    await publish(running)
    await change(running, also)
    assert await is_refused(running)
    await sign_earlier_editions(running.runtime.handler)  # a start heals nothing that had a signature
    assert await is_refused(running)


@pytest.mark.parametrize(
    "altered", ["published_on = '2023-12-30'", "edition = 1000, id = id", "audience = 'un'", "symbol = 'DRAFT/X'"]
)
async def test_what_is_signed_beside_the_digests_holds_too(running: Council, altered: str) -> None:
    await publish(running)
    await running.pool.execute(f"update council.editions set {altered}")
    found = await get(running)
    assert (found.status_code, found.json().get("type")) == (503, "/problems/edition-altered")


async def test_everybody_can_check_an_edition_by_the_published_keys(running: Council) -> None:
    published = await publish(running)
    listed = (await ok(running, f"{PATH}/editions", None))["items"][0]
    keys = KeySet.import_key_set(await ok(running, "/reports/keys", None))  # type: ignore[arg-type]
    said = orjson.loads(jws.deserialize_compact(listed["signature"], keys, algorithms=["Ed25519"]).payload)
    assert said["sha-256"]["en"] == hashlib.sha256(published.content).hexdigest()
    assert (said["edition"], said["transmitted_on"]) == ("annual-2023-1", "2024-01-15")
    assert set(said["sha-256"]) == {"ar", "zh", "en", "fr", "ru", "es"}


async def test_a_reissue_has_a_signature_of_its_own_and_nobody_sees_the_other_s(running: Council) -> None:
    await publish(running)
    at(running, date(2024, 2, 1))
    await tell(running, ASSESSMENT.disclose("2024-02-01", "committee", "r1"))
    public, committee = await get(running, token=None), await get(running)
    assert public.content != committee.content
    payloads = []
    for token, document in ((None, public), ("owner", committee)):
        signature = (await ok(running, f"{PATH}/editions", token))["items"][0]["signature"]
        payloads.append(orjson.loads(base64.urlsafe_b64decode(signature.split(".")[1] + "==")))
        assert payloads[-1]["sha-256"]["en"] == hashlib.sha256(document.content).hexdigest()
    assert [one["edition"] for one in payloads] == ["annual-2023-1/reissue/1", "annual-2023-1"]


async def test_editions_of_an_earlier_version_are_signed_at_the_start_as_the_journal_tells_them(
    running: Council,
) -> None:
    published = await publish(running)
    at(running, date(2024, 2, 1))
    await tell(running, ASSESSMENT.disclose("2024-02-01", "committee", "r1"))
    reissued = await get(running, token=None)
    await running.pool.execute("update council.editions set signatures = '{}'")
    assert await is_refused(running)
    await sign_earlier_editions(running.runtime.handler)
    assert (await get(running)).content == published.content
    assert (await get(running, token=None)).content == reissued.content


async def test_one_that_is_not_as_the_journal_tells_it_is_not_signed_at_the_start(running: Council) -> None:
    await publish(running)
    await change(running)
    await running.pool.execute("update council.editions set signatures = '{}'")
    await sign_earlier_editions(running.runtime.handler)
    assert await is_refused(running)


async def test_a_translation_that_was_changed_keeps_an_earlier_edition_unsigned(running: Council) -> None:
    await publish(running)
    await running.pool.execute("update council.editions set signatures = '{}'")
    await running.pool.execute(
        "update council.edition_documents set document = document || ' '::bytea where id like '%/fr'"
    )
    await sign_earlier_editions(running.runtime.handler)
    assert await is_refused(running)


async def test_after_a_rotation_earlier_editions_are_served_and_the_next_is_signed_anew(running: Council) -> None:
    first = await publish(running)
    (old,) = running.runtime.handler.signer.list_public_keys()
    digits = base64.urlsafe_b64decode(old["x"] + "=").hex()
    running.runtime.handler.signer = read_keys(f"{'cd' * 32} public:{digits}")
    assert (await get(running)).content == first.content
    await transmit(running, freeze="2024-01-15T12:00:00Z", reason="Synthetic: another key.")
    assert (await get(running, f"{PATH}?edition=2")).status_code == 200
    running.runtime.handler.signer = read_keys("cd" * 32)
    assert await is_refused(running, f"{PATH}?edition=1"), "the old key is known no more"
    assert not await is_refused(running, f"{PATH}?edition=2")


async def test_a_draft_that_was_changed_is_not_transmitted(running: Council) -> None:
    owner = await running.client("owner")
    assert (await owner.post(f"{PATH}/drafts", json={})).status_code == 200
    adoption = {"by": "meeting", "document": "DRAFT/RECORD/1"}
    assert (await owner.post(f"{PATH}/adoption", json=adoption)).status_code == 200
    await running.pool.execute("update council.edition_documents set document = document || ' '::bytea")
    refused = await owner.post(f"{PATH}/transmission", json={"to": "President of the Security Council"})
    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/edition-altered")
    assert await running.rows("select count(*) from council.editions") == [(0,)]
