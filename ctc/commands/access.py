"""`ctc access`: who may do what on Kafka and in the database, as it follows from the registrations."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from ctc.output import Json, note, tell
from shared.operations import settings as settings_of

RIGHT = "as it should be"


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("apply", epilog="Example: ctc access apply --new-password unodc-cases")(apply)
    app.command("check", epilog="Example: ctc access check --json")(check)


def apply(
    new_password: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Give this publisher a new password for Kafka, and show it, only this once."),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Also remove users and rights that are of no registration.")
    ] = False,
    json: Json = False,
) -> None:
    """Makes users and rights what they should be. What is of no registration stays, unless --prune is said."""
    from ctc import access  # noqa: PLC0415 - help must not wait for Kafka's libraries to load

    lines, password = asyncio.run(access.apply(settings_of.read(), new_password, prune))
    if password is None:
        tell({"changed": lines}, json, "\n".join(lines) or RIGHT)
        return
    for line in lines:
        note(line)
    tell({"changed": lines, "user": new_password, "password": password}, json, password)


def check(json: Json = False) -> None:
    """Says what differs from the registrations, a line each; exit 1 if anything does."""
    from ctc import access  # noqa: PLC0415

    differences = asyncio.run(access.check(settings_of.read()))
    tell({"differences": differences}, json, "\n".join(differences) or RIGHT)
    raise typer.Exit(1 if differences else 0)
