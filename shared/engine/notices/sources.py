"""In whose name a thing is entered: the source by which it is known, and the body that leads it. Pure."""

from __future__ import annotations

from shared.engine.principals import Principal
from shared.engine.refusal import Refusal


class NotYourSource(Refusal):
    """Your token does not speak for this source: leave it out, or ask who issued the token."""

    status = 403


class NotYourBody(Refusal):
    """Your token does not speak for this body: ask its operators for `ctc tokens change NAME --body BODY`."""

    status = 403


def source_of(principal: Principal, said: str | None, ours: str) -> str:
    """The source that is said, else the principal's only one, else `ours`, for which everybody may speak.

    Raises NotYourSource if the principal does not speak for the one said.
    """
    if said is None:
        own = principal.sources - {"*"}
        return next(iter(own)) if len(own) == 1 else ours
    if said != ours and not principal.speaks_for(said):
        raise NotYourSource(fields=("source",))
    return said


def check_body(principal: Principal, body: str, field: str) -> None:
    """Raises NotYourBody, except for the body with this id and for officers of the Committee."""
    if not speaks_as_body(principal, body):
        raise NotYourBody(fields=(field,))


def speaks_as_body(principal: Principal, body: str) -> bool:
    """Whether it acts for the body with this id: as one of it, in its name, or as an officer of the Committee."""
    return f"body:{body}" in principal.parties or principal.speaks_for_body(body) or principal.is_officer
