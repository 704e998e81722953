"""Many events as council's facts: the lives of assessments, with each event projected as usual.

One life a year is told in the contracts' events and projected once. The others are copies of its rows, under
other ids and of other States: what is measured is reading them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

import asyncpg

import reference
from benchmarks.copies import COLUMNS, Template, project_templates
from contracts import assessments as a
from contracts import followup as f
from contracts import unoct as u
from contracts.base import EventData
from contracts.catalog import encode
from contracts.vocabulary import Implementation
from services.council.facts import SCHEMA
from services.council.service import PROJECTED_INDEXES, PROJECTED_TABLES
from shared.engine.port import Message
from shared.engine.rules import Event
from shared.operations.migrate import migrate
from tests.support import programme_facts as programme
from tests.support import report_assistance as assistance
from tests.support.report_assistance import API, PNR, finding
from tests.support.report_facts import Rec, Report, assess, case, report_status, visit

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Row: TypeAlias = "tuple[str, Sequence[Any]]"
"""Of a table."""

YEARS = range(2006, 2026)
NUMBER, STATE = "0" * 36, "KEN"
"""What a copy changes: the number in every id, which is as long as a UUID, and the State."""
CHUNK = 500
STATES = [one.id for one in reference.load().states if one.member_on(date(2025, 1, 1))]
THEMES = (("travel",), ("cft",), ("travel", "gender"), ("prosecution",), ("border-security", "human-rights"))
STATUSES: tuple[Implementation, ...] = (
    "not_started",
    "in_progress",
    "partly_implemented",
    "implemented",
    "implemented",
)


# ---- one life -----------------------------------------------------------------------------


def life(year: int) -> Iterator[EventData]:
    """One life, from the request for consent to the cases taken up, with the shares of the simulator."""
    recs = tuple(
        Rec(_id(f"r{n}"), THEMES[n % 5], ("public", "un", "un", "committee")[n % 4], n % 2 == 0) for n in range(10)
    )
    report = Report(_id("A"), f"{year}-06-01", recs)
    yield programme.consent(a.ConsentAsked, STATE, f"{year}-01-10", year)
    yield programme.consent(a.ConsentGiven, STATE, f"{year}-02-01", year)
    yield programme.agree_to_visit(_id("v"), f"{year}-03-04", f"{year}-02-02")
    yield programme.of_kind(visit(_id("v"), [f"{year}-03-08"]), "comprehensive")
    yield programme.share_draft(report, f"{year}-04-15")
    findings = finding(_id("fa"), API, "partial"), finding(_id("fp"), PNR, "full", "un")
    final = programme.final(report, _id("v"), f"{year}-05-20")
    yield final.model_copy(update={"findings": findings})
    yield report.due(f"{year + 1}-06-01", f"{year}-06-01")
    yield report.followup(f.FollowupResponseReceived, f"{year}-11-01")
    yield report.file_report(f"{year + 1}-05-{20 + year % 10}")
    for number, rec in enumerate(recs):
        yield assess(rec.id, f"{year + 1}-05-20", STATUSES[number % 5])
        yield assess(rec.id, f"{year + 2}-05-20", STATUSES[(number + year) % 5])
        yield report_status(rec.id, f"{year}-11-01", "in_progress")
    for rec in recs[::2]:
        yield case(u.CaseOpened, rec.id, f"{year}-06-02")
    for rec in recs[::4]:
        yield case(u.CaseOffered, rec.id, f"{year}-07-02", body="UNODC")
        yield case(u.CaseTakenUp, rec.id, f"{year}-09-02", project_id=_id("p"))
    yield report.disclose(f"{year}-12-01", "un", recs[0].id)


def once() -> Iterator[EventData]:
    """Events that are rare in a year."""
    for year in YEARS:
        yield programme.programme_adopted(year, STATES[::4], f"{year - 1}-12-10")
        yield programme.product(a.ProductAdopted, f"product-{year}", f"{year}-03-01")
        for kind in ("briefing", "heads_meeting"):
            yield assistance.hold_briefing(f"{kind}-{year}", f"{year}-06-01", kind)
        yield assistance.complete_step(f"step-{year}", f"{year}-12-31", f"{year}-10-01")


def _id(name: str) -> str:
    return name + NUMBER


def cycle() -> str:
    """The id of a cycle."""
    return f"A{_number(1)}/cycle"


# ---- as rows, many times --------------------------------------------------------------------


def _number(number: int) -> str:
    """A number as long as a UUID. It differs from others near its beginning, where texts are compared."""
    return f"{number * 2_654_435_761 % 2**32:08x}{number:028}"


def _templates(events: Iterable[EventData]) -> list[Template]:
    return list(project_templates(_build_events(events), [NUMBER, STATE]))


def _build_events(events: Iterable[EventData]) -> Iterator[Event[EventData]]:
    """Each event, recorded three days after it occurred."""
    for number, data in enumerate(events):
        on: date = data.occurred_on  # type: ignore[attr-defined]
        recorded_at = datetime(on.year, on.month, on.day, 17, tzinfo=UTC) + timedelta(days=3)
        id_ = f"{data.type}{number}{NUMBER}"
        message = Message(data.topic, 0, number, STATE, {}, encode(data))
        yield Event("/services/x", id_, data.type, STATE, recorded_at, data, id_, causation_id=id_, message=message)


async def fill(connection: Connection, count: int) -> None:
    """Replaces council's facts: at least so many events of the same lives, for each year and State in turn."""
    await connection.execute(f"drop schema if exists {SCHEMA} cascade")
    await migrate(connection, SCHEMA, [PROJECTED_TABLES])
    of_year = [_templates(life(year)) for year in YEARS]
    events = sum(one.table == "events" for one in of_year[0])
    lives = count // events + 1
    await _copy(connection, ((one.table, one.row) for one in _templates(once())))
    for first_life in range(0, lives, CHUNK):
        await _copy(connection, _lives(of_year, range(first_life, min(first_life + CHUNK, lives)), events))
    await migrate(connection, SCHEMA, [PROJECTED_TABLES, PROJECTED_INDEXES])
    await connection.execute("vacuum analyze")
    assert await connection.fetchval(f"select count(*) from {SCHEMA}.events") >= count


def _lives(of_year: Sequence[list[Template]], numbers: Iterable[int], events: int) -> Iterator[Row]:
    for number in numbers:
        names = {NUMBER: _number(number), STATE: STATES[number % len(STATES)]}
        for one in of_year[number % len(YEARS)]:
            yield one.table, one.copy(names, one.row[one.position] + number * events)


async def _copy(connection: Connection, rows: Iterable[Row]) -> None:
    of_table: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for table, row in rows:
        of_table[table].append(row)
    for table, records in of_table.items():
        columns = COLUMNS[table]
        await connection.copy_records_to_table(table, schema_name=SCHEMA, columns=columns, records=records)
