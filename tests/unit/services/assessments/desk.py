"""What the tests of assessments bring to its rules, behind the handler in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar, get_type_hints

from contracts.assessments import WiderRelease
from contracts.base import EventData
from contracts.exchange import NoticeTakenIn
from contracts.ids import assessment_id, recommendation_id, visit_id
from contracts.notices import (
    NoticeAccepted,
    NoticeAssessmentCorrected,
    NoticeAssessmentReceived,
    NoticeAssessmentSubmitted,
    NoticeAssessmentWithdrawn,
    NoticedFinding,
    NoticedRecommendation,
    NoticeRefused,
    NoticeVisitPlanned,
)
from reference import Reference
from services.assessments.assessments.commands.disclosing import DiscloseAssessment
from services.assessments.assessments.views import REPORT
from services.assessments.disclosure import Decision
from services.assessments.products.views import PRODUCT
from services.assessments.recommendations.commands import DiscloseRecommendation
from services.assessments.service import RESOURCES, SERVICE
from services.assessments.visits.views import VISIT
from shared.engine.deadline import Deadline, Key
from shared.engine.declarations import Action, View
from shared.engine.principals import Principal
from shared.engine.rules import (
    Answer,
    Change,
    Command,
    Emit,
    Event,
    Table,
    Trigger,
)
from tests.support.frozen import REFERENCE
from tests.support.memory import Memory, read_record

CTED = "urn:example:cted"
OFFICER = Principal("desk", "committee", may_command=True)
KEN_REPORT = assessment_id(CTED, "2024/KEN")
KEN_VISIT = visit_id(CTED, "2024/KEN")
Data = TypeVar("Data", bound=EventData)
Notice = (
    NoticeAssessmentSubmitted
    | NoticeAssessmentCorrected
    | NoticeAssessmentReceived
    | NoticeAssessmentWithdrawn
    | NoticeVisitPlanned
)


@dataclass(slots=True)
class Told:
    """What a rule changed."""

    changes: list[Change]

    @property
    def events(self) -> list[EventData]:
        return [change.data for change in self.changes if isinstance(change, Emit)]

    def only(self, kind: type[Data]) -> Data:
        (found,) = self.all(kind)
        return found

    def all(self, kind: type[Data]) -> list[Data]:
        return [event for event in self.events if type(event) is kind]

    @property
    def released_copies(self) -> list[tuple[str, str]]:
        """Audience and type of each released copy, in order."""
        return [
            (change.topic.removeprefix("ctc.released."), change.data.type.removesuffix(".v1"))
            for change in self.changes
            if isinstance(change, Emit) and change.topic.startswith("ctc.released.")
        ]

    @property
    def outcome(self) -> str:
        """Of a command."""
        (answer,) = (change for change in self.changes if isinstance(change, Answer))
        return str(answer.body["outcome"])

    def is_unchanged(self) -> bool:
        """A notice that was known already: an answer, and the note that it was judged."""
        puts = [change for change in self.changes if not isinstance(change, Emit)]
        return len(puts) <= 1 and self.only(NoticeAccepted).outcome == "unchanged"


class Desk:
    """The service's rows, and a day on which rules decide."""

    def __init__(self, today: date = date(2024, 7, 1), reference: Reference = REFERENCE) -> None:
        self.changes: list[Change] = []
        self.memory = Memory(read_record(SERVICE, self.changes), today, reference)
        self.sent = 0

    @property
    def today(self) -> date:
        return self.memory.today

    @today.setter
    def today(self, day: date) -> None:
        self.memory.today = day

    @property
    def reference(self) -> Reference:
        return self.memory.reference

    @property
    def now(self) -> datetime:
        return self.memory.now

    @property
    def rows(self) -> dict[Table[Any], dict[str, Any]]:
        return self.memory.rows

    @property
    def deadlines(self) -> dict[Key, Deadline]:
        return self.memory.deadlines

    def notice(self, notice: Notice, id_: str = "", source: str = CTED) -> Told:
        self.sent += 1
        data = NoticeTakenIn(source=source, id=id_ or f"n{self.sent}", notice=notice)
        return self.handle(
            Event("/services/exchange", f"e{self.sent}", data.type, notice.state, self.now, data, f"c{self.sent}")
        )

    def get_refusal(self, notice: Notice, source: str = CTED) -> NoticeRefused:
        """The answer to a notice that changes nothing else."""
        told = self.notice(notice, source=source)
        assert len(told.changes) == 2, told.events
        return told.only(NoticeRefused)

    def command(self, data: Any, principal: Principal = OFFICER) -> Told:
        self.sent += 1
        return self.handle(Command(principal, f"k{self.sent}", data, f"c{self.sent}"))

    def pass_until(self, day: date) -> list[Told]:
        """Lets the days go by: what is due, falls due."""
        self.today = day
        return [self.handle(due) for due in self.memory.due()]

    def get(self, table: Table[Any], key: str) -> Any:
        return self.rows[table][key]

    def handle(self, trigger: Trigger) -> Told:
        """What the rule changes. Raises what a command is refused with."""
        before = len(self.changes)
        self.memory.handle(trigger)
        return Told(self.changes[before:])


