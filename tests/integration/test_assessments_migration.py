"""What was known before there were guests, reports of visits and stages is known after the migration too."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import TypeVar

import asyncpg

from contracts.assessments import Guest
from services.assessments.assessments.model import ASSESSMENTS, FINDINGS, RECOMMENDATIONS, ClosedSentence
from services.assessments.assessments.readers.closed_words import ANY_SENTENCE
from services.assessments.products.model import PRODUCTS
from services.assessments.service import SERVICE
from services.assessments.visits.model import VISITS
from shared.engine.rules import Table
from shared.engine.storage import tables
from shared.operations import migrate
from shared.operations.pools import Connection
from tests.support.running import SHARED_MIGRATIONS

Row = TypeVar("Row")

OLD = """
insert into assessments.visits (id, source, reference, state, state_year, year, body, kind, status, audience, parties,
    synthetic, invited, components, participants)
select id, 's', id, 'KEN', 'KEN 2024', 2024, 'CTED', kind, 'completed', 'public', '{}', true, '{UNODC,ICAO}',
    components::jsonb, '{ICAO}'
from (values
    ('reported', 'focused', '[{"mode": "onsite", "start": "2024-01-15", "end": "2024-01-19"}]'),
    ('waiting', 'focused', '[{"mode": "virtual", "start": "2023-05"}, {"mode": "onsite", "end": "2024-02"}]'),
    ('advocacy', 'advocacy', '[{"mode": "onsite", "start": "2024"}]')
) as old (id, kind, components);
insert into assessments.assessments (id, source, reference, state, kind, status, opens_cycle, audience, parties,
    synthetic, draft, draft_shared_on, visit_id, recommendation_ids, finding_ids, corrections)
values ('a', 's', 'a', 'KEN', 'focused', 'completed', true, 'un', '{}', true, 'pao', '2024-02-01', 'reported', '{r}',
    '{}', 0);
insert into assessments.recommendations (id, assessment_id, state, reference, text, themes, priority, made_by,
    assistance_needed, assistance_requested, audience, parties, synthetic)
values ('r', 'a', 'KEN', 'R', 't', '{cft}', 'high', 'CTED', true, true, 'un', '{}', true);
"""


async def test_rows_of_the_first_version_are_read_by_this_one(postgres: str, tmp_path: Path) -> None:
    first = tmp_path / "assessments" / "migrations"
    first.mkdir(parents=True)
    (migrations,) = SERVICE.migrations
    shutil.copy(migrations / "0001_assessments.sql", first)
    connection = await asyncpg.connect(postgres)
    try:
        await migrate.migrate(connection, "assessments", [SHARED_MIGRATIONS, first])
        await connection.execute(OLD)
        await migrate.migrate(connection, "assessments", [SHARED_MIGRATIONS, migrations])
        visits = {row.id: row for row in await read(connection, VISITS)}
        (assessment,) = await read(connection, ASSESSMENTS)
        (recommendation,) = await read(connection, RECOMMENDATIONS)
    finally:
        await connection.close()
    assert visits["reported"].guests == (
        Guest(body="ICAO", sector="compact", came=True), Guest(body="UNODC", sector="compact"),
    )  # fmt: skip
    assert (visits["reported"].assessment_ids, visits["reported"].awaits_report_since) == (("a",), None)
    assert visits["waiting"].awaits_report_since == date(2024, 2, 29)
    assert visits["advocacy"].awaits_report_since is None
    assert assessment.pao_shared_on == date(2024, 2, 1)
    assert (recommendation.stated_assistance_requested, recommendation.made_in) == (True, "report")


BEFORE_THE_OFFICE = """
insert into assessments.assessments (id, source, reference, state, kind, status, opens_cycle, audience, parties,
    synthetic, corrections, recommendation_ids, finding_ids, disclosure_decided_on)
