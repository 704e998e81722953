"""Unoct on a real database: released copies and notices in, cases and projects over HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from contracts.catalog import encode
from contracts.ids import duplication_id, project_id
from services.unoct.service import SERVICE, served
from shared.receiving import receive
from shared.rules import Event
from shared.transport import Message
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving, migrated, serving
from tests.unit.services.unoct.desk import CASE, PROJECT, UNODC, project, released, withdrawn

ICAO = "urn:example:icao"
BODY: dict[str, Any] = {
    "source": UNODC, "reference": "P-1", "title": "A synthetic project", "lead_body": "UNODC", "states": ["KEN"],
    "themes": ["travel"], "recommendations": ["r-1"], "status": "active", "synthetic": True, "start": "2024",
}  # fmt: skip


@pytest.fixture
async def unoct(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    template = await migrated(postgres_server, SERVICE)
    async with postgres_server.database(template) as dsn, serving(dsn, SERVICE, served) as running:
        yield running


@pytest.fixture
async def owner(unoct: Serving) -> httpx.AsyncClient:
    return await unoct.client("owner")


def message(event: Event[Any], offset: int) -> Message:
    topic = "ctc.exchange" if event.type == "notice.taken_in.v1" else "ctc.released.un"
    attributes = {
        "specversion": "1.0", "id": event.id, "source": event.source, "type": f"org.un.ctc.{event.type}",
        "time": event.time.isoformat(), "subject": event.subject,
    }  # fmt: skip
    return Message(topic, 0, offset, event.subject, attributes, encode(event.data))


async def get(client: httpx.AsyncClient, path: str, **params: Any) -> Any:
    response = await client.get(path, params=params)
    assert response.status_code == 200, response.text
    return response.json()


async def ids(client: httpx.AsyncClient, path: str, **params: Any) -> list[str]:
    return [item["id"] for item in (await get(client, path, **params))["items"]]


# ---- events --------------------------------------------------------------------------------------


async def test_a_story_from_release_to_duplication_is_told_in_the_journal(unoct: Serving) -> None:
    story = [
        project(recommendations=("r-1", "r-2")),  # waits
        released("r-2"),
        released("r-1"),
        project(ICAO),
        project(ICAO, status="cancelled"),
        withdrawn("a-1", of="assessment"),
    ]
    await receive(unoct.door, [message(event, offset) for offset, event in enumerate(story)])
    assert await unoct.emitted() == [
        "case.opened.v1", "case.opened.v1",
        "project.registered.v1", "case.taken_up.v1", "case.taken_up.v1", "notice.accepted.v1",
        "project.registered.v1", "duplication.flagged.v1", "notice.accepted.v1",
        "project.registered.v1", "duplication.resolved.v1", "notice.accepted.v1",
        "case.cancelled.v1", "case.cancelled.v1",
    ]  # fmt: skip


async def test_the_same_in_single_batches_comes_to_the_same(unoct: Serving) -> None:
    story = [
        released("r-2"), project(recommendations=("r-1", "r-2")), released("r-1"), project(ICAO),
        released("r-1", assistance_requested=False), released("r-1"),
    ]  # fmt: skip
    for offset, event in enumerate(story):
        await receive(unoct.door, [message(event, offset)])
    assert (await unoct.emitted())[-3:] == ["case.cancelled.v1", "case.opened.v1", "case.taken_up.v1"]


async def test_everything_replayed_on_an_empty_inbox_changes_nothing(unoct: Serving) -> None:
    waits = project(recommendations=("r-9",), reference="P-9")
    story = [
        project(recommendations=("r-1", "r-2")), released("r-2"), released("r-1"), project(ICAO),
        project(ICAO, title="Another title"), project(title="Refused", themes=("no-such-theme",)),
        released("r-1", priority="low"), project(recommendations=("r-1",)), withdrawn("r-2"),
        withdrawn("a-1", of="assessment"), released("r-1"), waits,
    ]  # fmt: skip
    messages = [message(event, offset) for offset, event in enumerate(story)]
    await receive(unoct.door, messages)
    tables = ("recommendations", "cases", "projects", "duplications", "judged_notices", "waiting_notices", "journal")
    before = [await unoct.rows(f"select * from unoct.{table} order by 1") for table in tables]
    await unoct.pool.execute("delete from unoct.inbox")
    await receive(unoct.door, messages)
    for one in messages:
        await unoct.pool.execute("delete from unoct.inbox")
        await receive(unoct.door, [one])
    assert [await unoct.rows(f"select * from unoct.{table} order by 1") for table in tables] == before
    assert await unoct.rows("select * from unoct.dead_letters") == []


# ---- over HTTP -----------------------------------------------------------------------------------


async def with_case(unoct: Serving) -> None:
    await unoct.door.handle([released()])


async def test_needs_are_what_is_released_and_needs_assistance(unoct: Serving, owner: httpx.AsyncClient) -> None:
    others: dict[str, Any] = {"assistance_requested": False, "priority": "low", "state": "UGA", "themes": ("cft",)}
    await unoct.door.handle([released(), released("r-2", **others), released("r-3", assistance_needed=False)])
    assert await ids(owner, "/needs") == ["r-1", "r-2"]
    for filters in ({"state": "UGA"}, {"priority": "low"}, {"requested": False}, {"theme": "cft"}):
        assert await ids(owner, "/needs", **filters) == ["r-2"]
    assert await ids(owner, "/needs", assessment="a-1") == ["r-1", "r-2"]
    shown = await get(owner, "/needs/r-1")
    assert (shown["text"], shown["serving"], shown["synthetic"]) == ("A synthetic text.", [], True)
    assert (await owner.get("/needs/r-3")).status_code == 404


async def test_a_case_from_its_opening_to_its_delivery(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    assert (await get(owner, f"/cases/{CASE}"))["status"] == "open"
    offered = await owner.post(f"/cases/{CASE}/offer", json={"body": "UNODC", "offered_on": "2024-01-01"})
    assert offered.status_code == 422, "it opened later"
    unoct.clock.instant = unoct.clock.instant.replace(month=4)
    offered = await owner.post(f"/cases/{CASE}/offer", json={"body": "UNODC", "note": "A workshop."})
    assert (offered.status_code, offered.json()) == (200, {"id": CASE, "status": "offered"})
    registered = await owner.post("/projects", json=BODY)
    assert registered.status_code == 201
    assert registered.json() == {"id": PROJECT, "outcome": "accepted", "cases": [CASE]}
    assert registered.headers["location"] == f"/projects/{PROJECT}"
    delivered = await owner.post(f"/cases/{CASE}/delivery", json={})
    assert delivered.json()["status"] == "delivered"
    shown = await get(owner, f"/cases/{CASE}")
    assert (shown["project_id"], shown["delivered_on"], shown["body"]) == (PROJECT, "2024-04-01", "UNODC")
    assert await unoct.emitted() == [
        "case.opened.v1", "case.offered.v1", "project.registered.v1", "case.taken_up.v1", "case.delivered.v1",
    ]  # fmt: skip


async def test_cases_are_found_by_state_status_theme_project_and_more(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await unoct.door.handle([released(), released("r-2", state="UGA", assessment_id="a-2"), project()])
    for filters in (
        {"state": "KEN"},
        {"status": "taken_up"},
        {"project": PROJECT},
        {"recommendation": "r-1"},
        {"assessment": "a-1"},
    ):
        assert await ids(owner, "/cases", **filters) == [CASE]
    assert len(await ids(owner, "/cases", theme="travel", priority="high")) == 2
    assert (await owner.get("/cases", params={"status": "nonsense"})).status_code == 422


async def test_projects_and_programmes_are_found_by_what_they_are(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    await owner.post("/projects", json=BODY)
    programme = BODY | {"reference": "P-2", "kind": "programme", "states": ["KEN", "UGA"], "recommendations": []}
    await owner.post("/projects", json=programme)
    other = project_id(UNODC, "P-2")
    assert await ids(owner, "/projects", kind="programme") == [other]
    assert await ids(owner, "/projects", state="UGA") == [other]
    assert await ids(owner, "/projects", recommendation="r-1") == [PROJECT]
    assert await ids(owner, "/projects", source=UNODC, reference="P-2") == [other]
    shown = await get(owner, f"/projects/{PROJECT}")
    assert (shown["start"], shown["end"], "start_date" in shown, "said_at" in shown) == ("2024", None, False, False)


async def test_a_project_registered_again_is_unchanged_and_with_other_content_changed(
    unoct: Serving, owner: httpx.AsyncClient
) -> None:
    await with_case(unoct)
    await owner.post("/projects", json=BODY)
    assert (await owner.post("/projects", json=BODY)).json()["outcome"] == "unchanged"
    assert (await owner.post("/projects", json=BODY | {"status": "completed"})).json()["outcome"] == "accepted"


async def test_the_same_key_gives_the_same_answer(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    key = {"Idempotency-Key": "k-1"}
    first = await owner.post("/projects", json=BODY, headers=key)
    again = await owner.post("/projects", json=BODY, headers=key)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert (await owner.post("/projects", json=BODY | {"title": "Other"}, headers=key)).status_code == 422


async def test_a_change_of_what_has_changed_since_is_412(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    etag = (await owner.get(f"/cases/{CASE}")).headers["etag"]
    unoct.clock.instant = unoct.clock.instant.replace(month=4)
    first = await owner.post(f"/cases/{CASE}/offer", json={"body": "UNODC"}, headers={"If-Match": etag})
    assert first.status_code == 200
    second = await owner.post(f"/cases/{CASE}/decline", json={"reason": "No."}, headers={"If-Match": etag})
    assert second.status_code == 412
    third = {"If-Match": first.headers["etag"]}
    assert (await owner.post(f"/cases/{CASE}/decline", json={"reason": "No."}, headers=third)).status_code == 200


async def test_a_duplication_is_listed_and_resolved(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    await owner.post("/projects", json=BODY)
    await owner.post("/projects", json=BODY | {"source": ICAO, "lead_body": "ICAO"})
    pair = duplication_id("r-1", PROJECT, project_id(ICAO, "P-1"))
    assert await ids(owner, "/duplications", status="flagged", state="KEN", project=PROJECT) == [pair]
    answer = await owner.post(
        f"/duplications/{pair}/resolution", json={"resolution": "merged", "kept_project_id": PROJECT}
    )
    assert answer.json() == {"id": pair, "status": "resolved"}
    assert (await get(owner, f"/duplications/{pair}"))["resolution"] == "merged"
    assert await unoct.rows("select count(*) from unoct.cases where status = 'taken_up'") == [(1,)]


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (BODY | {"recommendations": ["r-9"]}, 422, "unknown-recommendation"),
        (BODY | {"states": ["TWN"]}, 422, "not-a-member-state"),
        (BODY | {"themes": ["nonsense"]}, 422, "unknown-theme"),
        (BODY | {"states": ["UGA"]}, 409, "of-another-state"),
        (BODY | {"titel": "A misspelt field"}, 422, "invalid"),
        (BODY | {"start": "2024-02-30"}, 422, "invalid"),
        ({"reference": "P-1"}, 422, "invalid"),
    ],
)
async def test_a_project_that_breaks_a_rule_is_refused_with_the_reason(
    unoct: Serving, owner: httpx.AsyncClient, body: dict[str, Any], status: int, kind: str
) -> None:
    await with_case(unoct)
    response = await owner.post("/projects", json=body)
    assert (response.status_code, response.json()["type"]) == (status, f"/problems/{kind}")
    assert response.json()["fields"]
    assert await ids(owner, "/projects") == []


# ---- who may see and do what ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("token", "sees"),
    [("unoct", True), ("reader", True), ("cted", True), ("kenya", True), ("partner", False), (None, False)],
)
async def test_what_is_released_to_the_un_is_for_the_un_and_the_state_itself(
    unoct: Serving, token: str | None, sees: bool
) -> None:
    await unoct.door.handle([released(), project(), project(ICAO)])
    client = await unoct.client(token)
    for path in ("/needs", "/cases", "/projects", "/duplications"):
        found = await ids(client, path)
        assert bool(found) is sees, path
    for path in (f"/cases/{CASE}", "/needs/r-1", f"/projects/{PROJECT}"):
        assert (await client.get(path)).status_code == (200 if sees else 404), path


async def test_a_state_sees_only_its_own(unoct: Serving) -> None:
    await unoct.door.handle([released("r-2", state="UGA")])
    assert await ids(await unoct.client("kenya"), "/cases") == []


async def test_what_is_no_longer_released_is_seen_by_the_committee_and_its_state_alone(unoct: Serving) -> None:
    await unoct.door.handle([released(), withdrawn(because="narrowed")])
    assert await ids(await unoct.client("unoct"), "/cases") == []
    assert await ids(await unoct.client("cted"), "/cases") == [CASE]
    assert await ids(await unoct.client("kenya"), "/cases") == [CASE]
    assert await ids(await unoct.client("cted"), "/needs") == []


@pytest.mark.parametrize(("token", "status"), [(None, 401), ("reader", 403), ("unoct", 200)])
async def test_commands_need_the_right_to_command(unoct: Serving, token: str | None, status: int) -> None:
    await with_case(unoct)
    unoct.clock.instant = unoct.clock.instant.replace(month=4)
    response = await (await unoct.client(token)).post(f"/cases/{CASE}/offer", json={"body": "UNOCT"})
    assert response.status_code == status


async def test_a_case_that_one_does_not_see_cannot_be_changed(unoct: Serving) -> None:
    await unoct.door.handle([released(), withdrawn()])
    response = await (await unoct.client("unoct")).post(f"/cases/{CASE}/decline", json={"reason": "No."})
    assert response.status_code == 404


async def test_a_project_is_known_by_the_source_that_its_principal_speaks_for(unoct: Serving) -> None:
    await with_case(unoct)
    unodc, unoct_ = await unoct.client("unodc"), await unoct.client("unoct")
    own = {name: value for name, value in BODY.items() if name != "source"}
    assert (await unodc.post("/projects", json=own)).json()["id"] == PROJECT
    assert (await unoct_.post("/projects", json=own)).json()["id"] == project_id("/services/unoct", "P-1")
    response = await unoct_.post("/projects", json=BODY)
    assert (response.status_code, response.json()["type"]) == (403, "/problems/not-your-source")


# ---- files ---------------------------------------------------------------------------------------

CSV = """reference,title,lead_body,states,themes,status,recommendation
P-1,A synthetic project,UNODC,KEN,travel,active,r-1
P-2,Another,UNODC,KEN,travel,active,r-9
P-3,A third,UNODC,TWN,travel,active,
"""


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
    before = await unoct.emitted()
    again = (await unodc.post("/imports/projects", content=CSV, headers={"content-type": "text/csv"})).json()
    assert (again["accepted"], again["unchanged"], len(again["rejected"])) == (0, 1, 2)
    assert await unoct.emitted() == before


async def test_what_was_rejected_is_imported_once_what_it_cites_is_released(unoct: Serving) -> None:
    await with_case(unoct)
    unodc = await unoct.client("unodc")
    await unodc.post("/imports/projects", content=CSV)
    await unoct.door.handle([released("r-9")])
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
    assert await unoct.emitted() == []


async def test_a_file_with_a_byte_order_mark_is_read(unoct: Serving, owner: httpx.AsyncClient) -> None:
    await with_case(unoct)
    told = (await owner.post("/imports/projects", content=CSV.encode("utf-8-sig"))).json()
    assert told["accepted"] == 1


async def test_files_are_for_those_of_the_un_who_may_command(unoct: Serving) -> None:
    for token, status in ((None, 401), ("reader", 403), ("kenya", 403)):
        response = await (await unoct.client(token)).post("/imports/projects", content=CSV)
        assert response.status_code == status
