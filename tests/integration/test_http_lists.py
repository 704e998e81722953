"""Lists and single things show what their reader may see, and betray nothing else."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

import asyncpg
import pytest

from contracts.audiences import AUDIENCES, Audience, may_see
from shared.engine.declarations import Filter
from shared.engine.principals import PUBLIC, Principal
from shared.engine.rules import NotFound, Table
from shared.engine.storage import tables
from shared.engine.storage.weighing import weigh
from shared.web import lists
from shared.web.lists import Page, Pool, cursor, read_by_place, read_many, read_one
from tests.support.running import SHARED_MIGRATIONS
from tests.support.turns import count_turns


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of every kind of column that lists meet."""

    id: str
    state: str
    audience: Audience = "public"
    parties: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    due_on: date | None = None
    notes: tuple[dict[str, str], ...] = field(default=())


FINDINGS: Table[Finding] = Table("findings", Finding)
COMMITTEE = Principal("committee", "committee")
FIRST = Page()
LIST_ENTRIES = SHARED_MIGRATIONS / "0009_list_entries.sql"


@pytest.fixture
async def pool(postgres: str) -> AsyncIterator[Pool]:
    async with asyncpg.create_pool(postgres, min_size=1, max_size=2) as pool:
        await pool.execute(
            'create schema example; create table example.findings (id text collate "C" primary key, '
            'state text collate "C" not null, audience text collate "C" not null, parties text[] not null, '
            "themes text[] not null, due_on date, notes jsonb not null); set search_path to example; "
            f"{LIST_ENTRIES.read_text()}; select make_list('findings', 'parties', 'themes'); reset search_path"
        )
        yield pool


async def keep(pool: Pool, *findings: Finding) -> None:
    async with pool.acquire() as connection:
        await tables.insert(connection, tables.storage_of(FINDINGS, "example"), findings)


async def ids(pool: Pool, principal: Principal, page: Page = FIRST, *filters: Filter) -> list[str]:
    found = await read_many(pool, "example", FINDINGS, principal, page, filters, lambda row: row.id)
    assert isinstance(found["items"], list)
    return found["items"]


async def test_a_list_holds_exactly_what_its_reader_may_see(pool: Pool) -> None:
    party_sets: tuple[tuple[str, ...], ...] = ((), ("state:KEN",), ("body:unoct", "state:KEN"))
    findings = [
        Finding(f"{audience}-{number}", "KEN", audience, parties)
        for audience in AUDIENCES
        for number, parties in enumerate(party_sets)
    ]
    await keep(pool, *findings)
    for audience, parties in product(AUDIENCES, (*party_sets, ("state:UGA",))):
        reader = Principal("reader", audience, frozenset(parties))
        expected = [f.id for f in findings if may_see(audience, reader.parties, f.audience, f.parties)]
        assert await ids(pool, reader) == sorted(expected)
        for finding in findings:
            if finding.id in expected:
                assert await read_one(pool, "example", FINDINGS, finding.id, reader) == finding
            else:
                with pytest.raises(NotFound):
                    await read_one(pool, "example", FINDINGS, finding.id, reader)


async def test_a_list_follows_what_becomes_of_its_rows(pool: Pool) -> None:
    kenya, uganda = (Principal("reader", parties=frozenset({f"state:{state}"})) for state in ("KEN", "UGA"))
    first, second = (Finding(id_, "KEN", "committee", ("state:KEN",), ("cft",)) for id_ in ("f1", "f2"))
    await keep(pool, first, second)
    async with pool.acquire() as connection:
        changed = replace(first, parties=("state:UGA",), themes=("cft", "travel", "travel"))
        await tables.update(connection, tables.storage_of(FINDINGS, "example"), [changed])
    assert (await ids(pool, kenya), await ids(pool, uganda)) == (["f2"], ["f1"])
    assert await ids(pool, uganda, FIRST, Filter("themes", "travel", "has")) == ["f1"]
    async with pool.acquire() as connection:
        await tables.delete(connection, tables.storage_of(FINDINGS, "example"), ["f1"])
    assert await ids(pool, uganda) == []
    words = await pool.fetch("select word from example.list_entries order by word")
    assert [word for (word,) in words] == ["findings parties state:KEN", "findings themes cft"]


async def test_a_list_has_the_rows_that_were_there_before_it(pool: Pool) -> None:
    older: Table[Finding] = Table("older", Finding)
    await keep(pool, Finding("f1", "KEN", "committee", ("state:KEN",)))
    await pool.execute(
        "create table example.older (like example.findings); insert into example.older table example.findings"
    )
    await pool.execute("set search_path to example; select make_list('older', 'parties'); reset search_path")
    reader = Principal("reader", parties=frozenset({"state:KEN"}))
    assert (await read_many(pool, "example", older, reader, FIRST, view=lambda row: row.id))["items"] == ["f1"]


async def test_pages_follow_each_other_without_gap_or_repetition(pool: Pool) -> None:
    await keep(pool, *(Finding(f"f{number:03}", "KEN") for number in range(25)))
    seen: list[str] = []
    after: str | None = None
    for expected in (10, 10, 5):
        found = await read_many(pool, "example", FINDINGS, PUBLIC, Page(after, 10), view=lambda row: row.id)
        assert isinstance(found["items"], list)
        assert len(found["items"]) == expected
        seen += found["items"]
        after = found["items"][-1]
        assert found["next"] == (cursor(str(after)) if len(seen) < 25 else None)
    assert seen == sorted(set(seen))
    assert len(seen) == 25


