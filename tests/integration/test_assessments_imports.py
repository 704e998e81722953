"""Files of visits and assessments over HTTP: what is taken, what is refused, and that again changes nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from contracts.ids import assessment_id
from services.assessments.service import SERVICE, describe
from shared.engine.imports import running
from shared.engine.imports.files import LARGEST_FILE, Ready, Rejected
from shared.web.tokens import Tokens
from tests.support.serving import Serving, serving
from tests.unit.services.assessments.desk import submission_notice

EXAMPLES = Path(__file__).parents[2] / "examples"
HEADER = b"iso3,visit_type,mode,start,end,date_precision,note,source_url\n"
GOOD = b"KEN,first,onsite,2005,2005,year,,\n"
CSV = {"Content-Type": "text/csv"}


@pytest.fixture
async def service(postgres: str) -> AsyncIterator[Serving]:
    async with serving(postgres, SERVICE, describe) as found:
        found.clock.instant = datetime(2026, 1, 1, 12, tzinfo=UTC)
        yield found


async def send(service: Serving, content: bytes, what: str = "visits") -> httpx.Response:
    owner = await service.client("owner")
    return await owner.post(f"/imports/{what}", content=content, headers=CSV)


async def test_the_examples_visits_are_imported_and_again_change_nothing(service: Serving) -> None:
    file = (EXAMPLES / "visits.csv").read_bytes()
    lines = file.count(b"\n") - 1
    told = (await send(service, file)).json()
    assert told == {"accepted": lines, "unchanged": 0, "rejected": [], "candidates": []}
    assert await service.emitted_types() == ["visit.completed.v1"] * lines
    assert (await send(service, file)).json()["unchanged"] == lines
    await service.pool.execute("delete from assessments.inbox")
    assert (await send(service, file)).json()["unchanged"] == lines
    assert len(await service.emitted_types()) == lines


async def test_the_examples_assessments_are_imported_like_their_notices(service: Serving) -> None:
    file = (EXAMPLES / "assessments.jsonl").read_bytes()
    lines = [json.loads(line) for line in file.splitlines()]
    client = await service.client("owner")
    told = (await client.post("/imports/assessments?source=urn:example:cted", content=file)).json()
    assert told["accepted"] + len(told["rejected"]) == len(lines)
    assert all("no Member State" in one["reason"] for one in told["rejected"])
    first = assessment_id("urn:example:cted", lines[0]["reference"])
    assert (await client.get(f"/assessments/{first}")).json()["state"] == lines[0]["state"]
    again = (await client.post("/imports/assessments?source=urn:example:cted", content=file)).json()
    assert (again["accepted"], again["unchanged"]) == (0, told["accepted"])


@pytest.mark.parametrize(("accept", "status"), [("application/json", 401), ("application/x-ndjson", 200)])
async def test_a_file_of_somebody_who_was_shut_out_meanwhile_goes_no_further(
    service: Serving, monkeypatch: pytest.MonkeyPatch, accept: str, status: int
) -> None:
    take, chunks = running._take_chunk, []

    def take_and_revoke(lines: Iterator[Ready | Rejected], size: int) -> list[Ready | Rejected]:
        chunks.append(take(lines, size))
        if len(chunks) == 3:
            service.app.state.principal_for = Tokens(None, {}).principal_for
        return chunks[-1]

    monkeypatch.setattr(running, "CHUNK", 2)
    monkeypatch.setattr(running, "_take_chunk", take_and_revoke)
    rows = b"".join(b"KEN,first,onsite,%d,%d,year,,\n" % (year, year) for year in range(2005, 2015))
    officer = await service.client("officer")
    answer = await officer.post("/imports/visits", content=HEADER + rows, headers={**CSV, "Accept": accept})
    assert (answer.status_code, len(chunks)) == (status, 3)
    assert len(await service.emitted_types()) == 4
    last = json.loads(answer.text.splitlines()[-1])
    assert last.get("problem", last.get("type", "").removeprefix("/problems/")) == "token-unknown"


async def test_a_line_that_a_rule_refuses_says_so_with_its_number(service: Serving) -> None:
    lines = [
        submission_notice().model_dump_json(),
        submission_notice(kind="focused").model_dump_json(),
        submission_notice(reference="B", state="TWN").model_dump_json(),
        "{",
    ]
    told = (await send(service, "\n".join(lines).encode(), "assessments")).json()
    assert told["accepted"] == 1
    assert [one["line"] for one in told["rejected"]] == [2, 3, 4]
    assert told["rejected"][0]["reason"].endswith("(kind)")


async def test_rejected_lines_candidates_and_the_rest(service: Serving) -> None:
    rows = (
        b"KEN,focused,virtual,2021-03-01,2021-03-05,day,,\n"
        b"HKG,first,onsite,2005,2005,year,,\n"
        b"KEN,focused,onsite,2021-10-04,2021-10-08,day,,\n"
    )
    told = (await send(service, HEADER + rows)).json()
    assert (told["accepted"], told["unchanged"]) == (2, 0)
    assert [one["line"] for one in told["rejected"]] == [3]
    assert told["candidates"] == [[2, 4]]


LAKE_CHAD = ("CMR", "TCD", "NER", "NGA")


async def test_a_second_file_that_adds_the_mission_makes_one_mission_of_four_visits(service: Serving) -> None:
    rows = b"".join(b"%s,regional,onsite,2017-03,2017-03,month,,\n" % state.encode() for state in LAKE_CHAD)
    await send(service, HEADER + rows)
    again = HEADER[:-1] + b",mission\n" + rows.replace(b",,\n", b",a note,,Lake Chad 2017\n")
    told = (await send(service, again)).json()
    assert (told["accepted"], told["rejected"], [line for line, _ in told["changed"]]) == (4, [], [2, 3, 4, 5])
    owner = await service.client("owner")
    visits = (await owner.get("/visits")).json()["items"]
    assert [visit["id"] for visit in visits] == sorted(id_ for _, id_ in told["changed"])
    assert len({visit["mission_id"] for visit in visits}) == 1 != visits[0]["mission_id"] is not None
    assert {visit["components"][0]["note"] for visit in visits} == {"a note"}
    await service.pool.execute("delete from assessments.inbox")
    assert (await send(service, again)).json()["unchanged"] == 4, "the same file again changes nothing"


async def test_a_column_that_was_corrected_since_corrects_the_visit_that_the_first_file_brought(
    service: Serving,
) -> None:
    await send(service, HEADER + GOOD)
    told = (await send(service, HEADER + GOOD.replace(b"onsite", b"virtual"))).json()
    (visit,) = (await (await service.client("owner")).get("/visits")).json()["items"]
    assert (told["changed"], [one["mode"] for one in visit["components"]]) == ([[2, visit["id"]]], ["virtual"])


async def test_the_mission_of_a_visit_can_be_set_and_taken_back_after_an_import(service: Serving) -> None:
    rows = b"".join(b"%s,regional,onsite,2017-03,2017-03,month,,\n" % state.encode() for state in LAKE_CHAD)
    await send(service, HEADER + rows)
    owner = await service.client("owner")
    for visit in (await owner.get("/visits")).json()["items"]:
        answer = await owner.post(f"/visits/{visit['id']}/mission", json={"mission": "Lake Chad 2017"})
        assert answer.status_code == 200, answer.text
    first, *others = (await owner.get("/visits")).json()["items"]
    assert {one["mission_id"] for one in others} == {first["mission_id"]} != {None}
    assert (await owner.post(f"/visits/{first['id']}/mission", json={})).status_code == 200
    assert (await owner.get(f"/visits/{first['id']}")).json()["mission_id"] is None


async def test_of_several_lines_like_a_known_visit_nobody_can_tell_which_corrects_it(service: Serving) -> None:
    await send(service, HEADER + GOOD)
    owner = await service.client("owner")
    (first,) = (await owner.get("/visits")).json()["items"]
    corrected = HEADER + GOOD.replace(b"year,,", b"year,another note,") + GOOD.replace(b"year,,", b"year,a note,")
    for _ in range(2):
        told = (await send(service, corrected)).json()
        assert (told["resembling"], "changed" in told) == ([[2, first["id"]], [3, first["id"]]], False)


async def test_a_byte_order_mark_is_passed_over(service: Serving) -> None:
    assert (await send(service, b"\xef\xbb\xbf" + HEADER + GOOD)).json()["accepted"] == 1


@pytest.mark.parametrize(
    ("content", "problem", "detail"),
    [
        (b"", "empty-file", ""),
        (b"\xef\xbb\xbf\r\n", "empty-file", ""),
        (HEADER + GOOD + "KEN,first,onsite,2005,2005,year,caf\xe9,\n".encode("latin-1"), "not-utf8", "line 3"),
        ((HEADER + GOOD).decode().encode("utf-16"), "not-utf8", "UTF-16"),
        ((HEADER + GOOD).decode().encode("utf-16-le"), "not-utf8", "NUL"),
        (b"iso3,visit_type,mode,start,end,note\n" + GOOD, "columns-missing", "date_precision, source_url"),
        (HEADER.replace(b"note", b"start") + GOOD, "columns-missing", "note"),
        (HEADER + GOOD + b'UGA,first,onsite,2005,2005,year,"never closed,\n' + GOOD, "not-csv", "line 3"),
        (HEADER + b"KEN,first,onsite,2005,2005,year," + b"x" * 200_000 + b",\n", "not-csv", "line 2"),
    ],
)
async def test_a_file_that_cannot_be_read_gets_one_clear_answer_and_nothing_of_it_is_imported(
    service: Serving, content: bytes, problem: str, detail: str
) -> None:
    response = await send(service, content)
    told = response.json()
    assert (response.status_code, told["type"]) == (422, f"/problems/{problem}")
    assert detail in told.get("detail", "")
    assert await service.emitted_types() == []


async def test_a_file_that_is_too_large_is_refused_before_it_is_sent_and_while_it_is(service: Serving) -> None:
    owner = await service.client("owner")
    announced = {**CSV, "Content-Length": str(LARGEST_FILE + 1)}
    assert (await owner.post("/imports/visits", content=b"x", headers=announced)).status_code == 413

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * (16 * 1024 * 1024)

    assert (await owner.post("/imports/visits", content=endless(), headers=CSV)).status_code == 413


async def test_a_body_cut_off_imports_nothing(service: Serving) -> None:
    messages: list[dict[str, object]] = [
        {"type": "http.request", "body": HEADER + GOOD, "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return messages.pop(0)

    async def note(message: dict[str, object]) -> None:
        sent.append(message)

    headers = [(b"authorization", b"Bearer owner"), (b"content-type", b"text/csv")]
    scope = {
        "type": "http", "method": "POST", "path": "/imports/visits", "raw_path": b"/imports/visits", "headers": headers,
        "query_string": b"", "http_version": "1.1", "scheme": "http", "root_path": "", "asgi": {"version": "3.0"},
        "server": ("service", 80), "client": ("test", 1),
    }  # fmt: skip
    await service.app(scope, receive, note)
    assert sent == []
    assert await service.emitted_types() == []


async def test_who_asks_for_progress_gets_a_line_a_chunk_and_the_result_at_last(service: Serving) -> None:
    rows = b"".join(b"KEN,first,onsite,2005,2005,year,note %d,\n" % number for number in range(2_500))
    owner = await service.client("owner")
    headers = {**CSV, "Accept": "application/x-ndjson"}
    response = await owner.post("/imports/visits", content=HEADER + rows, headers=headers)
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert [line["accepted"] for line in lines] == sorted(line["accepted"] for line in lines)
    assert len(lines) >= 4
    assert (lines[-1]["accepted"], lines[-1]["rejected"]) == (2_500, [])
    assert await service.rows("select count(*) from assessments.inbox") == [(2_500,)]


async def test_a_file_that_failed_half_way_goes_on_where_it_stopped(service: Serving) -> None:
    rows = [b"KEN,first,onsite,2005,2005,year,note %d,\n" % number for number in range(10)]
    assert (await send(service, HEADER + b"".join(rows[:4]))).json()["accepted"] == 4
    told = (await send(service, HEADER + b"".join(rows))).json()
    assert (told["accepted"], told["unchanged"]) == (6, 4)


async def test_files_that_are_on_their_way_leave_room_for_others(service: Serving) -> None:
    """With their rows, all of them together must fit into the memory of a container."""
    large = b"x" * (LARGEST_FILE * 3 // 4)
    has_come, may_end = asyncio.Event(), asyncio.Event()

    async def wait() -> AsyncIterator[bytes]:
        yield large
        has_come.set()
        await may_end.wait()

    owner, officer = await service.client("owner"), await service.client("officer")
    first = asyncio.create_task(owner.post("/imports/visits", content=wait(), headers=CSV))
    await has_come.wait()
    again = await owner.post("/imports/visits", content=large, headers=CSV)
    second = await officer.post("/imports/visits", content=large, headers=CSV)
    small = await officer.post("/imports/visits", content=HEADER + GOOD, headers=CSV)
    may_end.set()
    assert [one.status_code for one in (again, second, small, await first)] == [429, 503, 200, 422]
    assert (await officer.post("/imports/visits", content=large, headers=CSV)).status_code == 422