# ---- commands -------------------------------------------------------------------------------


def about_visit(visit: str, given: object) -> object:
    """The command on a visit that has this body."""
    return _about(VISIT, visit, given)


def about_assessment(assessment: str, given: object) -> object:
    """The command on an assessment that has this body."""
    return _about(REPORT, assessment, given)


def about_product(product: str, given: object) -> object:
    """The command on a product that has this body."""
    return _about(PRODUCT, product, given)


def disclosure(assessment: str, decision: Decision, recommendation: str = "") -> object:
    """The decision on one recommendation, or else on the report or the parts that it names."""
    if recommendation:
        return DiscloseRecommendation(assessment, recommendation, decision)
    return DiscloseAssessment(assessment, decision)


_BODIES: dict[type, object] = {
    part.command: get_type_hints(part.command).get("given")
    for resource in RESOURCES
    for part in resource.parts
    if isinstance(part, Action)
}
"""Of each command, the type of its body."""


def _about(view: View[Any], key: str, given: object) -> object:
    (command,) = (
        part.command
        for resource in RESOURCES
        for part in resource.parts
        if isinstance(part, Action) and part.on is view and part.make_of is None
        if _BODIES[part.command] is type(given)
    )
    return command(key, given)


# ---- examples -------------------------------------------------------------------------------


def recommendation(reference: str = "R1", **more: Any) -> NoticedRecommendation:
    said: dict[str, Any] = {
        "reference": reference,
        "text": f"[Synthetic example] Do {reference}.",
        "themes": ("cft",),
        "priority": "high",
        "made_by": "CTED",
        "assistance_needed": True,
        "assistance_requested": True,
    }
    return NoticedRecommendation(**said | more)


def finding(provision: str = "resolution 1373 (2001), para. 1", **more: Any) -> NoticedFinding:
    return NoticedFinding(**{"provision": provision, "result": "partial", "text": "[Synthetic example]"} | more)


CONSENT = WiderRelease(decided_by="Permanent Mission", decided_on=date(2024, 3, 1), consulted_ctc=True)
"""Without it, no part could be submitted as wider than the UN system."""


def report_fields(**more: Any) -> dict[str, Any]:
    return {
        "reference": "2024/KEN",
        "state": "KEN",
        "kind": "comprehensive",
        "report_date": date(2024, 3, 1),
        "submitted_to_ctc_on": date(2024, 3, 15),
        "recommendations": (recommendation("R1"), recommendation("R2")),
        "findings": (finding(),),
        "wider_release": CONSENT,
        "synthetic": True,
    } | more


def submission_notice(**more: Any) -> NoticeAssessmentSubmitted:
    return NoticeAssessmentSubmitted(**report_fields(**more))


def correction_notice(**more: Any) -> NoticeAssessmentCorrected:
    return NoticeAssessmentCorrected(**report_fields(**more))


KEN: dict[str, Any] = {"reference": "2024/KEN", "state": "KEN", "synthetic": True}


def receipt_notice(on: date = date(2024, 4, 1), **more: Any) -> NoticeAssessmentReceived:
    return NoticeAssessmentReceived(**KEN | {"received_by_state_on": on} | more)


def withdrawal_notice(on: date = date(2024, 5, 1), **more: Any) -> NoticeAssessmentWithdrawn:
    return NoticeAssessmentWithdrawn(**KEN | {"withdrawn_on": on, "reason": "A duplicate."} | more)


def visit_planned(body: str = "UNODC", start: str = "2024-09-02", **more: Any) -> NoticeVisitPlanned:
    return NoticeVisitPlanned(**KEN | {"reference": f"{body}/V1", "body": body, "start": start} | more)


def visit_cancelled(on: date = date(2024, 6, 28), **more: Any) -> NoticeVisitPlanned:
    said: dict[str, Any] = {"cancelled_on": on, "reason": "An election."}
    return visit_planned(**said | more)


def recommendation_of_ken(reference: str = "R1") -> str:
    return recommendation_id(KEN_REPORT, reference)
