"""What a dry run asks of the services."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.catalog import PREFIX
from contracts.participants import PARTICIPANTS
from services.exchange.http.rehearsing import follow
from shared.engine.port import Message

BY_NAME = {one.name: one for one in PARTICIPANTS}


def build(type_: str, topic: str) -> Message:
    return Message(topic, 0, 0, "KEN", {"type": f"{PREFIX}{type_}"}, b"{}")


async def test_a_service_that_told_something_is_not_asked_again() -> None:
    """It kept nothing of what it told: of a withdrawn report it would say what becomes of one that stands."""
    asked, withdrawn, closed = list[str](), "assessment.withdrawn.v1", "recommendation.closed.v1"
    causes = {
        "notice.taken_in.v1": {"assessments": [build(withdrawn, "ctc.assessments")]},
        withdrawn: {"followup": [build(closed, "ctc.followup")]},
    }

    async def rehearse(service: str, messages: Sequence[Message]) -> Sequence[Message]:
        asked.append(service)
        return causes[messages[0].attributes["type"].removeprefix(PREFIX)].get(service, [])

    told = await follow(rehearse, [build("notice.taken_in.v1", "ctc.exchange")])
    assert asked == ["assessments", "followup", "unoct", "followup"], "`assessments` reads what `followup` told"
    assert closed in BY_NAME["assessments"].consumes["ctc.followup"]
    assert [one.topic for one in told] == ["ctc.assessments", "ctc.followup"]
