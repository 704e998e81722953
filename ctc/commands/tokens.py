"""`ctc tokens`: who may come in, and what they may see, send and do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from contracts.audiences import AUDIENCES, Audience
from ctc.errors import CannotStart
from ctc.output import Json, group, tell
from shared.engine.principals import ANY, Principal
from shared.operations import settings as settings_of
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


def commands() -> typer.Typer:
    """The subcommands."""
    app = group("Who may come in, and what they may see, send and do.", "ctc tokens list")
    example = "ctc tokens add unodc --source urn:un:unodc --notice-type notice.visit.planned --body unodc"
    app.command("add", epilog=f"Example: {example}")(add)
    app.command("change", epilog="Example: ctc tokens change unodc --notice-type notice.project.registered")(change)
    app.command("list", epilog="Example: ctc tokens list --json")(show)
    app.command("revoke", epilog="Example: ctc tokens revoke unodc")(revoke)
    return app


def add(
    name: Name,
    audience: Annotated[str, typer.Option(help=f"One of {', '.join(AUDIENCES)}.")] = "public",
    party: Party = None,
    source: Source = None,
    notice_type: NoticeType = None,
    body: Body = None,
    command: Annotated[bool, typer.Option("--command", help="It may command.")] = False,
    operate: Annotated[bool, typer.Option("--operate", help="It may operate (dead letters, clock, rebuild).")] = False,
    file: File = None,
    json: Json = False,
) -> None:
    """Lets a principal in; prints its token, which is shown only this once. What is not granted it may not send."""
    principal = Principal(
        name,
        _audience(audience),
        frozenset(map(_party, party or ())),
        frozenset(source or ()),
        command,
        operate,
        frozenset(map(_notice_type, notice_type or ())),
        frozenset(map(_body, body or ())),
    )
    token = tokens.add(_file(file), principal)
    tell({"name": name, "token": token}, json, token)


def change(
    name: Name,
    source: Source = None,
    notice_type: NoticeType = None,
    body: Body = None,
    party: Party = None,
    file: File = None,
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
    principal = tokens.change(_file(file), name, **rights)
    tell(_as_json(principal), json, _line(principal))


def show(file: File = None, json: Json = False) -> None:
    """Who may come in; tokens themselves are kept nowhere."""
    principals = tokens.principals(_file(file))
    tell({"principals": [_as_json(one) for one in principals]}, json, "\n".join(map(_line, principals)) or "nobody")


def revoke(name: Annotated[str, typer.Argument(help="Of a principal.")], file: File = None, json: Json = False) -> None:
    """Shuts a principal out, from its next request on."""
    tokens.revoke(_file(file), name)
    tell({"revoked": name}, json, f"revoked {name}")


# ---- what is written, as it is kept -------------------------------------------------------------


def _rights(values: list[str], read: Callable[[str], str]) -> frozenset[str]:
    return frozenset() if values == [NONE] else frozenset(map(read, values))


def _audience(text: str) -> Audience:
    level: Audience | None = next((one for one in AUDIENCES if one == text), None)
    if level is None:
        raise CannotStart(f"there is no audience {text}: take one of {', '.join(AUDIENCES)}")
    return level


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


def _as_json(one: Principal) -> dict[str, object]:
    return {
        "name": one.name, "audience": one.audience, "parties": sorted(one.parties), "sources": sorted(one.sources),
        "notice_types": sorted(one.notice_types), "bodies": sorted(one.bodies),
        "may_command": one.may_command, "may_operate": one.may_operate,
    }  # fmt: skip


def _file(option: Path | None) -> Path:
    path = option or settings_of.read().tokens_file
    if path is None:
        raise CannotStart("which tokens file? name it with --file, or set CTC_TOKENS_FILE")
    return path
