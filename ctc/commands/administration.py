"""`ctc migrate`, `ctc tokens`, `ctc topics`, `ctc contracts`: for those who operate the system."""

from __future__ import annotations

import asyncio
import logging
import re
from pathlib import Path
from typing import Annotated

import typer

from contracts.audiences import AUDIENCES, Audience
from ctc.errors import CannotStart
from ctc.output import Json, group, tell
from shared import settings as settings_of
from shared import tokens
from shared.principals import Principal


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: DATABASE_URL=postgresql://ctc@db/ctc ctc migrate")(migrate)
    app.add_typer(_tokens(), name="tokens")
    app.add_typer(_topics(), name="topics")
    app.add_typer(_contracts(), name="contracts")


def migrate(json: Json = False) -> None:
    """Brings the schemas of the database at DATABASE_URL up to date. Safe to run again, and by two at once."""
    url = settings_of.read().database_url
    if url is None:
        raise CannotStart("which database? set DATABASE_URL; `ctc up` keeps its own up to date by itself")
    ran = asyncio.run(_migrate(url.get_secret_value()))
    tell({"migrations": ran}, json, "\n".join(ran) or "up to date")


async def _migrate(dsn: str) -> list[str]:
    import asyncpg  # noqa: PLC0415 - help must not wait for all services to load

    from ctc import composition  # noqa: PLC0415

    try:
        connection = await asyncpg.connect(dsn)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise CannotStart(f"the database cannot be reached ({error}): start it, or correct DATABASE_URL") from error
    try:
        return await composition.migrate_all(connection)
    finally:
        await connection.close()


# ---- tokens -------------------------------------------------------------------------------

File = Annotated[Path | None, typer.Option(help="The tokens file; else CTC_TOKENS_FILE.")]


def _tokens() -> typer.Typer:
    commands = group("Who may come in, and what they may see and do.", "ctc tokens list")
    commands.command("add", epilog="Example: ctc tokens add unodc --audience un --source urn:un:unodc")(add)
    commands.command("list", epilog="Example: ctc tokens list --json")(show)
    commands.command("revoke", epilog="Example: ctc tokens revoke unodc")(revoke)
    return commands


def add(
    name: Annotated[str, typer.Argument(help="Of the office or system; never of a person.")],
    audience: Annotated[str, typer.Option(help=f"One of {', '.join(AUDIENCES)}.")] = "public",
    party: Annotated[list[str] | None, typer.Option(help="Such as state:KEN or body:unoct; can be repeated.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="A CloudEvents source it speaks for; * is any.")] = None,
    command: Annotated[bool, typer.Option("--command", help="It may command.")] = False,
    operate: Annotated[bool, typer.Option("--operate", help="It may operate (dead letters, clock, rebuild).")] = False,
    file: File = None,
    json: Json = False,
) -> None:
    """Lets a principal in; prints its token, which is shown only this once."""
    level: Audience | None = next((one for one in AUDIENCES if one == audience), None)
    if level is None:
        raise CannotStart(f"there is no audience {audience}: take one of {', '.join(AUDIENCES)}")
    parties = frozenset(map(_party, party or ()))
    principal = Principal(name, level, parties, frozenset(source or ()), command, operate)
    token = tokens.add(_file(file), principal)
    tell({"name": name, "token": token}, json, token)


def show(file: File = None, json: Json = False) -> None:
    """Who may come in; tokens themselves are kept nowhere."""
    found = tokens.principals(_file(file))
    tell({"principals": [_told(one) for one in found]}, json, "\n".join(map(_line, found)) or "nobody")


def revoke(name: Annotated[str, typer.Argument(help="Of a principal.")], file: File = None, json: Json = False) -> None:
    """Shuts a principal out, from its next request on."""
    tokens.revoke(_file(file), name)
    tell({"revoked": name}, json, f"revoked {name}")


def _party(text: str) -> str:
    """The party as things name it; CannotStart for one that nothing could ever name."""
    from reference import load  # noqa: PLC0415

    kind, _, name = text.partition(":")
    if kind == "body" and re.fullmatch("[A-Za-z0-9-]+", name):
        return text
    if kind != "state":
        raise CannotStart(f"there is no party {text}: write it like state:KEN or body:unoct")
    reference = load()
    member = reference.member(name)
    if member is None:
        raise CannotStart(f"{text}: {reference.reason_not_member(name)}")
    return f"state:{member.id}"


def _line(one: Principal) -> str:
    rights = [f"speaks for {' '.join(sorted(one.sources))}"] if one.sources else []
    rights += ["may command"] if one.may_command else []
    rights += ["may operate"] if one.may_operate else []
    return ", ".join([" ".join([f"{one.name}:", one.audience, *sorted(one.parties)]), *rights])


def _told(one: Principal) -> dict[str, object]:
    return {
        "name": one.name, "audience": one.audience, "parties": sorted(one.parties), "sources": sorted(one.sources),
        "may_command": one.may_command, "may_operate": one.may_operate,
    }  # fmt: skip


def _file(given: Path | None) -> Path:
    path = given or settings_of.read().tokens_file
    if path is None:
        raise CannotStart("which tokens file? name it with --file, or set CTC_TOKENS_FILE")
    return path


# ---- topics and contracts -----------------------------------------------------------------


def _topics() -> typer.Typer:
    commands = group("Kafka's topics at KAFKA_BOOTSTRAP_SERVERS.", "ctc topics check")
    commands.command("create", epilog="Example: KAFKA_BOOTSTRAP_SERVERS=kafka:9092 ctc topics create")(create_topics)
    commands.command("check", epilog="Example: ctc topics check --json")(check_topics)
    commands.command("apply", epilog="Example: KAFKA_BOOTSTRAP_SERVERS=kafka:9092 ctc topics apply")(apply_topics)
    return commands


def create_topics(json: Json = False) -> None:
    """Creates the topics that are missing; touches none that is there."""
    from shared.topics import create  # noqa: PLC0415

    created = asyncio.run(create(_bootstrap()))
    tell({"created": created}, json, "\n".join(f"created {name}" for name in created) or "nothing missing")


def check_topics(json: Json = False) -> None:
    """Says what is missing or differs; exit 1 if anything does."""
    from shared.topics import check  # noqa: PLC0415

    differences = asyncio.run(check(_bootstrap()))
    tell({"differences": differences}, json, "\n".join(differences) or "as they should be")
    raise typer.Exit(1 if differences else 0)


def apply_topics(json: Json = False) -> None:
    """Creates what is missing, and sets what `check` finds set otherwise; a shorter retention deletes what is older."""
    from shared.topics import apply  # noqa: PLC0415

    changed = asyncio.run(apply(_bootstrap()))
    tell({"changed": changed}, json, "\n".join(f"changed {name}" for name in changed) or "as they should be")


def _bootstrap() -> str:
    servers = settings_of.read().kafka_bootstrap_servers
    if servers is None:
        raise CannotStart("which Kafka? set KAFKA_BOOTSTRAP_SERVERS")
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # what it would warn of is raised too, and told once
    return servers


def _contracts() -> typer.Typer:
    commands = group("What crosses a boundary.", "ctc contracts check")
    commands.command("check", epilog="Example: ctc contracts check")(check_contracts)
    return commands


def check_contracts(json: Json = False) -> None:
    """Whether the generated files are the models', and break no reader of the last release; exit 1 if not."""
    from contracts.check import problems  # noqa: PLC0415
    from ctc import openapi  # noqa: PLC0415

    found = [*problems(), *openapi.problems()]
    tell({"problems": found}, json, "\n".join(found) or "current, and compatible with the last release")
    raise typer.Exit(1 if found else 0)
