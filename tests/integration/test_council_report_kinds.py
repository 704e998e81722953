"""Editions of the reports on follow-up, assistance and provisions: made, served to their readers, with their lists."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from contracts import unoct as u
from services.council.counting.listing import Asks
from services.council.counting.reading import snapshot
from services.council.counting.scope import Scope
from services.council.reports.kind import Kind
from services.council.reports.kinds import KINDS
from services.council.reports.reading import count_report, list_counted
from shared.engine.time.clock import HandClock
from tests.support.council import PRINCIPALS, Council, council
from tests.support.frozen import REFERENCE
from tests.support.postgres import PostgresServer
from tests.support.report_assistance import API, agree_on_step, assess_with_findings, finding, hold_briefing
from tests.support.report_facts import Rec, Report, assess, case, tell
from tests.support.report_story import transmit

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)
PATHS = {
    "followup": "/reports/followup/cycle-a",
    "briefing": "/reports/briefing/2023",
    "joint": "/reports/joint/2023",
    "thematic": "/reports/thematic/2023",
}
READERS: dict[str, set[str | None]] = {
    "followup": {"member", "kenya"},
    "briefing": {"member", "unoct"},
    "joint": {"member", "unoct", "kenya", "partner", None},
    "thematic": {"member", "unoct", "kenya", "partner", None},
}


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


@pytest.fixture
async def year(running: Council) -> None:
    one = Report("A", "2022-12-01", (Rec("r1"), Rec("n1", audience="un", wanted=True)))
    due, reported = one.due("2023-12-01"), one.file_report("2023-11-30")
    cycle = {"followup_id": "cycle-a"}  # an id that stands in a path as it is, as those of real cycles do
    await tell(running, one.complete(), due.model_copy(update=cycle), reported.model_copy(update=cycle))
    await tell(running, assess("r1", "2023-11-30", "implemented"))
    await tell(running, case(u.CaseOpened, "n1", "2022-12-01"), case(u.CaseTakenUp, "n1", "2023-04-01", project_id="p"))
    await tell(running, agree_on_step("s", "2023-06-01"), hold_briefing("b", "2023-06-01"))
    for state in ("UGA", "TZA", "FIN"):
        await tell(running, assess_with_findings(state, "2023-03-01", finding(f"f-{state}", API, "full")))


@pytest.mark.parametrize("token", ["unoct", "owner"])
async def test_neither_side_alone_adopts_the_joint_report(running: Council, token: str) -> None:
    client = await running.client(token)
    assert (await client.post(f"{PATHS['joint']}/drafts", json={})).status_code == 200
    assert (await client.post(f"{PATHS['joint']}/agreement")).status_code == 200
    meeting = {"by": "meeting", "document": "DRAFT/RECORD/1"}
    owner = await running.client("owner")
    refused = (await owner.post(f"{PATHS['joint']}/adoption", json=meeting)).json()
    assert (refused["status"], refused["paragraph"]) == (409, "OP24")
    assert refused["type"].endswith("not-agreed-by-both")
    assert await running.items("/reports") == []
    of_kenya = await running.client("kenya-commands")
    assert (await of_kenya.post(f"{PATHS['joint']}/agreement")).status_code == 403


async def test_unoct_alone_publishes_nothing_in_the_name_of_cted_or_of_the_committee(running: Council) -> None:
    path, meeting = PATHS["joint"], {"by": "meeting", "document": "DRAFT/RECORD/1"}
    owner, unoct = await running.client("owner"), await running.client("unoct")
    for step, body in (("drafts", {}), ("words", words("Of both.")), ("agreement", None)):
        assert (await owner.post(f"{path}/{step}", json=body)).status_code == 200
    changed = await unoct.post(f"{path}/words", json=words("UNOCT wrote this alone."))
    assert (changed.status_code, changed.json()["agreed"]) == (200, [])
    assert (await running.items(f"{path}/drafts"))[0]["agreed_by"] == []
    assert (await unoct.post(f"{path}/agreement")).json()["agreed"] == ["UNOCT"]
    as_read = (await running.items(f"{path}/drafts"))[0]["version"]
    assert (await unoct.post(f"{path}/words", json=words("UNOCT changed it again."))).json()["version"] != as_read
    refused = await owner.post(f"{path}/agreement", json={"version": as_read})
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (409, "draft-changed")
    assert (await unoct.post(f"{path}/agreement")).json()["agreed"] == ["UNOCT"]
    objection = {"member": "A member", "text": "Synthetic: not clear."}
    decided = [
        ("consideration", {}), ("objections", objection), ("objections", objection | {"kind": "lifted"}),
        ("adoption", meeting),
    ]  # fmt: skip
    for step, body in decided:
        refused = await unoct.post(f"{path}/{step}", json=body)
        assert refused.status_code == 403
        assert refused.json()["type"].endswith("only-the-committee-decides")
    refused = await owner.post(f"{path}/adoption", json=meeting)
    assert refused.json()["type"].endswith("not-agreed-by-both")
    assert "CTED did not agree yet" in refused.json()["detail"]


def words(text: str) -> dict[str, str]:
    return {"section": "introduction", "text": text}


@pytest.mark.parametrize("name", list(PATHS))
async def test_an_edition_is_made_and_reaches_its_readers_alone(running: Council, year: None, name: str) -> None:
    made = await transmit(running, PATHS[name])
    assert (made["report"], made["edition"], made["synthetic"]) == (name, 1, True)
    assert made["figures"]
    for token in ("member", "unoct", "kenya", "partner", None):
        response = await (await running.client(token)).get(PATHS[name])
        assert (response.status_code == 200) is (token in READERS[name]), (name, token)
        assert "SECRET" not in response.text or name == "followup"


@pytest.mark.parametrize("name", [*PATHS, "annual", "schedule", "review", "programme"])
async def test_who_does_not_write_a_report_neither_counts_nor_drafts_it(
    running: Council, year: None, name: str
) -> None:
    path = PATHS.get(name, f"/reports/{name}/2023")
    for token in ("kenya-commands", "unoct", "member"):
        of_its_own = token == "unoct" and name in ("briefing", "joint")
        client = await running.client(token)
        counted = await client.get(f"{path}/provisional", params={"cut_off": "2023-06-30"})
        drafted = await client.post(f"{path}/drafts", json={"cut_off": "2023-06-30"})
        expected = 200 if of_its_own else 403
        assert [one.status_code for one in (counted, drafted)] == [expected] * 2, (name, token)


@pytest.mark.parametrize("name", list(PATHS))
async def test_a_cut_off_before_the_united_nations_is_refused_by_its_name(
    running: Council, year: None, name: str
) -> None:
    client, asked = await running.client("owner"), {"cut_off": "0001-01-01"}
    read = await client.get(f"{PATHS[name]}/provisional", params=asked)
    corrected = await client.post(f"{PATHS[name]}/corrections", json={"reason": "An attack."} | asked)
    assert [(one.status_code, one.json()["fields"]) for one in (read, corrected)] == [(422, ["cut_off"])] * 2


@pytest.mark.parametrize("name", list(PATHS))
async def test_every_figure_of_an_edition_leads_to_what_it_counted(running: Council, year: None, name: str) -> None:
    for figure in (await transmit(running, PATHS[name]))["figures"]:
        items = await running.items(f"{figure['basis']}&limit=1000")
        if figure.get("suppressed"):
            assert items == []
        elif figure["unit"] != "days":
            assert sum(one["numerator"] for one in items) == figure["numerator"], figure["id"]


@pytest.mark.parametrize("name", list(PATHS))
async def test_each_edition_says_what_its_figures_count(running: Council, year: None, name: str) -> None:
    await transmit(running, PATHS[name])
    client = await running.client("owner")
    page = (await client.get(PATHS[name], headers={"Accept": "text/html"})).text
    assert "What each figure counts" in page
    (method,) = [
        block
        for section in (await running.get(PATHS[name]))["sections"]
        for block in section["blocks"]
        if block.get("id") == "table-method"
    ]
    assert all(row[1]["text"] for row in method["rows"])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_what_was_read_too_late_can_be_left_out_of_every_count_and_list(
    running: Council, year: None, kind: Kind
) -> None:
    scope = Scope(2023, date(2023, 12, 31), NOW, kind.shown_to, "cycle-a" if kind.by_thing else "")
    late = replace(scope, unread=("e-none",), disclosed_by=NOW)
    asks = Asks(PRINCIPALS["owner"], None, 1000)
    async with snapshot(running.pool) as connection:
        counts = await count_report(connection, kind, scope, REFERENCE)
        assert await count_report(connection, kind, late, REFERENCE) == counts
        for figure in counts.figures:
            listed = await list_counted(connection, kind, scope, REFERENCE, figure.id, asks)
            assert await list_counted(connection, kind, late, REFERENCE, figure.id, asks) == listed