select id, 's', id, 'KEN', 'focused', 'completed', true, 'un', '{}', true, 0, '{}', '{}', on_day::date
from (values ('a', '2024-06-20'), ('unknown', '2024-06-20'), ('undecided', null)) as old (id, on_day);
insert into assessments.recommendations (id, assessment_id, state, reference, text, themes, priority, made_by,
    assistance_needed, assistance_requested, audience, parties, synthetic, disclosure_decided_on)
select id, 'a', 'KEN', id, 't', '{cft}', 'high', 'CTED', true, true, 'un', '{}', true, on_day::date
from (values ('r1', '2024-06-12'), ('r2', '2024-06-13'), ('r3', null)) as old (id, on_day);
insert into assessments.findings (id, assessment_id, state, provision, result, audience, parties, synthetic,
    disclosure_decided_on)
values ('f', 'a', 'KEN', 'p', 'partial', 'un', '{}', true, '2024-06-12');
insert into assessments.products (id, source, reference, kind, title, state, themes, status, drafted_on, audience,
    parties, synthetic, disclosure_decided_on)
values ('p', 's', 'p', 'edis', 't', 'KEN', '{}', 'adopted', '2024-06-01', 'un', '{}', true, '2024-06-14');
"""
DECISIONS = (
    {"id": "a", "decided_on": "2024-06-10", "decided_by": "The first"},
    {"id": "a", "decided_on": "2024-06-12", "decided_by": "Of parts", "in_part": ["r1", "f"]},
    {"id": "r2", "decided_on": "2024-06-13", "decided_by": "Of one"},
    {"id": "p", "decided_on": "2024-06-14", "decided_by": "Of a product", "in_part": []},
    {"id": "a", "decided_on": "2024-06-20", "decided_by": "The same day"},
    {"id": "a", "decided_on": "2024-06-20", "decided_by": "The last"},
    {"id": "r3", "decided_on": "2024-06-21", "decided_by": "As decided on the assessment"},
)
TO_JOURNAL = """
insert into assessments.journal (id, source, type, topic, subject, time, audience, correlationid, causationid, data)
values ($1, 's', 'disclosure.changed.v1', 'ctc.assessments', 'KEN', now(), 'committee', $1, $1, $2)
"""


async def test_who_decided_before_is_taken_from_the_journal(postgres: str, tmp_path: Path) -> None:
    before = tmp_path / "assessments" / "migrations"
    before.mkdir(parents=True)
    (migrations,) = SERVICE.migrations
    for file in migrations.glob("*.sql"):
        if file.name < "0016":
            shutil.copy(file, before)
    connection = await asyncpg.connect(postgres)
    try:
        await migrate.migrate(connection, "assessments", [SHARED_MIGRATIONS, before])
        await connection.execute(BEFORE_THE_OFFICE)
        for number, decision in enumerate(DECISIONS):
            await connection.execute(TO_JOURNAL, str(number), json.dumps(decision).encode())
        await migrate.migrate(connection, "assessments", [SHARED_MIGRATIONS, migrations])
        known = {
            row.id: row.disclosure_decided_by
            for rows in [await read(connection, table) for table in (ASSESSMENTS, RECOMMENDATIONS, FINDINGS, PRODUCTS)]
            for row in rows
        }
    finally:
        await connection.close()
    assert known == {
        "a": "The last", "unknown": None, "undecided": None, "r1": "Of parts", "r2": "Of one", "r3": None,
        "f": "Of parts", "p": "Of a product",
    }  # fmt: skip


BEFORE_THE_LEFT_OUT = """
insert into assessments.assessments (id, source, reference, state, kind, status, opens_cycle, audience, parties,
    synthetic, corrections, recommendation_ids, finding_ids)
select id, 's', id, 'KEN', 'focused', 'completed', true, 'un', '{}', true, 1, '{stays}', '{f-stays}'
from (values ('closed'), ('open'), ('kept'), ('uncorrected')) as old (id);
insert into assessments.corrections (id, assessment_id, state, number, corrected_on, recorded_at, changed, original,
    audience, parties)
