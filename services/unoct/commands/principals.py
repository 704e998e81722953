"""Who speaks for the two sides of OP24 and OP25: the Committee with CTED, and UNOCT. Pure."""

from __future__ import annotations

from typing import Final

from contracts.audiences import Audience
from contracts.ids import slug
from shared.engine.principals import Principal
from shared.engine.rules import Refusal

OF_THE_TWO: Final[Audience] = "committee"
UNOCT: Final = "body:unoct"
"""What the two say of each other's work is the Committee's, and UNOCT's; of a step, its owner's too."""
THE_TWO: Final = ("cted", "unoct", "both")


class OnlyForTheTwo(Refusal):
    """Only the Committee with CTED, and UNOCT, say what they agreed and when they met; an owner, what it has done."""

    paragraph = "OP24"
    status = 403


class OnlyTheChairInvites(Refusal):
    """The Chair invites UNOCT to brief the Committee and to follow-up meetings; UNOCT may record what was held."""

    paragraph = "OP25"
    status = 403


def check_of_the_two(principal: Principal, owner: str = "") -> None:
    """Raises OnlyForTheTwo for whoever is neither of the two, nor the owner of the step."""
    if not principal.sees(OF_THE_TWO, parties_of(owner)):
        raise OnlyForTheTwo


def parties_of(owner: str) -> tuple[str, ...]:
    """UNOCT, and the body that owns a step: `body:un-women` of UN Women."""
    body = slug(owner)
    return (UNOCT,) if not body or body in THE_TWO else (UNOCT, f"body:{body}")
