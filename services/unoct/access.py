"""Who sees what unoct keeps, and who speaks for the two sides of OP24 and OP25. Pure."""

from __future__ import annotations

from typing import Final

from contracts.audiences import Audience
from contracts.ids import slug
from shared.engine.principals import Principal
from shared.engine.rules import Refusal

RELEASED: Final[Audience] = "un"
"""Cases hold what is released to the UN, and what its bodies do about it. All UN bodies see them."""
NOT_RELEASED: Final[Audience] = "committee"
"""The audience of things that the UN no longer has."""
OF_THE_TWO: Final[Audience] = "committee"
"""The audience of briefings and steps. The Committee and the parties of the row see them."""
UNOCT: Final = "body:unoct"
"""It is a party of each briefing and each step. The owner of a step is another party of that step."""
THE_TWO: Final = ("cted", "unoct", "both")
"""The owners of steps that are no party of their own."""


class OnlyForTheTwo(Refusal):
    """Only the Committee with CTED, and UNOCT, say what they agreed and when they met; an owner, what it has done."""

    paragraph = "OP24"
    status = 403


class OnlyTheChairInvites(Refusal):
    """The Chair invites UNOCT to brief the Committee and to follow-up meetings; UNOCT may record what was held."""

    paragraph = "OP25"
    status = 403


def check_of_the_two(principal: Principal, owner: str = "") -> None:
    """Raises OnlyForTheTwo, unless the principal belongs to one of the two, or to the owner of the step."""
    if not principal.sees(OF_THE_TWO, parties_of(owner)):
        raise OnlyForTheTwo


def parties_of(owner: str) -> tuple[str, ...]:
    """UNOCT, and the body that owns a step: `body:un-women` of UN Women."""
    body = slug(owner)
    return (UNOCT,) if not body or body in THE_TWO else (UNOCT, f"body:{body}")