select id || ' 1', id, 'KEN', 1, '2024-06-01', now(), '{findings}', original::jsonb, 'committee', '{state:KEN}'
from (values
    ('closed', '{"recommendations": [{"id": "r", "own_audience": "un"}],
        "findings": [{"id": "f", "own_audience": "committee"}, {"id": "g", "own_audience": "council"}]}'),
    ('open', '{"recommendations": [{"id": "r", "own_audience": null}, {"id": "s", "own_audience": "public"}],
        "findings": []}'),
    ('kept', '{"recommendations": [{"id": "stays", "own_audience": "committee"}],
        "findings": [{"id": "f-stays", "own_audience": "committee"}]}')
) as old (id, original);
"""


async def test_how_far_went_what_corrections_left_out_is_taken_from_their_originals(
    postgres: str, tmp_path: Path
) -> None:
    before = tmp_path / "assessments" / "migrations"
    before.mkdir(parents=True)
    (migrations,) = SERVICE.migrations
    for file in migrations.glob("*.sql"):
        if file.name < "0020":
            shutil.copy(file, before)
    connection = await asyncpg.connect(postgres)
    try:
        await migrate.migrate(connection, "assessments", [SHARED_MIGRATIONS, before])
        await connection.execute(BEFORE_THE_LEFT_OUT)
        await migrate.migrate(connection, "assessments", [SHARED_MIGRATIONS, migrations])
        rows = await read(connection, ASSESSMENTS)
    finally:
        await connection.close()
    known = {row.id: row.left_out_audience for row in rows}
    assert known == {"closed": "committee", "open": None, "kept": None, "uncorrected": None}
    any_sentence = ClosedSentence(ANY_SENTENCE, "committee")
    assert {row.id: row.closed_sentences for row in rows if row.closed_sentences} == {"closed": (any_sentence,)}


BEFORE_ITS_DAY = """
insert into assessments.recommendations (id, assessment_id, state, reference, text, themes, priority, made_by,
    assistance_needed, assistance_requested, audience, parties, synthetic, made_in)
select id, 'kept', 'KEN', id, 't', '{cft}', 'high', 'CTED', true, true, 'un', '{}', true, made_in
from (values ('stays', 'report'), ('new', 'report'), ('later', 'follow-up')) as old (id, made_in);
insert into assessments.findings (id, assessment_id, state, provision, result, audience, parties, synthetic)
select id, 'kept', 'KEN', 'p', 'partial', 'un', '{}', true from (values ('f-stays'), ('f-new')) as old (id);
"""


async def test_the_day_on_which_a_part_came_is_taken_from_corrections(postgres: str, tmp_path: Path) -> None:
    before = tmp_path / "assessments" / "migrations"
    before.mkdir(parents=True)
    (migrations,) = SERVICE.migrations
    for file in migrations.glob("*.sql"):
        if file.name < "0022":
            shutil.copy(file, before)
    connection = await asyncpg.connect(postgres)
    try:
        await migrate.migrate(connection, "assessments", [SHARED_MIGRATIONS, before])
        await connection.execute(BEFORE_THE_LEFT_OUT + BEFORE_ITS_DAY)
        today = await connection.fetchval("select current_date")
        await migrate.migrate(connection, "assessments", [SHARED_MIGRATIONS, migrations])
        recommendations = {row.id: row.came_on for row in await read(connection, RECOMMENDATIONS)}
        findings = {row.id: row.came_on for row in await read(connection, FINDINGS)}
    finally:
        await connection.close()
    assert recommendations == {"stays": None, "new": today, "later": today}
    assert findings == {"f-stays": None, "f-new": today}


async def read(connection: Connection, table: Table[Row]) -> list[Row]:
    at = tables.storage_of(table, "assessments")
    return [at.build(record) for record in await connection.fetch(f"select {at.column_list} from {at.full_name}")]
