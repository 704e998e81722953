"""`ctc publishers`: systems of other bodies and States, registered with a running system."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import typer

from ctc.arguments import DAY
from ctc.client import Data, ask, connect, get_all
from ctc.errors import CannotStart, Refused
from ctc.groups import group
from ctc.output import Json, tell

Publisher = Annotated[str, typer.Argument(help="The publisher's id, as `ctc publishers list` shows it.")]
Reads = Annotated[str | None, typer.Option(help="The audience whose things it may read, such as un.")]

CHANGED = ("/problems/changed-since-entered", "/problems/stale")
"""What approval is refused with where the operator may have seen something else."""


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    publishers = group("Systems of other bodies and States that send and read.", "ctc publishers list")
    example = (
        'ctc publishers register "UNODC cases" --body UNODC --source urn:un:unodc --notice-type notice.visit.planned'
    )
    publishers.command("register", epilog=f"Example: {example}")(register)
    publishers.command("list", epilog="Example: ctc publishers list")(list_publishers)
    publishers.command("approve", epilog="Example: ctc publishers approve unodc-cases --reads un")(approve)
    publishers.command("reject", epilog="Example: ctc publishers reject unodc-cases --why 'nobody there knows of it'")(
        reject
    )
    publishers.command("withdraw", epilog="Example: ctc publishers withdraw unodc-cases")(withdraw)
    publishers.command("key", epilog="Example: ctc publishers key unodc-cases --expires 2027-06-30")(make_key)
    publishers.command("revoke-key", epilog="Example: ctc publishers revoke-key unodc-cases 3f2a91c04be77d10")(
        revoke_key
    )
    publishers.command("suspend", epilog="Example: ctc publishers suspend unodc-cases --why 'sends a flood'")(suspend)
    publishers.command("resume", epilog="Example: ctc publishers resume unodc-cases")(resume)
    app.add_typer(publishers, name="publishers")


def register(
    name: Annotated[str, typer.Argument(help="Of the system; its id follows from it.")],
    body: Annotated[str | None, typer.Option(help="The body whose system it is, such as UNODC.")] = None,
    state: Annotated[str | None, typer.Option(help="Or the State, such as KEN.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="A source that it speaks for; can be repeated.")] = None,
    notice_type: Annotated[list[str] | None, typer.Option(help="A notice that it sends; can be repeated.")] = None,
    contact: Annotated[str | None, typer.Option(help="The office to ask, never a person.")] = None,
    certificate: Annotated[
        str | None, typer.Option(help="The subject of its client certificate for Kafka, such as CN=cases.example.org.")
    ] = None,
    reads: Reads = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Registers a system. An operator's takes effect at once; any other waits for approval."""
    said: dict[str, Any] = {
        "name": name, "body": body, "state": state, "sources": source, "notice_types": notice_type,
        "contact": contact, "certificate": certificate, "reads": reads,
    }  # fmt: skip
    with connect(data) as client:
        made = ask(client, "POST", "/publishers", json={key: value for key, value in said.items() if value}).json()
    tell(made, json, _line(made))


def list_publishers(
    status: Annotated[
        Literal["applied", "approved", "suspended", "rejected", "withdrawn"] | None,
        typer.Option(help="Only those that stand so."),
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Who is registered, with the last days of their keys."""
    with connect(data) as client:
        found = get_all(client, "/publishers", {"status": status})
    tell({"publishers": found}, json, "\n".join(map(_line, found)) or "nobody")


def approve(
    publisher: Publisher,
    reads: Reads = None,
    seen: Annotated[
        str | None, typer.Option(help="The tag of what you approve, where the registration has changed: it is shown.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Lets a system in that has applied."""
    body, headers = {"reads": reads} if reads else {}, {"If-Match": f'"{seen}"'} if seen else {}
    with connect(data) as client:
        try:
            approved = ask(client, "POST", f"/publishers/{publisher}/approval", json=body, headers=headers).json()
        except Refused as refused:
            if refused.problem.get("type") not in CHANGED:
                raise
            shown = ask(client, "GET", f"/publishers/{publisher}")
            what, again = (
                f"{_line(shown.json())}, {_proofs(shown.json())}",
                shown.headers["ETag"].removeprefix("W/").strip('"'),
            )
            raise CannotStart(f"it has changed; now it is {what}. To approve this: --seen {again}") from None
    tell(approved, json, _line(approved))


def reject(
    publisher: Publisher,
    why: Annotated[str, typer.Option(help="The reason, which the applicant sees.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Refuses a system that has applied. Its name is free again."""
    _command(publisher, "rejection", {"reason": why}, data, json)


def withdraw(publisher: Publisher, data: Data = None, json: Json = False) -> None:
    """Takes back an application of your own. Its name is free again."""
    _command(publisher, "withdrawal", None, data, json)


def suspend(
    publisher: Publisher,
    why: Annotated[str, typer.Option(help="The reason, which the publisher sees.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Shuts a system out everywhere, within a second. Its registration and its keys stay."""
    _command(publisher, "suspension", {"reason": why}, data, json)


def resume(publisher: Publisher, data: Data = None, json: Json = False) -> None:
    """Lets a suspended system in again."""
    _command(publisher, "resumption", None, data, json)


def make_key(
    publisher: Publisher,
    expires: Annotated[
        date | None, typer.Option(**DAY, help="The last day on which it lets its holder in; else in a year.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Makes a key and prints it, which is shown only this once. Two are valid at a time."""
    with connect(data) as client:
        body = {"expires_on": expires.isoformat()} if expires else {}
        made = ask(client, "POST", f"/publishers/{publisher}/keys", json=body).json()
    tell(made, json, made["key"])


def revoke_key(
    publisher: Publisher,
    key: Annotated[str, typer.Argument(help="The key's id, as `ctc publishers list --json` shows it.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Ends a key, within a second."""
    with connect(data) as client:
        ended = ask(client, "POST", f"/publishers/{publisher}/keys/{key}/revocation").json()
    tell(ended, json, f"revoked {key}")


def _command(publisher: str, what: str, body: dict[str, Any] | None, data: Data, json: bool) -> None:
    with connect(data) as client:
        changed = ask(client, "POST", f"/publishers/{publisher}/{what}", json=body).json()
    tell(changed, json, _line(changed))


def _proofs(one: dict[str, Any]) -> str:
    account = one.get("identity")
    parts = [
        f"entered by {one['applied_by']}",
        *([f"account {account['subject']} at {account['issuer']}"] if account else []),
        *([f"certificate {one['certificate']}"] if one.get("certificate") else []),
    ]
    return ", ".join(parts)


def _line(one: dict[str, Any]) -> str:
    keys = [f"key {key['id']} until {key['expires_on']}" for key in one["keys"] if not key.get("revoked_on")]
    parts = [
        f"{one['id']}: {one['status']}",
        f"of {one.get('body') or one.get('state')}",
        f"reads {one['reads']}",
        *([f"speaks for {' '.join(one['sources'])}"] if one["sources"] else []),
        *([f"sends {' '.join(one['notice_types'])}"] if one["notice_types"] else []),
        *keys,
    ]
    return ", ".join(parts)
