"""A synthetic story about Kenya, told to council: a visit, an assessment, its follow-up and a case.

Of its two recommendations one is for the UN and one for the Committee alone; what only the Committee
and the State may see holds the word `SECRET`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from contracts import assessments as a
from contracts import followup as f
from contracts import ids
from contracts import unoct as u
from contracts.audiences import Audience
from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeAssessmentSubmitted
from contracts.tools import example_data
from services.council.service import INTERNAL
from tests.support.council import Council

SOURCE = "urn:example:cted"
SECRET = "SECRET"
OPEN, CLOSED = "R1", "R2"
BEGIN = datetime(2024, 1, 20, 12, tzinfo=UTC)
"""The time at which council reads it."""

INSIDERS = ("owner", "member", "kenya")
OUTSIDERS = ("unoct", "reader", "partner", "uganda", None)
"""Readers that are neither the Committee nor Kenya; None: the public."""


@dataclass(frozen=True, slots=True)
class Story:
    """The ids of what it is about, for one State."""

    state: str = "KEN"

    @property
    def reference(self) -> str:
        return f"SYN-2024-{self.state}"

    @property
    def assessment(self) -> str:
        return ids.assessment_id(SOURCE, self.reference)

    @property
    def visit(self) -> str:
        return ids.visit_id(SOURCE, self.reference)

    @property
    def cycle(self) -> str:
        return ids.cycle_id(self.assessment)

    def recommendation(self, reference: str) -> str:
        return ids.recommendation_id(self.assessment, reference)

    @property
    def case(self) -> str:
        return ids.case_id(self.recommendation(OPEN))

    # ---- events ------------------------------------------------------------------------------

    def of(self, day: str, **more: Any) -> dict[str, Any]:
        return {"state": self.state, "occurred_on": date.fromisoformat(day), "synthetic": True, **more}

    def build_notice(self) -> NoticeTakenIn:
        notice = NoticeAssessmentSubmitted(
            reference=self.reference, state=self.state, kind="comprehensive", report_date=date(2024, 1, 10),
            submitted_to_ctc_on=date(2024, 1, 15), recommendations=(), synthetic=True,
        )  # fmt: skip
        return NoticeTakenIn(source=SOURCE, id=f"notice-{self.state}", notice=notice)

    def plan_visit(self) -> a.VisitPlanned:
        visit = {"visit_id": self.visit, "source": SOURCE, "reference": self.reference, "kind": "comprehensive"}
        return a.VisitPlanned(**self.of("2023-01-10", **visit), start="2023-05", purpose=f"{SECRET} purpose")

    def hold_visit(self) -> a.VisitCompleted:
        visit = {"visit_id": self.visit, "source": SOURCE, "reference": self.reference, "kind": "comprehensive"}
        components = (a.VisitComponent(mode="onsite", start="2023-05-02", end="2023-05-06"),)
        return a.VisitCompleted(
            **self.of("2023-05-06", **visit), mode="onsite", components=components, note=f"{SECRET} note"
        )

    def share_draft(self) -> a.AssessmentDrafted:
        return a.AssessmentDrafted(
            **self.of("2023-11-02", **self._about), kind="comprehensive", draft="draft",
            observations_due_on=date(2023, 12, 2), mandate="resolution-2617-2021", paragraph="practice",
        )  # fmt: skip

    def complete(self) -> a.AssessmentCompleted:
        return a.AssessmentCompleted(
            **self.of("2024-01-15", **self._about), kind="comprehensive", visit_id=self.visit,
            report_date=date(2024, 1, 10), submitted_to_ctc_on=date(2024, 1, 15), opens_cycle=True,
            recommendations=(
                self._build_recommendation(OPEN, "An open text.", "un"),
                self._build_recommendation(CLOSED, f"{SECRET} text", "committee"),
            ),
            findings=(
                self._build_finding(0, "An open provision", "un"),
                self._build_finding(1, f"{SECRET} provision", "committee"),
            ),
            audience="un", parties=self._own,
        )  # fmt: skip

    def correct(self) -> a.AssessmentCorrected:
        """Without its closed recommendation."""
        whole = self.complete().model_dump() | self.of("2024-02-10")
        return a.AssessmentCorrected.model_validate(
            whole | {"recommendations": self.complete().recommendations[:1], "changed": ("recommendations",)}
        )

    def _build_recommendation(self, reference: str, text: str, audience: Audience) -> a.Recommendation:
        return a.Recommendation(
            recommendation_id=self.recommendation(reference), reference=reference, text=text, themes=("travel",),
            priority="high", pillar=2, made_by="CTED", assistance_needed=True, assistance_requested=True,
            audience=audience, parties=self._own,
        )  # fmt: skip

    def _build_finding(self, number: int, provision: str, audience: Audience) -> a.Finding:
        return a.Finding(
            finding_id=ids.finding_id(self.assessment, "p", number), provision=provision, result="partial",
            audience=audience, parties=self._own,
        )  # fmt: skip

    def disclose(self, audience: Audience, reference: str) -> a.DisclosureChanged:
        """One recommendation is for another audience."""
        id_ = self.recommendation(reference)
        return a.DisclosureChanged(
            **self.of("2024-02-01"), of="recommendation", id=id_, assessment_id=self.assessment, audience=audience,
            parties=self._own, in_part=(id_,), parts=(a.Disclosed(id=id_, audience=audience, parties=self._own),),
            decided_by="Permanent Mission of the State", decided_on=date(2024, 2, 1),
        )  # fmt: skip

    def withdraw(self) -> a.AssessmentWithdrawn:
        return a.AssessmentWithdrawn(**self.of("2024-03-01", **self._about), reason=f"{SECRET} reason")

    def schedule(self) -> f.FollowupScheduled:
        return f.FollowupScheduled(
            **self.of("2024-01-15", **self._followup), anchor="submitted_to_ctc_on", anchor_on=date(2024, 1, 15),
            due_on=date(2025, 1, 15), response_due_on=date(2024, 7, 16), mandate="resolution-2617-2021",
            paragraph="OP16", cycle=self.carry("open"),
        )  # fmt: skip

    def state_position(self) -> f.RecommendationPositionStated:
        about = {"recommendation_id": self.recommendation(OPEN), **self._followup}
        return f.RecommendationPositionStated(**self.of("2024-06-01", **about), position="accepted")

    def overdue(self) -> f.FollowupOverdue:
        return f.FollowupOverdue(
            **self.of("2025-01-16", **self._followup), due_on=date(2025, 1, 15), mandate="resolution-2617-2021",
            paragraph="OP16", cycle=self.carry("overdue", overdue_since=date(2025, 1, 16)),
        )  # fmt: skip

    def carry(self, status: f.CycleStatus, **changes: Any) -> f.CycleContent:
        """Its cycle, as events carry it."""
        return f.CycleContent(
            status=status, opened_on=date(2024, 1, 15), sequence=1, anchor="submitted_to_ctc_on",
            anchor_on=date(2024, 1, 15), due_on=date(2025, 1, 15), mandate="resolution-2617-2021", paragraph="OP16",
            response=f.ResponseContent(due_on=date(2024, 7, 16)), **changes,
        )  # fmt: skip

    def open_case(self, reference: str = OPEN) -> u.CaseOpened:
        recommendation = self.recommendation(reference)
        return u.CaseOpened(
            **self.of("2024-01-15"), case_id=ids.case_id(recommendation), recommendation_id=recommendation,
            assessment_id=self.assessment, themes=("travel",), priority="high",
        )  # fmt: skip

    @property
    def _own(self) -> tuple[str, ...]:
        return (f"state:{self.state}",)

    @property
    def _about(self) -> dict[str, str]:
        return {"assessment_id": self.assessment, "source": SOURCE, "reference": self.reference}

    @property
    def _followup(self) -> dict[str, Any]:
        return {"followup_id": self.cycle, "assessment_id": self.assessment}


@dataclass(frozen=True, slots=True)
class EventIds:
    """The ids of the events."""

    notice_id: str
    plan_id: str
    visit_id: str
    draft_id: str
    completion_id: str
    schedule_id: str
    case_id: str


async def tell(council: Council, story: Story) -> EventIds:
    """Tells the story and lets council read it. The case has a released copy for its correlation and cause."""

    async def one(data: Any, cause: str = "", correlation: str = "") -> str:
        return await council.tell(data, story.state, cause, correlation=correlation or f"cor-{story.state}")

    plan_id, visit_id = await one(story.plan_visit(), "import"), await one(story.hold_visit(), "import")
    draft_id = await one(story.share_draft(), "a-command", "cor-draft")
    notice_id = await one(story.build_notice(), f"notice-{story.state}")
    completion_id = await one(story.complete(), notice_id)
    schedule_id = await one(story.schedule(), completion_id)
    case_id = await one(story.open_case(), f"released-{story.state}", f"released-{story.state}")
    await council.settle()
    return EventIds(notice_id, plan_id, visit_id, draft_id, completion_id, schedule_id, case_id)


KENYA, UGANDA = Story("KEN"), Story("UGA")


async def tell_everything(council: Council) -> None:
    """Something of every internal type, and two stories."""
    for name, model in INTERNAL.items():
        if model.topic != "ctc.council":
            await council.tell(example_data.example(name), topic=model.topic or "ctc.assessments")
    for story in (KENYA, UGANDA):
        await tell(council, story)


async def read_trace(council: Council, id_: str, token: str | None = "owner") -> dict[str, str | None]:
    """Each event with its cause."""
    return {item["id"]: item["parent"] for item in await council.items(f"/trace/{id_}", token)}
