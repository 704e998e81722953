"""One entry of the tokens file becomes a registration, whose key is the token that the system has already."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import httpx

from contracts.ids import slug
from ctc.client import ask
from ctc.errors import Refused
from shared.engine.principals import ANY
from shared.web.tokens import Entry

REGISTERED: Final = "registered"


def register(client: httpx.Client, entry: Entry) -> str:
    """What became of it: REGISTERED, or why it stays in the file."""
    reason = _find_reason_to_stay(entry)
    if reason:
        return f"stays: {reason}"
    try:
        ask(client, "POST", "/publishers", json=_registration(entry), headers=_key_of(entry, "registration"))
        for sha256, last_day in entry.last_days.items():
            expiry = {} if last_day == date.max else {"expires_on": last_day.isoformat()}
            key = {"sha256": sha256, **expiry}
            path = f"/publishers/{slug(entry.name)}/keys/taken-over"
            ask(client, "POST", path, json=key, headers=_key_of(entry, sha256))
    except Refused as refusal:
        return f"stays: {refusal}"
    return REGISTERED


def _find_reason_to_stay(entry: Entry) -> str | None:
    if entry.may_command or entry.may_operate or ANY in (*entry.sources, *entry.notice_types, *entry.bodies):
        return "it may more than a publisher"
    if not entry.sources:
        return "it sends nothing"
    if slug(entry.name) != entry.name:
        return "its name is none of a publisher: use small letters, digits and hyphens"
    if len(_owners(entry)) != 1:
        return "it does not speak for exactly one body or one State"
    return None


def _owners(entry: Entry) -> list[tuple[str, str]]:
    states = [party.removeprefix("state:") for party in entry.parties if party.startswith("state:")]
    bodies = set(entry.bodies) | {p.removeprefix("body:") for p in entry.parties if p.startswith("body:")}
    return [("state", one) for one in states] + [("body", one) for one in sorted(bodies)]


def _registration(entry: Entry) -> dict[str, Any]:
    ((kind, owner),) = _owners(entry)
    return {
        "name": entry.name, kind: owner, "sources": entry.sources, "notice_types": entry.notice_types,
        "reads": entry.audience,
    }  # fmt: skip


def _key_of(entry: Entry, step: str) -> dict[str, str]:
    """The same step again, after a command that broke off, changes nothing."""
    return {"Idempotency-Key": f"take-over-{entry.name}-{step}"}
