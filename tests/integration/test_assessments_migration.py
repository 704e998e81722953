"""What was known before there were guests, reports of visits and stages is known after the migration too."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TypeVar

import asyncpg

from contracts.assessments import Guest
from services.assessments.assessments.model import ASSESSMENTS, RECOMMENDATIONS
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


async def read(connection: Connection, table: Table[Row]) -> list[Row]:
    at = tables.storage_of(table, "assessments")
    return [at.build(record) for record in await connection.fetch(f"select {at.column_list} from {at.full_name}")]
