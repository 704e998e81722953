"""Followup in memory: its real rules and the handler's real deciding, without a database.

Each trigger sees only the rows that its rule says it needs, so a rule that forgets one fails here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
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
from services.followup.model import Cycle, Recommendation
from services.followup.service import SERVICE
from services.followup.tables import CYCLES, RECOMMENDATIONS
from shared.engine.deadline import Deadline, remind_on, step_on
from shared.engine.deciding import decide
from shared.engine.outcomes import Done, Outcome, Refused
from shared.engine.principals import Principal
from shared.engine.rules import Command, Context, Due, Event, Known, Refusal, Table, Trigger
from shared.engine.time.dates import start_of_day
from tests.support.frozen import REFERENCE

CTED = "https://cted.example/assessments"
OFFICER = Principal("officer", "committee", may_command=True)
KENYA = Principal("kenya", "public", frozenset({"state:KEN"}), may_command=True)
READER = Principal("reader", "un", may_command=True)

Told = TypeVar("Told", bound=EventData)
_numbers = itertools.count(1)


def made(reference: str = "R1", assessment: str = "A-1", **said: Any) -> Made:
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
        "recommendations": (made("R1", reference), made("R2", reference)),
    }
    return about(reference, submitted_to_ctc_on=submitted_to_ctc_on, **usual | said)


def completed(reference: str = "A-1", **said: Any) -> AssessmentCompleted:
    return AssessmentCompleted(**whole(reference, **said))


def corrected(reference: str = "A-1", on: date = date(2024, 3, 1), **said: Any) -> AssessmentCorrected:
    return AssessmentCorrected(**{"changed": ("report_date",)} | whole(reference, **said) | {"occurred_on": on})


def received(on: date, reference: str = "A-1") -> AssessmentReceived:
    return AssessmentReceived(**about(reference, occurred_on=on, received_by_state_on=on))


def withdrawn(on: date, reference: str = "A-1", reason: str = "Synthetic reason.") -> AssessmentWithdrawn:
    return AssessmentWithdrawn(**about(reference, occurred_on=on, reason=reason))


def requested(requested: bool = True, reference: str = "R1", assessment: str = "A-1") -> AssistanceRequested:
    one = made(reference, assessment, assistance_requested=requested)
    return AssistanceRequested(**about(assessment), recommendation=one, requested=requested)


def disclosed(audience: Audience, *references: str, whole: bool = False, assessment: str = "A-1") -> DisclosureChanged:
    """Who may have these recommendations from now on, as a part or with the whole."""
    id_ = assessment_id(CTED, assessment)
    parts = tuple(Disclosed(id=recommendation_id(id_, one), audience=audience) for one in references)
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


@dataclass
class Desk:
    """What followup knows, on a day."""

    today: date = date(2024, 1, 15)
    reference: Reference = REFERENCE
    rows: dict[Table[Any], dict[str, Any]] = field(default_factory=dict)
    deadlines: dict[tuple[str, str], Deadline] = field(default_factory=dict)
    history: list[EventData] = field(default_factory=list)
    """All that was ever told."""

    # ---- triggers

    def happens(self, *data: EventData, id_: str = "") -> list[EventData]:
        """Events from elsewhere, in one batch; returns what followup tells."""
        return self._decided([self.event(one, id_ or f"e-{next(_numbers)}") for one in data])

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
        told: list[EventData] = []
        while (day := self._next_act()) is not None and day <= to:
            self.today = max(self.today, day)
            told += self._act()
        self.today = to
        return told

    # ---- what is known

    @property
    def context(self) -> Context:
        return Context(start_of_day(self.today) + timedelta(hours=12), self.today, self.reference)

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

    def told(self, model: type[Told]) -> list[Told]:
        """All events of exactly this kind so far."""
        return [one for one in self.history if type(one) is model]

    # ---- as the handler does

    def _outcome(self, data: object, who: Principal) -> Outcome:
        id_ = f"c-{next(_numbers)}"
        self._told = self._decided([Command(who, id_, data, correlation_id=id_)])
        return self.outcomes[0]

    def _decided(self, triggers: Sequence[Trigger]) -> list[EventData]:
        known = self._known(triggers)
        decided = decide(SERVICE, triggers, known, self.context)
        self.outcomes = decided.outcomes
        assert not decided.failures, decided.failures
        for table, keys in decided.touched.items():
            kept = self.rows.setdefault(table, {})
            for key in keys:
                kept.pop(key, None)
                if key in decided.known.rows.get(table, {}):
                    kept[key] = decided.known.rows[table][key]
        for which, state in decided.settled.items():
            if which in self.deadlines:
                self.deadlines[which] = replace(self.deadlines[which], state=state, acts_on=None)
        for which, reminders in decided.reminders.items():
            if which in self.deadlines:
                self.deadlines[which] = remind_on(self.deadlines[which], reminders, self.today)
        self.deadlines |= decided.scheduled
        told = [decode(row.type, row.data) for row in decided.journal]
        self.history += told
        return told

    def _known(self, triggers: Iterable[Trigger]) -> Known:
        known = Known()
        for trigger in triggers:
            rule = SERVICE.rule_for(trigger)
            needs = list(rule.needs(trigger)) if rule else []
            while needs:
                need = needs.pop()
                assert need.table in SERVICE.tables
                for key, row in self.rows.get(need.table, {}).items():
                    if getattr(row, need.column) == need.value:
                        known.rows.setdefault(need.table, {})[key] = row
                        needs += need.then(row) if need.then else ()
        return known

    def _next_act(self) -> date | None:
        return min((one.acts_on for one in self.deadlines.values() if one.acts_on is not None), default=None)

    def _act(self) -> list[EventData]:
        due = [
            Due(one, *step)
            for one in sorted(self.deadlines.values(), key=lambda one: (one.acts_on or date.max, one.kind, one.subject))
            if (step := step_on(one, self.today))
        ]
        return self._decided(due)


def kinds(events: Iterable[EventData]) -> list[str]:
    """Their short names without the version."""
    return [one.type.removesuffix(".v1") for one in events]
