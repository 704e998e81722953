"""A role of its own in PostgreSQL for each service, which reaches only what is its own. Migrations run as the owner.

What crosses schemas is named here, table by table and column by column.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from shared.operations.pools import Connection

Kind = Literal["database", "schema", "table", "column", "sequence"]

WRITES: Final = ("select", "insert", "update", "delete")
LIMITS: Final[Mapping[str, tuple[str, ...]]] = {
    "journal": ("select", "insert"),
    "access_log": ("select", "insert"),
    "migrations": ("select",),
}
"""Tables of which a service may not do everything: what it has told stays as it was told."""
OF_OTHERS: Final = (("select", "journal", "id"), ("select", "relay", "position"), ("update", "relay", "history_lost"))
"""What a service may do with the others' tables, by column: find out whether Kafka and the database belong together
(`shared/transports/installation.py`)."""
SHARED: Final[Mapping[str, tuple[str, ...]]] = {"installation": ("select", "insert"), "clock": WRITES}
"""Schemas without an owner among the services: the installation's id, and the simulated clock of trials."""
ITERATIONS: Final = 4096


@dataclass(frozen=True, slots=True)
class OwnRole:
    """The role of a service."""

    service: str
    built_again: tuple[str, ...] = ()
    """Schemas that the service itself puts in place of others, and so owns."""

    @property
    def name(self) -> str:
        return role_of(self.service)


def role_of(service: str) -> str:
    """The name of a service's role."""
    return f"ctc_{service}"


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """That a role may do something with an object."""

    role: str
    privilege: str
    kind: Kind
    schema: str = ""
    table: str = ""
    column: str = ""

    def __str__(self) -> str:
        parts = [self.schema, self.table, self.column]
        name = ".".join(part for part in parts if part)
        return f"role {self.role} may {self.privilege} {self.kind} {name}".rstrip()

    def on(self, database: str) -> str:
        """The privilege and its object in the words of SQL."""
        columns = f' ("{self.column}")' if self.kind == "column" else ""
        names = {
            "database": f'database "{database}"',
            "schema": f'schema "{self.schema}"',
            "sequence": f'sequence "{self.schema}"."{self.table}"',
        }
        where = names.get(self.kind, f'table "{self.schema}"."{self.table}"')
        return f"{self.privilege}{columns} on {where}"


@dataclass(frozen=True, slots=True)
class RoleDifferences:
    """Where the database differs from what the services need."""

    absent: tuple[str, ...]
    """Roles that are not there, or can do more than a service's may."""
    missing: frozenset[Grant]
    excess: frozenset[Grant]
    owned_by_others: tuple[str, ...]
    """Statements that make a service the owner of what it builds again."""

    def lines(self) -> list[str]:
        """A line each."""
        mends = "`ctc access apply` mends it"
        return [
            *(f"role {name} is missing, or may do more than a service's role may; {mends}" for name in self.absent),
            *(f"missing: {one}; {mends}" for one in sorted(self.missing)),
            *(f"too much: {one}; {mends}" for one in sorted(self.excess)),
            *(
                f"of another owner: {one.partition(' owner')[0].removeprefix('alter ')}; {mends}"
                for one in self.owned_by_others
            ),
        ]


async def compare_roles(connection: Connection, roles: Sequence[OwnRole]) -> RoleDifferences:
    """What differs now."""
    sound = {row[0] for row in await connection.fetch(_SOUND, [one.name for one in roles])}
    wanted, actual = await _list_wanted(connection, roles), await _list_actual(connection, roles)
    statements = [row[0] for one in roles for row in await connection.fetch(_OWNERS, list(one.built_again), one.name)]
    return RoleDifferences(
        tuple(one.name for one in roles if one.name not in sound), wanted - actual, actual - wanted, tuple(statements)
    )


async def bring_roles(
    connection: Connection, roles: Sequence[OwnRole], passwords: Mapping[str, str] | None = None
) -> list[str]:
    """Makes the roles and their rights what they should be, all or nothing, and says what it changed.

    `passwords` are by service. PostgreSQL gets only a salted hash of each.
    """
    async with connection.transaction():
        lines = [*await _make_roles(connection, roles), *await _change_rights(connection, roles)]
        for service, password in (passwords or {}).items():
            await connection.execute(f"alter role \"{role_of(service)}\" password '{hash_password(password)}'")
        return lines


async def _make_roles(connection: Connection, roles: Sequence[OwnRole]) -> list[str]:
    """The roles themselves, and what they own."""
    absent = (await compare_roles(connection, roles)).absent
    for name in absent:
        await connection.execute(_make(name))
    owning = (await compare_roles(connection, roles)).owned_by_others
    for statement in owning:
        await connection.execute(statement)
    return [*(f"now: role {name}" for name in absent), *(f"now: {one.removeprefix('alter ')}" for one in owning)]


async def _change_rights(connection: Connection, roles: Sequence[OwnRole]) -> list[str]:
    """What is too much goes first: to revoke a right to a table takes those to its columns along."""
    database = await connection.fetchval("select current_database()")
    excess = sorted((await compare_roles(connection, roles)).excess)
    for one in excess:
        await connection.execute(f"revoke {one.on(database)} from {_quote(one.role)}")
    missing = sorted((await compare_roles(connection, roles)).missing)
    for one in missing:
        await connection.execute(f"grant {one.on(database)} to {_quote(one.role)}")
    return [*(f"no longer: {one}" for one in excess), *(f"now: {one}" for one in missing)]


