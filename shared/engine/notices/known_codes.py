"""Names and codes that senders use, of Member States, themes and bodies: looked up, or refused with a reason. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from reference import Reference
from shared.engine.refusal import Refusal

MOST_NAMED: Final = 3
"""Codes in one refusal."""


class NotAMemberState(Refusal):
    """Only Member States of the United Nations are assessed and visited."""

    status = 422


class UnknownTheme(Refusal):
    """There is no such theme: take a code of `/codes/themes`, or have one added there."""

    rule = "14"
    paragraph = "OP17"  # many paragraphs name a theme; this one has work organized by theme
    status = 422


class NotAListedBody(Refusal):
    """No body of this name is known here: take one of `/codes/bodies`, or have one added there."""

    status = 422


def body_name(reference: Reference, written: str, field: str = "body") -> str:
    """The body's name as the reference data have it. Raises NotAListedBody."""
    body = reference.body(written)
    if body is None:
        raise NotAListedBody(fields=(field,))
    return body.name


def state_id(reference: Reference, code: str, field: str = "state", on: date | None = None) -> str:
    """The id of the State with this id or alias, a Member on that day (None: on any). Raises NotAMemberState."""
    member = reference.member(code, on)
    if member is None:
        raise NotAMemberState(reference.reason_not_member(code), (field,))
    return member.id


def check_themes(reference: Reference, codes: Iterable[str], field: str = "themes") -> None:
    """Raises UnknownTheme unless there is a theme for each code."""
    unknown = [code for code in codes if reference.theme(code) is None]
    if unknown:
        raise UnknownTheme(f"Not known: {', '.join(unknown[:MOST_NAMED])}.", (field,))
