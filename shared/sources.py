"""In whose name a thing is entered: the source by which it is known. Pure."""

from __future__ import annotations

from shared.principals import Principal
from shared.refusal import Refusal


class NotYourSource(Refusal):
    """Your token does not speak for this source: leave it out, or ask who issued the token."""

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