def _quote(role: str) -> str:
    return role if role == "public" else f'"{role}"'


def hash_password(password: str, salt: bytes | None = None) -> str:
    """The password as PostgreSQL keeps it (SCRAM-SHA-256), so that it never sees the password itself."""
    salt = salt or secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ITERATIONS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    salt_text, stored_text, server_text = (base64.b64encode(part).decode() for part in (salt, stored, server))
    return f"SCRAM-SHA-256${ITERATIONS}:{salt_text}${stored_text}:{server_text}"


def _make(role: str) -> str:
    """Makes the role if it is not there, and takes away what no service's role may do."""
    return f"""
        do $$ begin
            if not exists (select from pg_roles where rolname = '{role}') then create role "{role}"; end if;
            execute (
                select coalesce(string_agg(format('revoke %s from "{role}";', roleid::regrole), ' '), 'select 1')
                from pg_auth_members where member = '"{role}"'::regrole
            );
        end $$;
        alter role "{role}" login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
    """


# ---- what should be ------------------------------------------------------------------------


async def _list_wanted(connection: Connection, roles: Sequence[OwnRole]) -> frozenset[Grant]:
    objects = [(row[0], row[1], row[2]) for row in await connection.fetch(_OBJECTS)]
    schemas = {schema for schema, _, _ in objects}
    return frozenset(grant for one in roles for grant in _grants_of(one, roles, schemas, objects))


def _grants_of(
    role: OwnRole, roles: Sequence[OwnRole], schemas: set[str], objects: Iterable[tuple[str, str, Kind]]
) -> Iterable[Grant]:
    others = {one.service for one in roles} - {role.service}
    if role.built_again:
        yield Grant(role.name, "create", "database")
    for schema in schemas & {role.service, *SHARED, *others}:
        yield Grant(role.name, "usage", "schema", schema)
    for schema, name, kind in objects:
        if kind == "sequence" and schema == role.service:
            yield Grant(role.name, "usage", "sequence", schema, name)
        elif kind == "table" and schema in SHARED:
            yield from (Grant(role.name, each, "table", schema, name) for each in SHARED[schema])
        elif kind == "table" and schema == role.service:
            yield from (Grant(role.name, each, "table", schema, name) for each in LIMITS.get(name, WRITES))
        elif kind == "table" and schema in others:
            for privilege, table, column in OF_OTHERS:
                if table == name:
                    yield Grant(role.name, privilege, "column", schema, name, column)


# ---- what is -------------------------------------------------------------------------------


async def _list_actual(connection: Connection, roles: Sequence[OwnRole]) -> frozenset[Grant]:
    own = [schema for one in roles for schema in one.built_again]
    names = [one.name for one in roles]
    return frozenset(Grant(*row) for row in await connection.fetch(_GRANTS, names, own))


_SOUND = """
select rolname from pg_roles
where rolname = any($1) and rolcanlogin
    and not (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)
    and not exists (select from pg_auth_members where member = pg_roles.oid)
"""
_OURS = "nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public')"
_OBJECTS = f"""
select nspname, relname, case relkind when 'S' then 'sequence' else 'table' end
from pg_class join pg_namespace on pg_namespace.oid = relnamespace
where relkind in ('r', 'p', 'v', 'm', 'S') and {_OURS}
"""
_OWNERS = """
select format('alter schema %I owner to %I', nspname, $2::text) from pg_namespace
where nspname = any($1) and nspowner::regrole::text <> $2
union all
select format('alter table %I.%I owner to %I', nspname, relname, $2::text)
from pg_class join pg_namespace on pg_namespace.oid = relnamespace
where nspname = any($1) and relkind in ('r', 'p', 'v', 'm') and relowner::regrole::text <> $2
"""
# Rights that an owner has by being the owner are not counted. Everybody who can log in may connect.
_GRANTS = f"""
with grants (grantee, privilege, kind, schema, name, "column", owner) as (
    select acl.grantee, acl.privilege_type, 'database', '', '', '', datdba
    from pg_database, aclexplode(datacl) acl
    where datname = current_database() and acl.grantee <> 0
    union all
    select acl.grantee, acl.privilege_type, 'schema', nspname, '', '', nspowner
    from pg_namespace, aclexplode(nspacl) acl where {_OURS}
    union all
    select acl.grantee, acl.privilege_type, case relkind when 'S' then 'sequence' else 'table' end, nspname, relname,
        '', relowner
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace, aclexplode(relacl) acl where {_OURS}
    union all
    select acl.grantee, acl.privilege_type, 'column', nspname, relname, attname, relowner
    from pg_attribute join pg_class on pg_class.oid = attrelid
        join pg_namespace on pg_namespace.oid = relnamespace, aclexplode(attacl) acl
    where {_OURS}
)
select coalesce(rolname, 'public'), lower(privilege), kind, schema, name, "column"
from grants left join pg_roles on pg_roles.oid = grantee
where (rolname = any($1) or grantee = 0) and grantee <> owner and schema <> all($2)
"""
