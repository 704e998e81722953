"""Each service logs in to PostgreSQL with a role of its own, which reaches only what is its own."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest
from asyncpg.exceptions import InsufficientPrivilegeError

from ctc import composition
from ctc.access import ROLES
from services.council.facts.core import SCHEMA as FACTS
from shared.operations.roles import bring_roles, compare_roles, hash_password
from shared.transports.installation import keep_identity
from tests.support.postgres import PostgresServer


@dataclass
class Database:
    """A migrated database, whose roles are as they should be."""

    dsn: str
    owner: asyncpg.Connection[asyncpg.Record]

    async def ask(self, service: str, *statements: str) -> None:
        """Runs the statements as the service's role."""
        parts = urlsplit(self.dsn)
        _, _, host = parts.netloc.rpartition("@")
        connection = await asyncpg.connect(urlunsplit(parts._replace(netloc=f"ctc_{service}:x@{host}")))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


@pytest.fixture
async def database(postgres_server: PostgresServer) -> AsyncIterator[Database]:
    async def migrate(dsn: str) -> None:
        connection = await asyncpg.connect(dsn)
        try:
            await composition.migrate_all(connection)
            await keep_identity(connection, "this-installation")
        finally:
            await connection.close()

    template = await postgres_server.template("the whole system, joined", migrate)
    async with postgres_server.database(template) as dsn:
        owner = await asyncpg.connect(dsn)
        try:
            await bring_roles(owner, ROLES)
            yield Database(dsn, owner)
        finally:
            await owner.close()


async def test_a_service_reads_and_writes_what_is_its_own(database: Database) -> None:
    for service in composition.NAMES:
        await database.ask(
            service,
            f"select * from {service}.migrations",
            f"update {service}.relay set position = position",
            f"delete from {service}.inbox",
            f"select * from {service}.journal",
            f"insert into {service}.consumer_state (consumer, streak) values ('x', 0)",
            "select id from installation.identity",
        )


@pytest.mark.parametrize(
    "statement",
    [
        "select * from assessments.assessments",
        "select data from assessments.journal",
        "select * from assessments.inbox",
        "update assessments.relay set position = 0",
        "insert into assessments.relay (position) values (1)",
        "select * from exchange.registrations",
        f"select * from {FACTS}.events",
        "update followup.journal set data = ''",
        "delete from followup.journal",
        "truncate followup.journal",
        "update followup.migrations set checksum = ''",
        "update installation.identity set id = ''",
        "create table followup.another (x integer)",
        "create table public.another (x integer)",
        "create schema another",
        "drop table followup.inbox",
        "set role ctc_assessments",
        "create role another",
        "copy followup.inbox to program 'true'",
        "select pg_read_file('/etc/passwd')",
    ],
)
async def test_the_role_of_followup_can_do_nothing_else(database: Database, statement: str) -> None:
    with pytest.raises(InsufficientPrivilegeError):
        await database.ask("followup", statement)


async def test_any_service_can_find_out_whether_kafka_belongs_to_the_database(database: Database) -> None:
    for service in composition.NAMES:
        await database.ask(
            "unoct",
            f"select exists (select from {service}.journal where id = any(array['x']))",
            f"update {service}.relay set history_lost = true where position > 0 returning true",
        )


async def test_council_puts_other_facts_in_the_place_of_its_own(database: Database) -> None:
    await database.ask(
        "council",
        f"create schema {FACTS}_rebuilt",
        f"create table {FACTS}_rebuilt.x (x integer)",
        f"truncate {FACTS}.events",
        f"alter schema {FACTS} rename to {FACTS}_replaced",
        f"alter schema {FACTS}_rebuilt rename to {FACTS}",
        f"drop schema {FACTS}_replaced cascade",
    )


async def test_a_copy_of_the_version_before_writes_before_its_role_may_reach_a_new_list(database: Database) -> None:
    """An update migrates first. Only then it gives the roles rights to new tables."""
    owner = database.owner
    await owner.execute("revoke all on unoct.list_entries from ctc_unoct")
    await owner.execute("set search_path = unoct")
    await owner.execute("create table samples (id text primary key, audience text, parties text[])")
    await owner.execute("select make_list('samples', 'parties')")
    await owner.execute("grant select, insert, update, delete on samples to ctc_unoct")
    entries = "select word from unoct.list_entries where word like 'samples %'"
    await database.ask("unoct", "insert into unoct.samples values ('one', 'un', '{state:KEN}')")
    assert await owner.fetchval(entries) == "samples parties state:KEN"
    await database.ask("unoct", "update unoct.samples set parties = '{state:FJI}'")
    assert await owner.fetchval(entries) == "samples parties state:FJI"
    await database.ask("unoct", "delete from unoct.samples")
    assert await owner.fetch(entries) == []


async def test_no_service_enters_anything_in_the_lists_of_another(database: Database) -> None:
    for service in ("followup", "unoct"):
        with pytest.raises(InsufficientPrivilegeError):
            await database.ask(
                service,
                "create temp table mine (id text, parties text[])",
                "create trigger enter after insert on mine referencing new table as new_rows "
                "for each statement execute function assessments.enter_visits()",
            )


async def test_check_says_what_differs_and_apply_mends_it(database: Database) -> None:
    owner = database.owner
    assert (await compare_roles(owner, ROLES)).lines() == []
    assert await bring_roles(owner, ROLES) == []
    await owner.execute("grant select on assessments.journal to ctc_followup")
    await owner.execute("grant select on unoct.cases to public")
    await owner.execute("revoke insert on council.inbox from ctc_council")
    await owner.execute(f"create table {FACTS}.new (x integer)")
    await owner.execute("create table unoct.new (x integer)")
    lines = (await compare_roles(owner, ROLES)).lines()
    assert sorted(line.split(";")[0] for line in lines if "unoct.new" not in line) == [
        "missing: role ctc_council may insert table council.inbox",
        f"of another owner: table {FACTS}.new",
        "too much: role ctc_followup may select table assessments.journal",
        "too much: role public may select table unoct.cases",
    ]
    assert sum("unoct.new" in line for line in lines) == 4
    await bring_roles(owner, ROLES)
    assert (await compare_roles(owner, ROLES)).lines() == []


async def test_a_role_that_became_more_than_a_service_s_is_put_back(database: Database) -> None:
    owner = database.owner
    await owner.execute("alter role ctc_unoct superuser")
    await owner.execute("grant pg_read_all_data to ctc_followup")
    lines = (await compare_roles(owner, ROLES)).lines()
    assert [line.split(" is missing")[0] for line in lines] == ["role ctc_followup", "role ctc_unoct"]
    await bring_roles(owner, ROLES)
    assert (await compare_roles(owner, ROLES)).lines() == []


async def test_postgres_gets_a_hash_that_it_would_have_made_itself(database: Database) -> None:
    async with database.owner.transaction():
        await database.owner.execute("set local password_encryption = 'scram-sha-256'")
        await database.owner.execute("alter role ctc_unoct password 'a-password'")
    kept = await database.owner.fetchval("select rolpassword from pg_authid where rolname = 'ctc_unoct'")
    salt = base64.b64decode(kept.split("$")[1].split(":")[1])
    assert hash_password("a-password", salt) == kept
    await bring_roles(database.owner, ROLES, {"unoct": "another"})
    kept = await database.owner.fetchval("select rolpassword from pg_authid where rolname = 'ctc_unoct'")
    assert kept.startswith("SCRAM-SHA-256$4096:")
