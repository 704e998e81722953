"""Who publishes and who reads which events: the map from which AsyncAPI is made.

Each `service.py` declares the same for itself; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from contracts import released
from contracts.audiences import RELEASED_TO, name_released_topic
from contracts.catalog import EVENTS, NOTICES

Types = Mapping[str, tuple[str, ...]]
"""Short types by topic."""

ANSWERS: Final = ("notice.accepted.v1", "notice.refused.v1", "notice.waiting.v1")
"""What the owner of a notice says of it, in its own topic."""
CORRECTED: Final = ("record.corrected.v1",)
"""What the owner of a record that was put right says of it, in its own topic."""
MEETS: Final = (
    *("report.published.v1", "report.corrected.v1", "programme.adopted.v1", "product.adopted.v1"),
    *("briefing.held.v1", "meeting.held.v1"),
)
"""Events that meet obligations, if a mandate's file says so."""
RELEASED: Final = tuple(map(name_released_topic, RELEASED_TO))


@dataclass(frozen=True, slots=True)
class Participant:
    """A service, or everybody outside."""

    name: str
    about: str
    consumes: Types
    publishes: Types


def _types_of(topic: str) -> tuple[str, ...]:
    return tuple(name for name, model in EVENTS.items() if model.topic == topic)


def _on_released_topics(types: tuple[str, ...]) -> Types:
    return dict.fromkeys(RELEASED, types)


PARTICIPANTS: Final = (
    Participant(
        "assessments",
        "programme, visits, assessments, disclosure and release",
        consumes={
            "ctc.exchange": ("notice.taken_in.v1", "publisher.changed.v1"),
            "ctc.followup": (
                "followup.response_received.v1",
                "followup.reported.v1",
                "followup.rescheduled.v1",
                "recommendation.added.v1",
                "recommendation.assessed.v1",
                "recommendation.carried_over.v1",
                "recommendation.succeeded.v1",
                "recommendation.closed.v1",
            ),
        },
        publishes={
            "ctc.assessments": _types_of("ctc.assessments") + ANSWERS + CORRECTED,
            **_on_released_topics(
                (
                    "released.assessment.v1",
                    "released.recommendation.v1",
                    "released.product.v1",
                    "released.schedule.v1",
                    "released.withdrawn.v1",
                )
            ),
        },
    ),
    Participant(
        "followup",
        "the OP16 clock, responses, status of recommendations",
        consumes={
            "ctc.assessments": (
                "assessment.completed.v1",
                "assessment.received.v1",
                "assessment.corrected.v1",
                "assessment.withdrawn.v1",
                "assistance.requested.v1",
                "disclosure.changed.v1",
            ),
            "ctc.exchange": ("notice.taken_in.v1", "publisher.changed.v1"),
        },
        publishes={"ctc.followup": _types_of("ctc.followup") + ANSWERS + CORRECTED},
    ),
    Participant(
        "unoct",
        "needs, cases, projects, briefings",
        consumes={
            "ctc.released.un": ("released.product.v1", "released.recommendation.v1", "released.withdrawn.v1"),
            "ctc.exchange": ("notice.taken_in.v1", "publisher.changed.v1"),
        },
        publishes={"ctc.unoct": _types_of("ctc.unoct") + ANSWERS + CORRECTED},
    ),
    Participant(
        "council",
        "projected facts, obligations calendar, reports",
        # Every internal topic, its own included, with the owners' answers to notices.
        consumes={
            **{
                topic: _types_of(topic) + ANSWERS + CORRECTED
                for topic in ("ctc.assessments", "ctc.followup", "ctc.unoct")
            },
            "ctc.council": _types_of("ctc.council") + CORRECTED,
            "ctc.exchange": _types_of("ctc.exchange"),
        },
        publishes={
            "ctc.council": _types_of("ctc.council") + CORRECTED,
            **_on_released_topics(("released.report.v1", "released.withdrawn.v1")),
        },
    ),
    Participant(
        "exchange",
        "what other systems send, and what they are told",
        consumes={
            "ctc.external": tuple(sorted(NOTICES)),
            "ctc.assessments": ANSWERS,
            "ctc.followup": ANSWERS,
            "ctc.unoct": ANSWERS,
            **_on_released_topics(tuple(sorted(model.type for model in released.EVENTS))),
        },
        publishes={"ctc.exchange": _types_of("ctc.exchange"), "ctc.receipts": _types_of("ctc.receipts")},
    ),
    Participant(
        "others",
        "systems outside: CTED's own, UN bodies, States, partners",
        consumes={
            "ctc.receipts": _types_of("ctc.receipts"),
            **_on_released_topics(tuple(name for name in EVENTS if name.startswith("released."))),
        },
        publishes={"ctc.external": tuple(sorted(NOTICES))},
    ),
)
