"""`ctc tokens`: who may come in, and what they may see, send and do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from contracts.audiences import Audience
from ctc.arguments import DAY
from ctc.client import connect
from ctc.commands.taking_over import REGISTERED, register
from ctc.errors import CannotStart
from ctc.output import Json, tell
from shared.engine.principals import ANY, Principal
from shared.engine.time.dates import civil_date
from shared.operations import settings as settings_of
from shared.operations.embedded_postgres import holder
from shared.operations.settings import TOKENS_FILE
from shared.web import tokens

NONE = "none"
"""Written in place of a right, it takes away all rights of this kind."""

Name = Annotated[str, typer.Argument(help="Of the office or system; never of a person.")]
Party = Annotated[list[str] | None, typer.Option(help="Such as state:KEN or body:unoct; can be repeated.")]
Source = Annotated[list[str] | None, typer.Option(help="A CloudEvents source it speaks for; * is any.")]
NoticeType = Annotated[
    list[str] | None,
    typer.Option(help="A notice that it may send, such as notice.visit.planned; * is any; can be repeated."),
]
Body = Annotated[
    list[str] | None,
    typer.Option(help="A body in whose name it may send, such as unodc; * is any; can be repeated."),
]
File = Annotated[Path | None, typer.Option(help="The tokens file; else CTC_TOKENS_FILE.")]
Data = Annotated[Path | None, typer.Option(help="The directory of `ctc up`, in place of the file.")]
Expires = Annotated[
    date | None, typer.Option("--expires", **DAY, help="The last day on which it lets its holder in; else it stays.")
]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    example = "ctc tokens add unodc --source urn:un:unodc --notice-type notice.visit.planned --body unodc"
    app.command("add", epilog=f"Example: {example}")(add)
    app.command("change", epilog="Example: ctc tokens change unodc --notice-type notice.project.registered")(change)
    app.command("rotate", epilog="Example: ctc tokens rotate unodc --days 7")(rotate)
    app.command("list", epilog="Example: ctc tokens list --json")(show)
    app.command("revoke", epilog="Example: ctc tokens revoke unodc")(revoke)
    app.command("take-over", epilog="Example: ctc tokens take-over --file tokens.json")(take_over)


def add(
    name: Name,
    audience: Annotated[Audience, typer.Option(help="What it may see, narrowest first.")] = "public",
    party: Party = None,
    source: Source = None,
    notice_type: NoticeType = None,
    body: Body = None,
    command: Annotated[bool, typer.Option("--command", help="It may command.")] = False,
    operate: Annotated[bool, typer.Option("--operate", help="It may operate (dead letters, clock, rebuild).")] = False,
    expires: Expires = None,
    file: File = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Lets a principal in; prints its token, which is shown only this once. What is not granted it may not send."""
    principal = Principal(
        name,
        audience,
        frozenset(map(_party, party or ())),
        frozenset(source or ()),
        command,
        operate,
        frozenset(map(_notice_type, notice_type or ())),
        frozenset(map(_body, body or ())),
    )
    token = tokens.add(_file(file, data), principal, expires)
    tell({"name": name, "token": token}, json, token)


