"""The product's rows, made by hand: without checks (the ceiling), and with those that "exactly once" needs.

A test compares each table with what the product writes, so that no column is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple

import orjson
from aiokafka import ConsumerRecord

from benchmarks.pipeline.reading import Database, Messages, connect, identity, in_batches
from contracts.ids import cycle_id, event_id
from reference import load
from services.followup.cycles.mandates import REPORT_DUTY, RESPONSE_DUTY
from services.followup.cycles.model import Cycle
from services.followup.recommendations.model import Recommendation
from shared.engine.deadline import DAY, Deadline, next_act
from shared.engine.storage import deadlines as deadline_store
from shared.engine.storage import journal
from shared.engine.time.dates import civil_date
from shared.engine.time.duties import duty_after

SCHEMA, SOURCE = "followup", "/services/assessments"
REFERENCE = load()
NOW = datetime.now(UTC)
TODAY = civil_date(NOW)
REMINDERS = REFERENCE.practice.reminders

COLUMNS = {
    "inbox": ("source", "id", "recorded_at"),
    "cycles": Cycle._fields,
    "recommendations": Recommendation._fields,
    "deadlines": deadline_store.COLUMNS,
    "journal": journal.COLUMNS,
}
Rows = dict[str, list[tuple[Any, ...]]]


class Term(NamedTuple):
    """The dates that follow from a day. There are few days, so they are kept."""

    on: date
    due_on: date
    due: str
    acts_on: date
    mandate: str
    paragraph: str


@cache
def term(day: str, duty: str) -> Term:
    """What falls due a period after the day."""
    duty_row = duty_after(REFERENCE, duty, date.fromisoformat(day))
    assert duty_row is not None, "a mandate is in force on every day of the events"
    acts_on = next_act(Deadline("", "", duty_row.due_on, reminders=REMINDERS), TODAY - DAY)
    due_on = duty_row.due_on
    return Term(
        duty_row.anchor_on, due_on, due_on.isoformat(), acts_on, duty_row.mandate.id, duty_row.obligation.paragraph
    )


def rows_of(messages: Messages) -> Rows:
    """All rows of these events."""
    rows: Rows = {table: [] for table in COLUMNS}
    for message in messages:
        _add(rows, identity(message), orjson.loads(message.value))
    return rows


def _add(rows: Rows, id_: str, event: dict[str, Any]) -> None:
    assessment, state, synthetic = event["assessment_id"], event["state"], event["synthetic"]
    cycle, parties = cycle_id(assessment), (f"state:{state}",)
    report, response = (
        term(event["submitted_to_ctc_on"], REPORT_DUTY),
        term(event["received_by_state_on"], RESPONSE_DUTY),
    )
    rows["inbox"].append((SOURCE, id_, NOW))
    rows["cycles"].append((
        cycle, assessment, state, event["source"], event["reference"], event["kind"], report.on, 1,
        "submitted_to_ctc_on", report.on, None, report.due_on, report.mandate, report.paragraph, None, None, None, None,
        None, "[]", response.on, None, response.due_on, response.mandate, None, None, None, None, None, None, None,
        "open", synthetic, "committee", parties, 0,
    ))  # fmt: skip
    rows["recommendations"].extend(
        (
            one["recommendation_id"], cycle, assessment, state, one["reference"], one["text"], one["themes"],
            one["priority"], one["assistance_needed"], one["assistance_requested"], 0, None, "live", None, None, None,
            (), "[]", None, None, None, None, None, None, None, None, None, None, None, None, "[]",
            one["audience"], one["parties"], synthetic, "committee", parties,
        )
        for one in event["recommendations"]
    )  # fmt: skip
    by = f"{SOURCE}/{id_}"
    rows["deadlines"] += (
        ("follow_up", cycle, report.due_on, "submitted_to_ctc_on", report.on, report.mandate, report.paragraph,
         REMINDERS, "pending", report.acts_on, id_, by),
        ("response", cycle, response.due_on, "received_by_state_on", response.on, response.mandate,
         response.paragraph, REMINDERS, "pending", response.acts_on, id_, by),
    )  # fmt: skip
    type_ = "followup.scheduled.v1"
    terms = {
        "anchor": "submitted_to_ctc_on", "anchor_on": event["submitted_to_ctc_on"], "due_on": report.due,
        "mandate": report.mandate, "paragraph": report.paragraph,
    }  # fmt: skip
    data = orjson.dumps({
        "occurred_on": event["submitted_to_ctc_on"], "synthetic": synthetic, "state": state, "followup_id": cycle,
        "sequence": 1, "assessment_id": assessment,
        "cycle": {
            "sequence": 1, **terms, "status": "open", "opened_on": event["submitted_to_ctc_on"],
            "received_by_state_on": event["received_by_state_on"], "response": {"due_on": response.due}, "earlier": [],
        },
        "anchor": terms["anchor"], "anchor_on": terms["anchor_on"], "due_on": report.due,
        "response_due_on": response.due, "mandate": report.mandate, "paragraph": report.paragraph,
    })  # fmt: skip
    identity = event_id(SOURCE, id_, type_, state, 0)
    rows["journal"].append((
        identity, "/services/followup", type_, "ctc.followup", state, NOW, "committee", id_, id_, None, data,
    ))  # fmt: skip


async def ceiling(events: int) -> None:
    """Polls, decodes, COPYs: no check whatever."""
    await in_batches(events, _copy_all)


async def _copy_all(database: Database, messages: Messages) -> None:
    await _copy(database, rows_of(messages))


async def _copy(database: Database, rows: Rows) -> None:
    for table, columns in COLUMNS.items():
        if records := rows[table]:
            await database.copy_records_to_table(table, schema_name=SCHEMA, columns=columns, records=records)


async def batch_same_rows(events: int) -> None:
    """What one would write by hand for this one event: repeated events are dropped, the journal stays in order."""
    await in_batches(events, _transaction)


async def _transaction(database: Database, messages: Messages) -> None:
    new = await _find_unseen(database, sorted(map(identity, messages)))
    rows = rows_of([message for message in messages if identity(message) in new])
    rows["inbox"] = []
    await database.execute("select pg_advisory_xact_lock($1, 2)", journal.LOCK_SPACE)
    await _copy(database, rows)


async def per_message_same_rows(events: int) -> None:
    """The same for one message at a time: a transaction, an acknowledgement and an INSERT a row."""
    async with connect() as (database, consumer):
        for _ in range(events):
            message = await consumer.getone()
            async with database.transaction():
                await _write_one(database, message)
            await consumer.commit()


async def _write_one(database: Database, message: ConsumerRecord[bytes, bytes]) -> None:
    if not await _find_unseen(database, [identity(message)]):
        return
    await database.execute("select pg_advisory_xact_lock($1, 2)", journal.LOCK_SPACE)
    rows = rows_of([message])
    rows["inbox"] = []
    for table, columns in COLUMNS.items():
        places = ", ".join(f"${number}" for number in range(1, len(columns) + 1))
        query = f"insert into {SCHEMA}.{table} ({', '.join(columns)}) values ({places})"
        await database.executemany(query, rows[table])


async def _find_unseen(database: Database, ids: Sequence[str]) -> set[str]:
    query = (
        f"insert into {SCHEMA}.inbox (source, id, recorded_at) select $1, unnest($2::text[]), $3 "
        "on conflict do nothing returning id"
    )
    return {record[0] for record in await database.fetch(query, SOURCE, ids, NOW)}
