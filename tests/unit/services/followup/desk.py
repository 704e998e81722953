"""Followup in memory: its real rules behind the handler in memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from contracts.assessments import (
    AssessmentCompleted,
    AssessmentCorrected,
    AssessmentReceived,
    AssessmentWithdrawn,
    AssistanceRequested,
    Disclosed,
    DisclosureChanged,
)
from contracts.assessments import Recommendation as Made
from contracts.audiences import Audience
from contracts.base import EventData
from contracts.catalog import decode
from contracts.exchange import NoticeTakenIn
from contracts.ids import assessment_id, cycle_id, recommendation_id
from contracts.notices import NoticeResponseReceived, RespondedPosition
from reference import Reference
from services.followup.cycles.model import CYCLES, Cycle
from services.followup.recommendations.model import RECOMMENDATIONS, Recommendation
from services.followup.service import SERVICE
from shared.engine.deadline import Deadline, Key
from shared.engine.outcomes import Done, Outcome, Refused
from shared.engine.principals import Principal
from shared.engine.rules import Command, Context, Event, Refusal, Table, Trigger
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory

CTED = "https://cted.example/assessments"
OFFICER = Principal("officer", "committee", may_command=True)
KENYA = Principal("kenya", "public", frozenset({"state:KEN"}), may_command=True)
READER = Principal("reader", "un", may_command=True)

Told = TypeVar("Told", bound=EventData)
_numbers = itertools.count(1)


def build_recommendation(reference: str = "R1", assessment: str = "A-1", **said: Any) -> Made:
    """A recommendation as an assessment makes it."""
    usual: dict[str, Any] = {
        "recommendation_id": recommendation_id(assessment_id(CTED, assessment), reference),
        "reference": reference,
        "text": f"Synthetic: {reference}",
        "themes": ("travel",),
        "priority": "high",
        "made_by": "CTED",
        "assistance_needed": True,
        "audience": "un",
    }
    return Made(**usual | said)


def about(reference: str = "A-1", **said: Any) -> dict[str, Any]:
    """What every event about an assessment says."""
    usual = {
        "assessment_id": assessment_id(CTED, reference),
        "source": CTED,
        "reference": reference,
        "state": "KEN",
        "occurred_on": said.get("submitted_to_ctc_on", date(2024, 1, 15)),
        "synthetic": True,
    }
    return usual | said


def whole(reference: str = "A-1", submitted_to_ctc_on: date = date(2024, 1, 15), **said: Any) -> dict[str, Any]:
    """A whole assessment with two recommendations."""
    usual = {
        "kind": "comprehensive",
        "report_date": submitted_to_ctc_on,
        "opens_cycle": True,
        "audience": "un",
        "recommendations": (build_recommendation("R1", reference), build_recommendation("R2", reference)),
    }
    return about(reference, submitted_to_ctc_on=submitted_to_ctc_on, **usual | said)


def completed_event(reference: str = "A-1", **said: Any) -> AssessmentCompleted:
    return AssessmentCompleted(**whole(reference, **said))


def corrected_event(reference: str = "A-1", on: date = date(2024, 3, 1), **said: Any) -> AssessmentCorrected:
    return AssessmentCorrected(**{"changed": ("report_date",)} | whole(reference, **said) | {"occurred_on": on})


def received_event(on: date, reference: str = "A-1") -> AssessmentReceived:
    return AssessmentReceived(**about(reference, occurred_on=on, received_by_state_on=on))


def withdrawn_event(on: date, reference: str = "A-1", reason: str = "Synthetic reason.") -> AssessmentWithdrawn:
    return AssessmentWithdrawn(**about(reference, occurred_on=on, reason=reason))


def requested_event(requested: bool = True, reference: str = "R1", assessment: str = "A-1") -> AssistanceRequested:
    one = build_recommendation(reference, assessment, assistance_requested=requested)
    return AssistanceRequested(**about(assessment), recommendation=one, requested=requested)


def disclosed_event(
    audience: Audience, *references: str, whole: bool = False, assessment: str = "A-1", parties: tuple[str, ...] = ()
) -> DisclosureChanged:
    """Who may have these recommendations from now on, as a part or with the whole."""
    id_ = assessment_id(CTED, assessment)
    ids = [recommendation_id(id_, one) for one in references]
    parts = tuple(Disclosed(id=one, audience=audience, parties=parties) for one in ids)
    return DisclosureChanged(
        occurred_on=date(2024, 1, 19), synthetic=True, of="assessment", id=id_, state="KEN", assessment_id=id_,
        audience=audience, parties=("state:KEN",), in_part=() if whole else tuple(part.id for part in parts),
        parts=parts, decided_by="Synthetic mission", decided_on=date(2024, 1, 19),
    )  # fmt: skip


def response(
    received_on: date,
    *positions: RespondedPosition,
    reference: str = "A-1",
    id_: str = "",
    source: str = CTED,
    **said: Any,
) -> NoticeTakenIn:
    """A notice of a State's response, as exchange hands it on."""
    usual: dict[str, Any] = {
        "assessment_reference": reference,
        "assessment_source": CTED,
        "state": "KEN",
        "synthetic": True,
    }
    notice = NoticeResponseReceived(**usual | said, received_on=received_on, positions=positions)
    return NoticeTakenIn(source=source, id=id_ or f"n-{next(_numbers)}", notice=notice)


