"""A case that was known before it had parts has them after the migration: what was told of it still holds."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import asyncpg

from services.unoct.cases.model import CASES, Case, Part
from services.unoct.cases.parts import find_status
from services.unoct.service import SERVICE
from shared.engine.storage import tables
from shared.operations import migrate
from tests.support.running import SHARED_MIGRATIONS

OLD = """
insert into unoct.recommendations (id, assessment_id, state, assistance_needed, assistance_requested, released_on,
    serving, events, synthetic, audience, parties)
select id, 'a', 'KEN', true, true, '2024-03-01', serving::jsonb, '{}', true, 'un', '{state:KEN}'
from (values
    ('offered', '[]'), ('declined', '[]'), ('open', '[]'),
    ('two', '[{"project_id": "p", "body": "UNODC"}, {"project_id": "q", "body": "ICAO"}]'),
    ('merged', '[{"project_id": "p", "body": "UNODC"}, {"project_id": "q", "body": "ICAO"}]'),
    ('delivered', '[{"project_id": "p", "body": "UNODC"}, {"project_id": "q", "body": "ICAO"}]'),
    ('gone', '[]')
) as old (id, serving);
insert into unoct.cases (id, recommendation_id, assessment_id, state, status, opened_on, synthetic, audience, parties,
    offered_on, taken_up_on, delivered_on, declined_on, body, project_id, reason, note)
select id || '-case', id, 'a', 'KEN', status, '2024-03-01', true, 'un', '{state:KEN}', offered_on::date,
    taken_up_on::date, delivered_on::date, declined_on::date, body, project_id, reason, note
from (values
    ('open', 'open', null, null, null, null, null, null, null, null),
    ('offered', 'offered', '2024-03-05', null, null, null, 'UNODC', null, null, 'A course.'),
    ('declined', 'declined', '2024-03-05', null, null, '2024-03-09', 'UNODC', null, 'No capacity.', null),
    ('two', 'taken_up', null, '2024-03-06', null, null, 'UNODC', 'p', null, null),
    ('merged', 'taken_up', null, '2024-03-06', null, null, 'ICAO', 'q', null, null),
    ('delivered', 'delivered', null, '2024-03-06', '2024-05-06', null, 'UNODC', 'p', null, 'Done.'),
    ('gone', 'delivered', null, '2024-03-06', '2024-05-06', null, 'UNODC', 'p', null, null)
) as old (id, status, offered_on, taken_up_on, delivered_on, declined_on, body, project_id, reason, note);
insert into unoct.duplications (id, recommendation_id, case_id, state, project_ids, status, flagged_on, synthetic,
    audience, parties, resolved_on, resolution, kept_project_id)
values ('d', 'merged', 'merged-case', 'KEN', '{p,q}', 'resolved', '2024-03-07', true, 'un', '{state:KEN}', '2024-03-08',
    'merged', 'q');
"""
BEFORE = "0005"
"""The first number that has parts, or comes beside them."""


async def test_each_case_has_the_parts_that_its_status_says(postgres: str, tmp_path: Path) -> None:
    earlier = tmp_path / "unoct" / "migrations"
    earlier.mkdir(parents=True)
    (migrations,) = SERVICE.migrations
    for path in sorted(migrations.glob("*.sql")):
        if path.name < BEFORE:
            shutil.copy(path, earlier)
    connection = await asyncpg.connect(postgres)
    try:
        await migrate.migrate(connection, "unoct", [SHARED_MIGRATIONS, earlier])
        await connection.execute(OLD)
        await migrate.migrate(connection, "unoct", [SHARED_MIGRATIONS, migrations])
        at = tables.storage_of(CASES, "unoct")
        records = await connection.fetch(f"select {at.column_list} from {at.full_name}")
        cases: dict[str, Case] = {row.recommendation_id: row for row in (at.build(record) for record in records)}
    finally:
        await connection.close()
    assert {name: one.status for name, one in cases.items()} == {
        name: find_status(one.parts) for name, one in cases.items()
    }
    since, day = date(2024, 3, 6), date(2024, 5, 6)
    assert cases["open"].parts == ()
    assert cases["offered"].parts == (Part("UNODC", None, "offered", offered_on=date(2024, 3, 5), note="A course."),)
    assert cases["declined"].parts[0].ended_on == date(2024, 3, 9)
    assert cases["two"].parts == (
        Part("UNODC", "p", "taken_up", taken_up_on=since), Part("ICAO", "q", "taken_up", taken_up_on=since),
    )  # fmt: skip
    assert cases["merged"].parts == (
        Part("UNODC", "p", "replaced", taken_up_on=since, ended_on=date(2024, 3, 8), replaced_by="q"),
        Part("ICAO", "q", "taken_up", taken_up_on=since),
    )
    assert [(part.status, part.delivered_on) for part in cases["delivered"].parts] == [("delivered", day)] * 2
    assert cases["gone"].parts == (Part("UNODC", "p", "delivered", taken_up_on=since, delivered_on=day),)
