"""A million events as council's facts: the lives of many assessments, each event projected as it is when it comes.

One life a year is told in the contracts' events and projected once. The others are copies of its rows, under
other ids and of other States: what is measured is reading them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

import asyncpg

import reference
from contracts import assessments as a
from contracts import followup as f
from contracts import unoct as u
from contracts.base import EventData
from contracts.catalog import encode
from contracts.vocabulary import Implementation
from services.council.facts import PROJECTED, SCHEMA
from services.council.projections import facts_of
from services.council.service import PROJECTED_INDEXES, PROJECTED_TABLES
from shared.migrate import migrate
from shared.rules import Event
from shared.transport import Message
from tests.support import programme_facts as programme
from tests.support import report_assistance as assistance
from tests.support.report_assistance import API, PNR, finding
from tests.support.report_facts import Rec, Report, assessed, case, reported, visit

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Rows: TypeAlias = "dict[str, list[tuple[Any, ...]]]"

EVENTS = 1_000_000
YEARS = range(2006, 2026)
NUMBER, STATE = "0" * 36, "KEN"
"""What a copy changes: the number in every id, as long as a UUID, and the State."""
CHUNK = 500
COLUMNS = {table.name: table.row._fields for table in PROJECTED}
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
    """From the request for consent to what was taken up, begun in this year: as the simulator has them, in shares."""
    recs = tuple(
        Rec(_id(f"r{n}"), THEMES[n % 5], ("public", "un", "un", "committee")[n % 4], n % 2 == 0) for n in range(10)
    )
    report = Report(_id("A"), f"{year}-06-01", recs)
    yield programme.consent(a.ConsentAsked, STATE, f"{year}-01-10", year)
    yield programme.consent(a.ConsentGiven, STATE, f"{year}-02-01", year)
    yield programme.agreed(_id("v"), f"{year}-03-04", f"{year}-02-02")
    yield programme.of_kind(visit(_id("v"), [f"{year}-03-08"]), "comprehensive")
    yield programme.drafted(report, f"{year}-04-15")
    findings = finding(_id("fa"), API, "partial"), finding(_id("fp"), PNR, "full", "un")
    final = programme.final(report, _id("v"), f"{year}-05-20")
    yield final.model_copy(update={"findings": findings})
    yield report.due(f"{year + 1}-06-01", f"{year}-06-01")
    yield report.followup(f.FollowupResponseReceived, f"{year}-11-01")
    yield report.reported(f"{year + 1}-05-{20 + year % 10}")
    for number, rec in enumerate(recs):
        yield assessed(rec.id, f"{year + 1}-05-20", STATUSES[number % 5])
        yield assessed(rec.id, f"{year + 2}-05-20", STATUSES[(number + year) % 5])
        yield reported(rec.id, f"{year}-11-01", "in_progress")
    for rec in recs[::2]:
        yield case(u.CaseOpened, rec.id, f"{year}-06-02")
    for rec in recs[::4]:
        yield case(u.CaseOffered, rec.id, f"{year}-07-02", body="UNODC")
        yield case(u.CaseTakenUp, rec.id, f"{year}-09-02", project_id=_id("p"))
    yield report.disclosed(f"{year}-12-01", "un", recs[0].id)


def once() -> Iterator[EventData]:
    """What there is little of in a year."""
    for year in YEARS:
        yield programme.programme_adopted(year, STATES[::4], f"{year - 1}-12-10")
        yield programme.product(a.ProductAdopted, f"product-{year}", f"{year}-03-01")
        for kind in ("briefing", "heads_meeting"):
            yield assistance.held(f"{kind}-{year}", f"{year}-06-01", kind)
        yield assistance.done(f"step-{year}", f"{year}-12-31", f"{year}-10-01")


def _id(name: str) -> str:
    return name + NUMBER


def cycle() -> str:
    """The id of a cycle."""
    return f"A{_number(1)}/cycle"


# ---- as rows, many times --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Template:
    """A row, and what of it a copy changes."""

    table: str
    row: tuple[Any, ...]
    named: tuple[int, ...]
    position: int

    def copy(self, number: str, state: str, after: int) -> tuple[Any, ...]:
        """The same of another State, under other ids, later in its journal."""
        row = list(self.row)
        for index in self.named:
            row[index] = _renamed(row[index], number, state)
        row[self.position] += after
        return tuple(row)


def _number(number: int) -> str:
    """As long as a UUID, and as soon unlike the others, since texts are compared from their beginning."""
    return f"{number * 2_654_435_761 % 2**32:08x}{number:028}"


def _renamed(value: Any, number: str, state: str) -> Any:
    if isinstance(value, str):
        return value.replace(NUMBER, number).replace(STATE, state)
    if isinstance(value, bytes):
        return value.replace(NUMBER.encode(), number.encode()).replace(STATE.encode(), state.encode())
    return tuple(_renamed(each, number, state) for each in value)


def templates(events: Sequence[EventData]) -> Iterator[Template]:
    """The rows that council makes of these."""
    for number, data in enumerate(events):
        on: date = data.occurred_on  # type: ignore[attr-defined]
        recorded = datetime(on.year, on.month, on.day, 17, tzinfo=UTC) + timedelta(days=3)
        id_ = f"{data.type}{number}{NUMBER}"
        message = Message(data.topic, 0, number, STATE, {}, encode(data))
        event = Event("/services/x", id_, data.type, STATE, recorded, data, id_, causation_id=id_, message=message)
        for table, row in facts_of(event):
            named = tuple(index for index, value in enumerate(row) if _varies(value))
            yield Template(table.name, tuple(row), named, type(row)._fields.index("position"))


def _varies(value: Any) -> bool:
    return isinstance(value, str | bytes | tuple) and _renamed(value, "x", "x") != value


async def fill(connection: Connection) -> None:
    """Makes council's facts anew: a million events of the same lives, each year and State in turn."""
    await connection.execute(f"drop schema if exists {SCHEMA} cascade")
    await migrate(connection, SCHEMA, [PROJECTED_TABLES])
    of_year = [list(templates(list(life(year)))) for year in YEARS]
    events = sum(one.table == "events" for one in of_year[0])
    lives = EVENTS // events + 1
    for one in templates(list(once())):
        columns = COLUMNS[one.table]
        await connection.copy_records_to_table(one.table, schema_name=SCHEMA, columns=columns, records=[one.row])
    for begun in range(0, lives, CHUNK):
        rows: Rows = defaultdict(list)
        for number in range(begun, min(begun + CHUNK, lives)):
            state, year = STATES[number % len(STATES)], of_year[number % len(YEARS)]
            for one in year:
                rows[one.table].append(one.copy(_number(number), state, number * events))
        for table, records in rows.items():
            columns = COLUMNS[table]
            await connection.copy_records_to_table(table, schema_name=SCHEMA, columns=columns, records=records)
    await migrate(connection, SCHEMA, [PROJECTED_TABLES, PROJECTED_INDEXES])
    await connection.execute("vacuum analyze")
    assert await connection.fetchval(f"select count(*) from {SCHEMA}.events") >= EVENTS