def position(reference: str = "R1", **said: Any) -> RespondedPosition:
    return RespondedPosition(recommendation_reference=reference, **said)


class Desk:
    """What followup knows, on a day."""

    def __init__(self, today: date = date(2024, 1, 15), reference: Reference = REFERENCE) -> None:
        self.memory = Memory(SERVICE, today, reference)
        self.history: list[EventData] = []
        """All that was ever told."""
        self.outcomes: list[Outcome] = []
        """Of the last batch."""

    # ---- triggers

    def happens(self, *data: EventData, id_: str = "") -> list[EventData]:
        """Events from elsewhere, in one batch; returns what followup tells."""
        return self._decide([self.event(one, id_ or f"e-{next(_numbers)}") for one in data])

    def event(self, data: EventData, id_: str) -> Event[Any]:
        about = data.notice if isinstance(data, NoticeTakenIn) else data
        subject = getattr(about, "state", "")
        return Event("/services/test", id_, data.type, subject, self.context.now, data, correlation_id=id_)

    def asked_by(self, state: str) -> Principal:
        """Who speaks for this State."""
        return Principal(state, "public", frozenset({f"state:{state}"}), may_command=True)

    def asks(self, data: object, who: Principal = OFFICER) -> list[EventData]:
        """A command that is carried out."""
        self.outcome = self._outcome(data, who)
        assert isinstance(self.outcome, Done), self.outcome
        return self._told

    def refuses(self, data: object, who: Principal = OFFICER) -> Refusal:
        """A command that is refused, and has told nothing."""
        before = dict(self.rows.get(CYCLES, {})), len(self.history)
        outcome = self._outcome(data, who)
        assert isinstance(outcome, Refused), outcome
        assert (dict(self.rows.get(CYCLES, {})), len(self.history)) == before
        return outcome.refusal

    def turn(self, to: date) -> list[EventData]:
        """Time passes, each due date in order; returns what followup tells on the way."""
        self.memory.turn(to)
        return self._new_events()

    def act(self) -> list[EventData]:
        """What is due today acts."""
        return self._decide(self.memory.due())

    # ---- what is known

    @property
    def today(self) -> date:
        return self.memory.today

    @today.setter
    def today(self, day: date) -> None:
        self.memory.today = day

    @property
    def reference(self) -> Reference:
        return self.memory.reference

    @reference.setter
    def reference(self, reference: Reference) -> None:
        self.memory.reference = reference

    @property
    def context(self) -> Context:
        return Context(self.memory.now, self.today, self.reference)

    @property
    def rows(self) -> dict[Table[Any], dict[str, Any]]:
        return self.memory.rows

    @property
    def deadlines(self) -> dict[Key, Deadline]:
        """All, those that run no more too."""
        return self.memory.handler.deadlines

    def cycle(self, reference: str = "A-1") -> Cycle:
        found: Cycle = self.rows[CYCLES][cycle_id(assessment_id(CTED, reference))]
        return found

    def recommendation(self, reference: str = "R1", assessment: str = "A-1") -> Recommendation:
        found: Recommendation = self.rows[RECOMMENDATIONS][
            recommendation_id(assessment_id(CTED, assessment), reference)
        ]
        return found

    def deadline(self, kind: str, reference: str = "A-1") -> Deadline | None:
        return self.deadlines.get((kind, cycle_id(assessment_id(CTED, reference))))

    def list_events(self, model: type[Told]) -> list[Told]:
        """All events of exactly this kind so far."""
        return [one for one in self.history if type(one) is model]

    def _outcome(self, data: object, who: Principal) -> Outcome:
        id_ = f"c-{next(_numbers)}"
        self._told = self._decide([Command(who, id_, data, correlation_id=id_)])
        return self.outcomes[0]

    def _decide(self, triggers: Sequence[Trigger]) -> list[EventData]:
        self.outcomes = self.memory.decide(*triggers)
        return self._new_events()

    def _new_events(self) -> list[EventData]:
        told = [decode(row.type, row.data) for row in self.memory.handler.journal[len(self.history) :]]
        self.history += told
        return told


def kinds(events: Iterable[EventData]) -> list[str]:
    """Their short names without the version."""
    return [one.type.removesuffix(".v1") for one in events]


def await_response() -> Desk:
    """A cycle whose response is due on 15 July 2024, on 10 May."""
    desk = Desk()
    desk.happens(completed_event(received_by_state_on=date(2024, 1, 15)))
    desk.turn(date(2024, 5, 10))
    return desk
