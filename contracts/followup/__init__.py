"""Events of the followup service: the OP16 clock, the status of recommendations, and meetings."""

from contracts.followup.follow_ups import (
    FollowupCancelled,
    FollowupClosed,
    FollowupFact,
    FollowupNotAnswered,
    FollowupOverdue,
    FollowupPending,
    FollowupReminded,
    FollowupReported,
    FollowupRescheduled,
    FollowupResponseReceived,
    FollowupScheduled,
)
from contracts.followup.meetings import (
    MeetingCancelled,
    MeetingHeld,
    MeetingPlanned,
)
from contracts.followup.recommendations import (
    RecommendationAdded,
    RecommendationAssessed,
    RecommendationCarriedOver,
    RecommendationClosed,
    RecommendationFact,
    RecommendationPositionStated,
    RecommendationReported,
    RecommendationSucceeded,
    Successor,
)

TOPIC = "ctc.followup"

EVENTS = (
    FollowupScheduled,
    FollowupRescheduled,
    FollowupPending,
    FollowupReminded,
    FollowupOverdue,
    FollowupResponseReceived,
    FollowupNotAnswered,
    FollowupReported,
    FollowupClosed,
    FollowupCancelled,
    RecommendationAdded,
    RecommendationPositionStated,
    RecommendationReported,
    RecommendationAssessed,
    RecommendationSucceeded,
    RecommendationCarriedOver,
    RecommendationClosed,
    MeetingPlanned,
    MeetingHeld,
    MeetingCancelled,
)

__all__ = [
    "EVENTS",
    "TOPIC",
    "FollowupCancelled",
    "FollowupClosed",
    "FollowupFact",
    "FollowupNotAnswered",
    "FollowupOverdue",
    "FollowupPending",
    "FollowupReminded",
    "FollowupReported",
    "FollowupRescheduled",
    "FollowupResponseReceived",
    "FollowupScheduled",
    "MeetingCancelled",
    "MeetingHeld",
    "MeetingPlanned",
    "RecommendationAdded",
    "RecommendationAssessed",
    "RecommendationCarriedOver",
    "RecommendationClosed",
    "RecommendationFact",
    "RecommendationPositionStated",
    "RecommendationReported",
    "RecommendationSucceeded",
    "Successor",
]