def change(
    name: Name,
    source: Source = None,
    notice_type: NoticeType = None,
    body: Body = None,
    party: Party = None,
    file: File = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Gives a principal other rights; its token stays. Each kind that is named takes the place of what it had of it.

    `none` takes all of a kind away.
    """
    options: dict[str, tuple[list[str] | None, Callable[[str], str]]] = {
        "sources": (source, str),
        "notice_types": (notice_type, _notice_type),
        "bodies": (body, _body),
        "parties": (party, _party),
    }
    rights = {kind: _rights(values, read) for kind, (values, read) in options.items() if values}
    if not rights:
        raise CannotStart("what shall change? name --source, --notice-type, --body or --party")
    principal = tokens.change(_file(file, data), name, **rights)
    tell(_rights_as_json(principal), json, _line(principal))


def rotate(
    name: Annotated[str, typer.Argument(help="Of a principal.")],
    days: Annotated[int, typer.Option(min=0, max=90, help="For how many days after today the old token holds.")] = 7,
    expires: Expires = None,
    file: File = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Makes a second token for a principal, and prints it once. The old one ends after some days, or when revoked."""
    token = tokens.rotate(_file(file, data), name, civil_date(datetime.now(UTC)), days, expires)
    tell({"name": name, "token": token}, json, token)


def show(file: File = None, data: Data = None, json: Json = False) -> None:
    """Who may come in, until when, and when they last did; tokens themselves are kept nowhere."""
    path, uses = _file(file, data), settings_of.read().token_uses
    shown = [(entry, tokens.last_uses(path, list(entry.last_days), uses)) for entry in tokens.listing(path)]
    lines = [", ".join([_line(entry.principal), *_days(entry, used)]) for entry, used in shown]
    tell({"principals": [_as_json(entry, used) for entry, used in shown]}, json, "\n".join(lines) or "nobody")


def revoke(
    name: Annotated[str, typer.Argument(help="Of a principal.")],
    old: Annotated[bool, typer.Option("--old", help="Only the token from before the last rotation.")] = False,
    file: File = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Shuts a principal out, from its next request on; or ends its old token alone."""
    if old:
        tokens.revoke_old(_file(file, data), name)
    else:
        tokens.revoke(_file(file, data), name)
    tell({"revoked": name}, json, f"revoked {'the old token of ' if old else ''}{name}")


def take_over(file: File = None, data: Data = None, json: Json = False) -> None:
    """Registers the publishers of the file with the running system; their tokens go on working as keys.

    An entry with other rights stays in the file: for any source, to command or to operate, for several bodies.
    """
    path = _file(file, data)
    with connect(data) as client:
        outcomes = {entry.name: register(client, entry) for entry in tokens.listing(path)}
    tokens.remove_all(path, {name for name, outcome in outcomes.items() if outcome == REGISTERED})
    tell({"outcomes": outcomes}, json, "\n".join(f"{name}: {one}" for name, one in outcomes.items()) or "nobody")


# ---- what is written, as it is kept -------------------------------------------------------------


def _rights(values: list[str], read: Callable[[str], str]) -> frozenset[str]:
    return frozenset() if values == [NONE] else frozenset(map(read, values))


def _party(text: str) -> str:
    """The party by its id. Raises CannotStart if no State or body has it."""
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


def _notice_type(text: str) -> str:
    """The type without its version. Raises CannotStart if there is no such type."""
    from contracts.catalog import NOTICES  # noqa: PLC0415 - help must not wait for all models to load

    types = sorted(name.rpartition(".v")[0] for name in NOTICES)
    if text not in (ANY, *types):
        raise CannotStart(f"there is no notice {text}: take of {', '.join(types)}, or {ANY}")
    return text


def _body(text: str) -> str:
    """The id of the body. Raises CannotStart if it is not listed."""
    from reference import load  # noqa: PLC0415

    reference = load()
    body = reference.body(text)
    if text != ANY and body is None:
        raise CannotStart(f"there is no body {text}: take of {', '.join(one.id for one in reference.bodies)}, or {ANY}")
    return body.id if body else ANY


# ---- as it is shown -----------------------------------------------------------------------------


def _line(one: Principal) -> str:
    rights = [f"speaks for {' '.join(sorted(one.sources))}"] if one.sources else []
    rights += [f"sends {' '.join(sorted(one.notice_types))}"] if one.notice_types else []
    rights += [f"as {' '.join(sorted(one.bodies))}"] if one.bodies else []
    rights += ["may command"] if one.may_command else []
    rights += ["may operate"] if one.may_operate else []
    return ", ".join([" ".join([f"{one.name}:", one.audience, *sorted(one.parties)]), *rights])


def _days(entry: tokens.Entry, used: date | None) -> list[str]:
    days = [f"expires {entry.expires_on}"] if entry.expires_on else []
    days += [f"old token until {entry.old.expires_on}"] if entry.old else []
    return days + ([f"last used {used}"] if used else [])


def _rights_as_json(one: Principal) -> dict[str, object]:
    return {
        "name": one.name, "audience": one.audience, "parties": sorted(one.parties), "sources": sorted(one.sources),
        "notice_types": sorted(one.notice_types), "bodies": sorted(one.bodies),
        "may_command": one.may_command, "may_operate": one.may_operate,
    }  # fmt: skip


def _as_json(entry: tokens.Entry, used: date | None) -> dict[str, object]:
    old = entry.old.expires_on if entry.old else None
    return _rights_as_json(entry.principal) | {"expires_on": entry.expires_on, "old_until": old, "last_used_on": used}


def _file(option: Path | None, data: Path | None) -> Path:
    """The file that is named; else that of the system on this directory; else that of the settings."""
    if option is not None:
        return option
    if data is not None:
        announced = (holder(data) or {}).get("tokens_file")
        return Path(announced) if announced else data / TOKENS_FILE
    path = settings_of.read().tokens_file
    if path is None:
        raise CannotStart("which tokens file? name it with --file or --data, or set CTC_TOKENS_FILE")
    return path
