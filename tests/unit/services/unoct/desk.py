"""What the tests of unoct bring to its rules."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from contracts.exchange import NoticeTakenIn
from contracts.ids import case_id, project_id
from contracts.notices import NoticeProjectRegistered
from contracts.released import ReleasedProduct, ReleasedRecommendation, ReleasedWithdrawn
from services.unoct.projects.commands import SaidProject
from services.unoct.service import SERVICE
from shared.engine.principals import Principal
from shared.engine.rules import Command, Event
from tests.support.memory import Memory, Told

UNODC = "urn:example:unodc"
ICAO = "urn:example:icao"
RECOMMENDATION = "r-1"
CASE = case_id(RECOMMENDATION)
PROJECT = project_id(UNODC, "P-1")
OTHER = project_id(ICAO, "P-1")
"""Another body's project for the same need."""
WHEN = datetime(2024, 3, 20, 12, tzinfo=UTC)

_numbers = itertools.count(1)


def desk() -> Memory:
    """Unoct on 20 March 2024, with nothing known yet."""
    return Memory(SERVICE, date(2024, 3, 20))


def with_case() -> Memory:
    """Unoct with one open case."""
    unoct = desk()
    unoct.handle(release_recommendation())
    return unoct


def release_recommendation(recommendation: str = RECOMMENDATION, **changes: Any) -> Event[Any]:
    """A copy for the UN: a need of Kenya's with its request, released on 1 March 2024."""
    said: dict[str, Any] = {
        "recommendation_id": recommendation, "assessment_id": "a-1", "state": "KEN", "text": "A synthetic text.",
        "themes": ("travel",), "priority": "high", "pillar": 2, "made_by": "CTED", "provision": "OP7",
        "assistance_needed": True, "assistance_requested": True, "released_on": date(2024, 3, 1), "synthetic": True,
    }  # fmt: skip
    return _event(ReleasedRecommendation(**said | changes), "/services/assessments")


def product(thing: str = "s-1", **changes: Any) -> Event[Any]:
    """A global survey, released to the UN."""
    said: dict[str, Any] = {
        "product_id": thing, "kind": "gis", "title": "A synthetic survey", "released_on": date(2024, 3, 1),
        "synthetic": True,
    }  # fmt: skip
    return _event(ReleasedProduct(**said | changes), "/services/assessments")


def withdraw_copy(thing: str = RECOMMENDATION, **changes: Any) -> Event[Any]:
    """The UN no longer has the thing."""
    said: dict[str, Any] = {
        "of": "recommendation", "id": thing, "because": "withdrawn", "released_on": date(2024, 3, 20),
    }  # fmt: skip
    return _event(ReleasedWithdrawn(**said | changes), "/services/assessments")


def said_of_project(**changes: Any) -> NoticeProjectRegistered:
    """What UNODC says of a project that serves the recommendation."""
    said: dict[str, Any] = {
        "reference": "P-1", "title": "A synthetic project", "lead_body": "UNODC", "states": ("KEN",),
        "themes": ("travel",), "recommendations": (RECOMMENDATION,), "status": "active", "synthetic": True,
    }  # fmt: skip
    return NoticeProjectRegistered(**said | changes)


def given_project(**changes: Any) -> SaidProject:
    """The same, as the body of a command."""
    return SaidProject(**dict(said_of_project(**changes)))


def project(source: str = UNODC, notice: str = "", time: datetime = WHEN, **changes: Any) -> Event[Any]:
    """The notice of it, as exchange hands it on."""
    taken_in = NoticeTakenIn(source=source, id=notice or f"n-{next(_numbers)}", notice=said_of_project(**changes))
    return _event(taken_in, "/services/exchange", time)


UNOCT = Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True, bodies=frozenset({"unodc", "icao"}))
COMMITTEE = Principal("cted", "committee", may_command=True)


def command(data: Any, principal: Principal = UNOCT) -> Command[Any]:
    """What somebody at UNOCT, or at the Committee, asks for."""
    return Command(principal, f"c-{next(_numbers)}", data, "cor")


def types(told: Sequence[Told]) -> list[str]:
    """Short types without version."""
    return [one.type.removesuffix(".v1") for one in told]


def find_answer(told: list[Told]) -> dict[str, Any]:
    """What the sender of the only notice is answered."""
    (answer,) = [one for one in told if one.type in ("notice.accepted.v1", "notice.refused.v1")]
    assert answer.topic == "ctc.unoct"
    return answer.data


def _event(data: Any, source: str, time: datetime = WHEN) -> Event[Any]:
    return Event(source, f"e-{next(_numbers)}", data.type, "KEN", time, data, "cor")