async def test_others_have_their_turn_while_a_list_is_made(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    await keep(pool, *(Finding(f"f{number:03}", "KEN") for number in range(25)))
    async with count_turns(monkeypatch) as turns:
        await read_many(pool, "example", FINDINGS, PUBLIC, FIRST, view=turns.note(lambda row: row.id))
        await read_by_place(
            pool, "example", FINDINGS, PUBLIC, FIRST, (), turns.note(lambda row, place: (place, row.id))
        )
    assert (turns.made.total(), max(turns.made.values())) == (50, 1)


async def test_what_is_withheld_leaves_no_gap_in_a_page_and_no_mark_in_a_cursor(pool: Pool) -> None:
    await keep(pool, *(Finding(f"f{n:03}", "KEN", "committee" if n % 2 else "public") for n in range(10)))
    found = await read_many(pool, "example", FINDINGS, PUBLIC, Page(None, 5), view=lambda row: row.id)
    assert found == {"items": ["f000", "f002", "f004", "f006", "f008"], "next": None}


async def test_the_order_is_that_of_bytes(pool: Pool) -> None:
    await keep(pool, *(Finding(id_, "KEN") for id_ in ("b", "B", "a", "ä", "A")))
    assert await ids(pool, PUBLIC) == ["A", "B", "a", "b", "ä"]
    assert await ids(pool, PUBLIC, Page("B")) == ["a", "b", "ä"]


async def test_filters_narrow_a_list_and_none_is_no_filter(pool: Pool) -> None:
    await keep(
        pool,
        Finding("f1", "KEN", themes=("travel", "cft"), due_on=date(2024, 1, 1)),
        Finding("f2", "UGA", themes=("cft",), due_on=date(2024, 6, 1)),
        Finding("f3", "KEN"),
    )
    assert await ids(pool, PUBLIC, FIRST, Filter("state", "KEN")) == ["f1", "f3"]
    assert await ids(pool, PUBLIC, FIRST, Filter("state", None)) == ["f1", "f2", "f3"]
    assert await ids(pool, PUBLIC, FIRST, Filter("themes", "cft", "has")) == ["f1", "f2"]
    assert await ids(pool, PUBLIC, FIRST, Filter("due_on", date(2024, 6, 1), "<")) == ["f1"]
    assert await ids(pool, PUBLIC, FIRST, Filter("themes", "cft", "has"), Filter("state", "UGA")) == ["f2"]
    assert await ids(pool, PUBLIC, FIRST, Filter("state", "' or true --")) == []


async def test_rows_come_back_as_they_were_written(pool: Pool) -> None:
    finding = Finding("f1", "KEN", "un", ("state:KEN",), ("cft",), date(2024, 2, 29), ({"text": "“ü”"},))
    await keep(pool, finding)
    assert await read_one(pool, "example", FINDINGS, "f1", COMMITTEE) == finding
    assert (await read_many(pool, "example", FINDINGS, COMMITTEE, FIRST))["items"] == [finding]


@pytest.mark.parametrize("how", ["by key", "by place"])
async def test_a_page_of_many_bytes_ends_early_and_the_next_goes_on(
    pool: Pool, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(lists, "LARGEST_PAGE", 10_000)
    long = {"note": "x" * 4_000}
    sizes = [1, 1, 0, 0, 5, 1]
    await keep(pool, *[Finding(f"f-{place}", "KEN", notes=(long,) * size) for place, size in enumerate(sizes)])
    page, pages = Page(limit=4), list[list[str]]()
    while True:
        if how == "by key":
            found = await read_many(pool, "example", FINDINGS, COMMITTEE, page, view=lambda row: row.id)
        else:
            found = await read_by_place(pool, "example", FINDINGS, COMMITTEE, page, (), lambda row, _: row.id)
        pages.append(found["items"])  # type: ignore[arg-type]
        if found["next"] is None:
            break
        page = Page(lists._key(str(found["next"])), 4)
    assert pages == [["f-0", "f-1", "f-2", "f-3"], ["f-4"], ["f-5"]]


@pytest.mark.parametrize("size", [lists.LARGE // 2, lists.LARGE])
async def test_large_things_are_shown_in_a_thread(pool: Pool, size: int) -> None:
    await keep(pool, Finding("f-1", "KEN", notes=({"note": "x" * size},)))
    threads = set[threading.Thread]()
    await read_many(pool, "example", FINDINGS, COMMITTEE, FIRST, view=lambda _: threads.add(threading.current_thread()))
    assert (threads == {threading.current_thread()}) == (size < lists.LARGE)


async def test_of_a_page_of_many_bytes_few_things_are_read_beyond_its_end(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "LARGEST_PAGE", 10_000)
    await keep(pool, *[Finding(f"f-{place:03}", "KEN", notes=({"note": "x" * 4_000},)) for place in range(200)])
    read = list[asyncpg.Record]()

    def weigh_and_count(record: asyncpg.Record) -> int:
        read.append(record)
        return weigh(record)

    monkeypatch.setattr(lists, "weigh", weigh_and_count)
    assert await ids(pool, COMMITTEE, Page(limit=200)) == ["f-000", "f-001"]
    assert {record["id"] for record in read} <= {f"f-{place:03}" for place in range(tables.PIECE)}
