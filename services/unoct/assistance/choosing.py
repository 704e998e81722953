"""Which part of a case a body speaks of: its own, and the one that it names where it has several (OP15). Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from contracts.ids import slug
from reference import Reference
from services.unoct.assistance.checks import AlreadyTakenUp
from services.unoct.cases.model import Case, Part
from services.unoct.cases.parts import is_of
from shared.engine.notices.sources import speaks_as_body
from shared.engine.principals import Principal
from shared.engine.rules import Refusal


class NotTakenUp(Refusal):
    """Only what a project has taken up can be delivered: say first which project it is."""

    paragraph = "OP15"


class NotAPart(Refusal):
    """This body or project has no part in the help for this need: name one of the parts that the case lists."""

    paragraph = "OP15"
    status = 422


class SeveralParts(Refusal):
    """Several bodies or projects help with this need: say by `body` or `project_id` whose part is meant."""

    paragraph = "OP15"
    status = 422


class NotYourPart(Refusal):
    """This part of the help is another body's: each body ends its own part only."""

    paragraph = "OP15"
    status = 403


def find_own_body(principal: Principal, reference: Reference) -> str | None:
    """The body to which the principal belongs; None: none, or several."""
    own = [party.removeprefix("body:") for party in principal.parties if party.startswith("body:")]
    return reference.name_body(own[0]) if len(own) == 1 else None


# ---- offer -----------------------------------------------------------------------------------


def find_offer(case: Case, body: str, project_id: str | None) -> Part | None:
    """The part which this offer opens again or changes; None: it opens a new one. Raises AlreadyTakenUp."""
    own = [part for part in case.parts if is_of(part, body)]
    under_way = [part for part in own if part.status == "taken_up" and project_id in (None, part.project_id)]
    part = next((part for part in case.parts if part.project_id == project_id and is_of(part, body)), None)
    is_anothers = part is None and project_id and any(one.project_id == project_id for one in case.parts)
    if under_way or is_anothers or (part and part.status in ("delivered", "replaced")):
        raise AlreadyTakenUp
    return part


# ---- delivery --------------------------------------------------------------------------------


def find_delivery(case: Case, body: str | None, project_id: str | None, principal: Principal) -> Part:
    """The part that is delivered, or was. Without a name it is the principal's own, or the only one.

    Raises NotAPart, NotTakenUp, SeveralParts and NotYourPart.
    """
    named = _find_named(case.parts, body, project_id)
    if body is None and project_id is None:
        named = _find_own(named, principal) or named
    elif not named:
        raise NotAPart(fields=("body",) if project_id is None else ("project_id",))
    running = [part for part in named if part.status in ("taken_up", "delivered")]
    if not running:
        raise NotTakenUp
    part = _find_only(running)
    _check_own(part, principal)
    return part


# ---- decline ---------------------------------------------------------------------------------


def find_decline(
    case: Case, body: str | None, project_id: str | None, reason: str, principal: Principal
) -> Part | None:
    """The offer that is declined, or was for this reason. None: nobody helps yet, and the body declines to.

    Raises NotAPart, AlreadyTakenUp, SeveralParts and NotYourPart.
    """
    named = _find_named(case.parts, body, project_id)
    offered = [part for part in named if part.status == "offered"]
    declined = [p for p in named if p.status == "declined" and (is_of(p, body) or p.reason == reason)]
    part = _find_only(offered or declined[-1:]) if offered or declined else None
    if part:
        _check_own(part, principal)
    elif project_id is not None:
        raise NotAPart(fields=("project_id",))
    elif case.status in ("taken_up", "delivered"):
        raise AlreadyTakenUp
    return part


# ---- in common -------------------------------------------------------------------------------


def _find_named(parts: Collection[Part], body: str | None, project_id: str | None) -> list[Part]:
    return [
        part
        for part in parts
        if (body is None or is_of(part, body)) and (project_id is None or part.project_id == project_id)
    ]


def _find_own(parts: Collection[Part], principal: Principal) -> list[Part]:
    return [part for part in parts if not principal.is_officer and speaks_as_body(principal, slug(part.body or ""))]


def _find_only(parts: Sequence[Part]) -> Part:
    if len(parts) > 1:
        raise SeveralParts(fields=("body", "project_id"))
    return parts[0]


def _check_own(part: Part, principal: Principal) -> None:
    if not speaks_as_body(principal, slug(part.body or "")):
        raise NotYourPart
