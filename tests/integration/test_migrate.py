"""Schemas are brought up to date by numbered files: once each, a file whole or not at all, forward only."""

from __future__ import annotations

import asyncio
from pathlib import Path

import asyncpg
import pytest

from shared.operations import migrate as module
from shared.operations.migrate import MigrationError, list_pending, migrate
from shared.operations.pools import Connection


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A service's migrations, of which there is one."""
    directory = tmp_path / "followup" / "migrations"
    directory.mkdir(parents=True)
    (directory / "0001_cycles.sql").write_text("create table cycles (id text); insert into cycles values ('first')")
    return directory


async def test_files_run_in_order_each_once_in_the_service_s_own_schema(connection: Connection, files: Path) -> None:
    (files / "0002_open.sql").write_text("alter table cycles add column open boolean")
    (files / "notes.txt").write_text("not a migration")
    names = ["followup/0001_cycles.sql", "followup/0002_open.sql"]

    assert await list_pending(connection, "followup", [files]) == names
    assert await migrate(connection, "followup", [files]) == names
    assert await migrate(connection, "followup", [files]) == []
    assert await list_pending(connection, "followup", [files]) == []

    assert await connection.fetchval("select count(*) from followup.cycles where open is null") == 1
    assert await connection.fetchval("show search_path") == '"$user", public'


