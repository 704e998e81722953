"""`ctc migrate`, `ctc tokens`, `ctc topics`, `ctc access`, `ctc contracts`, `ctc words`: for operators."""

from __future__ import annotations

import asyncio

import typer

from ctc.database import connect_as_owner
from ctc.groups import group, late
from ctc.output import Json, tell


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: DATABASE_URL=postgresql://ctc@db/ctc ctc migrate")(migrate)
    who = "Who may come in, and what they may see, send and do."
    app.add_typer(late(who, "ctc tokens list", _add_tokens), name="tokens")
    log = "Who did what: the access log of each service."
    app.add_typer(late(log, "ctc audit verify", _add_audit), name="audit")
    app.add_typer(_topics(), name="topics")
    users = "Users and rights on Kafka and in the database, as they follow from the registrations."
    app.add_typer(late(users, "ctc access check", _add_access), name="access")
    app.add_typer(_contracts(), name="contracts")
    words = "The words of reports and pages, to translators and back."
    app.add_typer(late(words, "ctc words export fr", _add_words), name="words")


def _add_tokens(app: typer.Typer) -> None:
    from ctc.commands import tokens  # noqa: PLC0415 - help must not wait for all models to load

    tokens.add_to(app)


def _add_audit(app: typer.Typer) -> None:
    from ctc.commands import auditing  # noqa: PLC0415

    auditing.add_to(app)


def _add_words(app: typer.Typer) -> None:
    from ctc.commands import translating  # noqa: PLC0415

    translating.add_to(app)


def _add_access(app: typer.Typer) -> None:
    from ctc.commands import access  # noqa: PLC0415

    access.add_to(app)


def migrate(json: Json = False) -> None:
    """Brings the schemas of the database at DATABASE_URL up to date. Safe to run again, and by two at once."""
    migrations = asyncio.run(_migrate())
    tell({"migrations": migrations}, json, "\n".join(migrations) or "up to date")


async def _migrate() -> list[str]:
    from ctc import composition  # noqa: PLC0415 - help must not wait for all services to load

    async with connect_as_owner("`ctc up` keeps its own up to date by itself") as connection:
        return await composition.migrate_all(connection)


# ---- topics and contracts -----------------------------------------------------------------


def _topics() -> typer.Typer:
    commands = group("Kafka's topics at KAFKA_BOOTSTRAP_SERVERS.", "ctc topics check")
    commands.command("create", epilog="Example: KAFKA_BOOTSTRAP_SERVERS=kafka:9092 ctc topics create")(create_topics)
    commands.command("check", epilog="Example: ctc topics check --json")(check_topics)
    commands.command("apply", epilog="Example: KAFKA_BOOTSTRAP_SERVERS=kafka:9092 ctc topics apply")(apply_topics)
    return commands


def create_topics(json: Json = False) -> None:
    """Creates the topics that are missing; touches none that is there."""
    from ctc.kafka import find_kafka  # noqa: PLC0415 - help must not wait for Kafka's libraries to load
    from shared.operations import settings as settings_of  # noqa: PLC0415
    from shared.transports.topics import create  # noqa: PLC0415

    bootstrap, security = find_kafka(settings_of.read())
    names = asyncio.run(create(bootstrap, security=security))
    tell({"created": names}, json, "\n".join(f"created {name}" for name in names) or "nothing missing")


def check_topics(json: Json = False) -> None:
    """Says what is missing or differs; exit 1 if anything does."""
    from ctc.kafka import find_kafka  # noqa: PLC0415
    from shared.operations import settings as settings_of  # noqa: PLC0415
    from shared.transports.topics import check  # noqa: PLC0415

    bootstrap, security = find_kafka(settings_of.read())
    differences = asyncio.run(check(bootstrap, security=security))
    tell({"differences": differences}, json, "\n".join(differences) or "as they should be")
    raise typer.Exit(1 if differences else 0)


def apply_topics(json: Json = False) -> None:
    """Creates what is missing, and sets what `check` finds set otherwise; a shorter retention deletes what is older."""
    from ctc.kafka import find_kafka  # noqa: PLC0415
    from shared.operations import settings as settings_of  # noqa: PLC0415
    from shared.transports.topics import apply  # noqa: PLC0415

    bootstrap, security = find_kafka(settings_of.read())
    names = asyncio.run(apply(bootstrap, security=security))
    tell({"changed": names}, json, "\n".join(f"changed {name}" for name in names) or "as they should be")


def _contracts() -> typer.Typer:
    commands = group("What crosses a boundary.", "ctc contracts check")
    commands.command("check", epilog="Example: ctc contracts check")(check_contracts)
    return commands


def check_contracts(json: Json = False) -> None:
    """Whether no event lacks anything, and generated files are current and break nobody; exit 1 if not."""
    from contracts.tools.check import problems  # noqa: PLC0415
    from ctc import openapi, wiring  # noqa: PLC0415

    all_problems = [*problems(), *wiring.gaps(), *openapi.problems()]
    tell({"problems": all_problems}, json, "\n".join(all_problems) or "current, and compatible with the last release")
    raise typer.Exit(1 if all_problems else 0)
