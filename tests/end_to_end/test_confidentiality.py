"""A marked confidential text goes through the whole system: it leaves nowhere that it may not, and
what is released does arrive (OP19)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx
import pytest

from contracts.audiences import AUDIENCES, Audience
from tests.support.marked_procedure import OF_AN_AUDIENCE, OF_THE_COMMITTEE, OVERLAP, PATHS, mark_of
from tests.support.marked_story import ASSESSMENT, CYCLE, MARKS, RELEASED, System, ids_of, narrow, start_system
from tests.support.postgres import PostgresServer


@dataclass
class Lived:
    """All that left the system, before the State narrowed its choice and after."""

    answers: dict[str, bytes]
    topics: dict[str, str]
    log: bytes
    dead_letter: dict[str, int]
    got_after: dict[str, bytes]
    withdrawals: dict[str, int]


@pytest.fixture(scope="module")
def story(postgres_server: PostgresServer) -> Lived:
    return asyncio.run(live(postgres_server))


async def live(server: PostgresServer) -> Lived:
    async with server.database() as dsn, start_system(dsn) as system:
        answers = {name: await read_everything(client) for name, client in system.readers.items()}
        topics = {topic: await texts(system, topic) for topic in (*RELEASED, "ctc.receipts")}
        clients = {"owner": system.owner, **system.readers}
        letter = {n: (await c.get("/services/followup/deadletters/1")).status_code for n, c in clients.items()}
        await narrow(system)
        after = {name: await read_everything(client) for name, client in system.readers.items()}
        withdrawals = {topic: (await types(system, topic)).count("released.withdrawn.v1") for topic in RELEASED}
        return Lived(answers, topics, system.log.getvalue(), letter, after, withdrawals)


ORDINARY = (
    "/visits", "/recommendations", "/assessments",
    f"/assessments/{ASSESSMENT}", f"/assessments/{ASSESSMENT}/corrections",
    "/cycles", f"/cycles/{CYCLE}", f"/cycles/{CYCLE}/recommendations", "/needs", "/cases", "/projects", "/duplications",
    "/states", "/states/KEN", "/calendar", "/calendar?state=KEN", "/obligations", "/reports",
    "/reports/annual/2024", "/reports/annual/2024/editions", "/reports/annual/2024/figures/implemented/basis",
    f"/trace/{ASSESSMENT}", f"/trace/{CYCLE}", "/trace/bad",
    "/receipts?source=urn:example:cted&id=n1", "/receipts?source=urn:example:cted&id=n3",
    "/unreadable", "/unreadable/1",
    *PATHS,
    *(f"/recommendations/{ids_of(audience)}" for audience in AUDIENCES),
    *(f"/trace/{ids_of(audience)}" for audience in AUDIENCES),
    *(f"/released?audience={audience}" for audience in AUDIENCES[1:]),
    *(
        f"/services/{name}/{what}"
        for name in ("assessments", "followup", "unoct", "council", "exchange")
        for what in ("health/live", "health/ready", "metrics", "openapi.json", "deadletters", "deadletters/1")
    ),
)  # fmt: skip


async def read_everything(client: httpx.AsyncClient) -> bytes:
    """Every byte that a reader gets, whatever it asks for, and however it asks for it."""
    content = b""
    for path in ORDINARY:
        for accept in ("application/json, */*;q=0.1", "text/html, */*;q=0.1"):
            response = await client.get(path, headers={"Accept": accept})
            content += response.content + repr(response.headers).encode()
    return content


async def texts(system: System, topic: str) -> str:
    """All that was ever published to the topic."""
    return "\n".join(await column(system, topic, "convert_from(data, 'utf8') || coalesce(traceparent, '') || subject"))


async def types(system: System, topic: str) -> list[str]:
    return await column(system, topic, "type")


async def column(system: System, topic: str, expression: str) -> list[str]:
    union = " union all ".join(
        f"select topic, {expression} as it from {name}.journal" for name in system.world.runtimes
    )
    return [row[0] for row in await system.world.pool.fetch(f"select it from ({union}) j where topic = $1", topic)]


def may(audience: Audience, reader: Audience) -> bool:
    return AUDIENCES.index(reader) <= AUDIENCES.index(audience)


def name_of(reader: Audience) -> str:
    return reader if reader == "public" else f"reader-{reader}"


@pytest.mark.slow
@pytest.mark.parametrize("reader", AUDIENCES)
def test_a_reader_gets_what_is_for_its_audience_and_nothing_narrower_on_any_path(
    story: Lived, reader: Audience
) -> None:
    content = story.answers[name_of(reader)]
    assert {a: MARKS[a].encode() in content for a in AUDIENCES} == {a: may(a, reader) for a in AUDIENCES}


@pytest.mark.parametrize("kind", OF_AN_AUDIENCE)
@pytest.mark.parametrize("reader", AUDIENCES)
def test_findings_products_and_what_follow_up_adds_reach_whom_they_are_for(
    story: Lived, reader: Audience, kind: str
) -> None:
    in_the_report = kind in ("finding", "shortfall", "good-practice")  # which is the UN system's, and so are they
    due = {a: may(a, reader) and (may("un", reader) or not in_the_report) for a in AUDIENCES}
    content = story.answers[name_of(reader)]
    assert {a: mark_of(kind, a).encode() in content for a in AUDIENCES} == due
    if reader != "committee":
        topic_content = story.topics[f"ctc.released.{reader}"]
        assert {a: mark_of(kind, a) in topic_content for a in AUDIENCES} == due


@pytest.mark.parametrize("kind", OF_THE_COMMITTEE)
def test_what_is_said_of_a_visit_stays_with_the_committee_and_the_state(story: Lived, kind: str) -> None:
    mark = mark_of(kind).encode()
    having = {name for name, content in story.answers.items() if mark in content}
    assert having == {"reader-committee", "kenya"}
    assert not any(mark_of(kind) in story.topics[topic] for topic in (*RELEASED, "ctc.receipts"))
    assert mark not in story.log


def test_an_overlap_is_seen_by_the_committee_and_its_bodies(story: Lived) -> None:
    mark = f'{{"id":"{OVERLAP}"'.encode()
    assert {name for name, content in story.answers.items() if mark in content} == {"reader-committee", "planner-unodc"}


def test_a_state_has_its_own_whole_and_another_state_has_what_the_un_has(story: Lived) -> None:
    assert all(mark.encode() in story.answers["kenya"] for mark in MARKS.values())
    assert [MARKS[a].encode() in story.answers["fiji"] for a in AUDIENCES] == [False, False, True, True, True]


@pytest.mark.parametrize("reader", AUDIENCES[1:])
def test_a_released_topic_holds_what_its_audience_may_have_and_nothing_else(story: Lived, reader: Audience) -> None:
    topic_content = story.topics[f"ctc.released.{reader}"]
    assert {a: MARKS[a] in topic_content for a in AUDIENCES} == {a: may(a, reader) for a in AUDIENCES}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_receipts_and_logs_hold_no_text_at_all(story: Lived, audience: Audience) -> None:
    assert "notice.assessment.submitted" in story.topics["ctc.receipts"]
    assert MARKS[audience] not in story.topics["ctc.receipts"]
    assert b"dead letter" in story.log
    assert MARKS[audience].encode() not in story.log


def test_a_dead_letter_is_shown_to_operators_only(story: Lived) -> None:
    assert story.dead_letter.pop("owner") == 200
    assert set(story.dead_letter.values()) <= {401, 403}


@pytest.mark.parametrize("reader", AUDIENCES[1:])
def test_a_narrowed_choice_reaches_every_channel(story: Lived, reader: Audience) -> None:
    content = story.got_after[name_of(reader)]
    assert [mark for mark in MARKS.values() if mark.encode() in content] == []
    assert story.withdrawals[f"ctc.released.{reader}"] > 0