async def test_the_same_files_serve_several_schemas(connection: Connection, files: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared" / "migrations"
    shared.mkdir(parents=True)
    (shared / "0001_door.sql").write_text("create table inbox (id text)")
    for schema in ("followup", "unoct"):
        assert await migrate(connection, schema, [shared, files]) == [
            "shared/0001_door.sql",
            "followup/0001_cycles.sql",
        ]
        assert await connection.fetchval(f"select count(*) from {schema}.inbox") == 0


async def test_a_new_file_of_the_handler_may_follow_after_a_service_s_own(
    connection: Connection, files: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared" / "migrations"
    shared.mkdir(parents=True)
    (shared / "0001_door.sql").write_text("create table inbox (id text)")
    await migrate(connection, "followup", [shared, files])
    (shared / "0002_more.sql").write_text("create table journal (id text)")
    assert await migrate(connection, "followup", [shared, files]) == ["shared/0002_more.sql"]


async def test_a_file_that_fails_is_named_and_nothing_of_a_new_schema_stays(
    connection: Connection, files: Path
) -> None:
    (files / "0002_broken.sql").write_text("create table more (id text); select nonsense")
    with pytest.raises(MigrationError, match=r"followup/0002_broken\.sql failed in schema followup: .*nonsense"):
        await migrate(connection, "followup", [files])
    assert await connection.fetchval("select to_regnamespace('followup')::text") is None


async def test_in_a_schema_that_is_in_use_what_ran_before_a_file_that_fails_stays(
    connection: Connection, files: Path
) -> None:
    await migrate(connection, "followup", [files])
    (files / "0002_open.sql").write_text("alter table cycles add column open boolean")
    broken = files / "0003_broken.sql"
    broken.write_text("create table more (id text); select nonsense")
    with pytest.raises(MigrationError, match=r"followup/0003_broken\.sql failed"):
        await migrate(connection, "followup", [files])
    assert await list_pending(connection, "followup", [files]) == ["followup/0003_broken.sql"]
    broken.write_text("create table more (id text)")
    assert await migrate(connection, "followup", [files]) == ["followup/0003_broken.sql"]


async def test_who_writes_waits_for_one_file_and_not_for_all(
    connection: Connection, postgres: str, files: Path
) -> None:
    await migrate(connection, "followup", [files])
    await connection.execute("create table followup.busy (id text)")
    (files / "0002_open.sql").write_text("alter table cycles add column open boolean")
    (files / "0003_long.sql").write_text("alter table busy add column open boolean")
    writer = await asyncpg.connect(postgres)
    async with connection.transaction():
        await connection.execute("lock table followup.busy")
        migrating = asyncio.create_task(_migrate_alone(postgres, files))
        waits = "select count(*) from pg_locks where relation = 'followup.busy'::regclass and not granted"
        async with asyncio.timeout(10):
            while not await connection.fetchval(waits):
                pass
        await asyncio.wait_for(writer.execute("insert into followup.cycles values ('second', true)"), 5)
    await writer.close()
    assert await migrating == ["followup/0002_open.sql", "followup/0003_long.sql"]


async def _migrate_alone(postgres: str, files: Path) -> list[str]:
    connection = await asyncpg.connect(postgres)
    try:
        return await migrate(connection, "followup", [files])
    finally:
        await connection.close()


async def test_a_file_changed_after_it_had_run_is_refused(connection: Connection, files: Path) -> None:
    await migrate(connection, "followup", [files])
    (files / "0001_cycles.sql").write_text("create table cycles (id text, state text)")
    for function in (migrate, list_pending):
        with pytest.raises(MigrationError, match=r"0001_cycles\.sql was changed after it had run"):
            await function(connection, "followup", [files])


async def test_a_new_file_numbered_before_one_that_has_run_is_refused(connection: Connection, files: Path) -> None:
    await migrate(connection, "followup", [files])
    (files / "0000_late.sql").write_text("create table late (id text)")
    with pytest.raises(MigrationError, match=r"0000_late\.sql has not run .* give it the next free number"):
        await migrate(connection, "followup", [files])


async def test_who_goes_back_a_version_finds_the_newer_schema_left_as_it_is(
    connection: Connection, files: Path
) -> None:
    newer = files / "0002_newer.sql"
    newer.write_text("alter table cycles add column closed_on date")
    await migrate(connection, "followup", [files])
    newer.unlink()
    assert await migrate(connection, "followup", [files]) == []
    assert await list_pending(connection, "followup", [files]) == []
    (files / "0003_of_a_branch.sql").write_text("alter table cycles add column other date")
    with pytest.raises(MigrationError, match=r"\(followup/0002_newer\.sql\) and lacks followup/0003_of_a_branch\.sql"):
        await migrate(connection, "followup", [files])


async def test_a_schema_that_somebody_else_made_is_left_alone(connection: Connection, files: Path) -> None:
    await connection.execute("create schema followup; create table followup.theirs (id text)")
    with pytest.raises(MigrationError, match=r"did not make: use another database"):
        await migrate(connection, "followup", [files])
    assert await connection.fetchval("select to_regclass('followup.migrations')::text") is None


async def test_an_empty_schema_made_beforehand_is_used(connection: Connection, files: Path) -> None:
    await connection.execute("create schema followup")
    assert await migrate(connection, "followup", [files]) == ["followup/0001_cycles.sql"]


async def test_a_role_that_may_not_create_a_schema_is_told_so(connection: Connection, files: Path) -> None:
    await connection.execute("create role reader; set role reader")
    try:
        with pytest.raises(MigrationError, match=r"schema followup .*permission denied"):
            await migrate(connection, "followup", [files])
    finally:
        await connection.execute("reset role; drop role reader")


async def test_two_at_once_wait_for_each_other(postgres: str, files: Path) -> None:
    connections = [await asyncpg.connect(postgres) for _ in range(4)]
    try:
        ran = await asyncio.gather(*(migrate(each, "followup", [files]) for each in connections))
    finally:
        for each in connections:
            await each.close()
    assert sorted(map(len, ran)) == [0, 0, 0, 1]


async def test_a_postgresql_that_is_too_old_is_named(connection: Connection, files: Path) -> None:
    """The version is what the server says of itself; an old one is not at hand, so a newer one is asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "OLDEST_POSTGRES", 99)
        for function in (migrate, list_pending):
            with pytest.raises(MigrationError, match=r"The database is PostgreSQL \d\d: at least 99 is needed"):
                await function(connection, "followup", [files])
