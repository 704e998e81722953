"""Events for the tests of figures, each said in as few words as the test needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from contracts import assessments as a
from contracts import followup as f
from contracts import unoct as u
from contracts.audiences import Audience
from contracts.base import EventData
from contracts.dates import last_day
from contracts.vocabulary import ClosedBecause, Implementation, MadeBy, ProjectStatus
from shared.engine.time.clock import HandClock
from tests.support.council import Council

SECRET = "SECRET"
"""In every text: no report and no list may hold it."""


def visit(
    id_: str, ends: Sequence[str], state: str = "KEN", mission: str | None = None, body: str = "CTED",
    synthetic: bool = True,
) -> a.VisitCompleted:  # fmt: skip
    """A visit that took place, with a component for each end, as precise as known."""
    return a.VisitCompleted(
        state=state, visit_id=id_, mission_id=mission, source="urn:example:cted", reference=id_, body=body,
        occurred_on=max(last_day(end) for end in ends), mode="onsite", note=SECRET, synthetic=synthetic,
        components=tuple(a.VisitComponent(mode="onsite", start=end, end=end) for end in ends),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rec:
    """A recommendation, but for what every one has."""

    id: str
    themes: tuple[str, ...] = ("travel",)
    audience: Audience = "public"
    wanted: bool = False
    made_by: MadeBy = "CTED"

    def build(self, state: str) -> a.Recommendation:
        return a.Recommendation(
            recommendation_id=self.id, reference=self.id, text=SECRET, themes=self.themes, priority="high",
            made_by=self.made_by, assistance_needed=self.wanted, assistance_requested=self.wanted,
            audience=self.audience, parties=(f"state:{state}",),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """A final assessment of one State."""

    id: str
    submitted: str
    recs: tuple[Rec, ...] = ()
    state: str = "KEN"
    audience: Audience = "un"
    finding: Audience | None = None
    """Of its only finding, if it has one."""
    synthetic: bool = True

    def build_fields(self) -> dict[str, Any]:
        findings = () if self.finding is None else (
            a.Finding(finding_id=f"{self.id}/f", provision=SECRET, result="none", audience=self.finding),
        )  # fmt: skip
        day = date.fromisoformat(self.submitted)
        return {
            "state": self.state, "assessment_id": self.id, "source": "urn:example:cted", "reference": self.id,
            "kind": "comprehensive", "report_date": day, "submitted_to_ctc_on": day, "opens_cycle": True,
            "recommendations": tuple(rec.build(self.state) for rec in self.recs), "findings": findings,
            "audience": self.audience, "parties": (f"state:{self.state}",), "synthetic": self.synthetic,
        }  # fmt: skip

    def complete(self) -> a.AssessmentCompleted:
        return a.AssessmentCompleted(**self.build_fields(), occurred_on=date.fromisoformat(self.submitted))

    def correct(self, on: str, **changes: Any) -> a.AssessmentCorrected:
        fields = replace(self, **changes).build_fields()
        return a.AssessmentCorrected(**fields, occurred_on=date.fromisoformat(on), changed=tuple(changes))

    def withdraw(self, on: str) -> a.AssessmentWithdrawn:
        return a.AssessmentWithdrawn(
            state=self.state, assessment_id=self.id, source="urn:example:cted", reference=self.id, reason=SECRET,
            occurred_on=date.fromisoformat(on), synthetic=self.synthetic,
        )  # fmt: skip

    def disclose(self, on: str, audience: Audience, *parts: str) -> a.DisclosureChanged:
        """The whole is for another audience, or only these parts."""
        return a.DisclosureChanged(
            of="assessment", id=self.id, assessment_id=self.id, state=self.state, audience=audience,
            parties=(f"state:{self.state}",), in_part=parts, decided_by=SECRET, decided_on=date.fromisoformat(on),
            parts=tuple(a.Disclosed(id=part, audience=audience, parties=(f"state:{self.state}",)) for part in parts),
            occurred_on=date.fromisoformat(on), synthetic=self.synthetic,
        )  # fmt: skip

    # ---- follow-up ---------------------------------------------------------------------------

    def followup(self, kind: type[f.FollowupFact], on: str, sequence: int = 1, **more: Any) -> EventData:
        """An event of this kind about its cycle."""
        return kind(
            state=self.state, followup_id=f"{self.id}/cycle", sequence=sequence, assessment_id=self.id,
            occurred_on=date.fromisoformat(on), synthetic=self.synthetic, **more,
        )  # fmt: skip

    def due(self, due: str, on: str = "2022-01-01", sequence: int = 1) -> EventData:
        return self.followup(f.FollowupScheduled, on, sequence, **_due(due))

    def move_due_date(self, due: str, on: str) -> EventData:
        return self.followup(f.FollowupRescheduled, on, reason=SECRET, **_due(due))

    def file_report(self, on: str, sequence: int = 1) -> EventData:
        return self.followup(f.FollowupReported, on, sequence, proposal=SECRET)


def _due(day: str) -> dict[str, Any]:
    return {
        "anchor": "submitted_to_ctc_on", "anchor_on": date(2022, 1, 1), "due_on": date.fromisoformat(day),
        "mandate": "resolution-2617-2021", "paragraph": "OP16",
    }  # fmt: skip


def elsewhere(*themes: str, states: Sequence[str] = ("TZA", "UGA"), withheld: bool = False) -> list[EventData]:
    """An assessment of each of two more States with a public recommendation: a cell is shown of three at least.

    `withheld`: and with one that is for the UN alone, as what is withheld is of three States at least, or hides others.
    """
    events: list[EventData] = []
    for one in states:
        recs = (Rec(f"x-{one}", themes or ("travel",)), Rec(f"h-{one}", ("gender",), "un"))
        events.append(Report(f"A-{one}", "2023-03-02", recs if withheld else recs[:1], one).complete())
    return events


# ---- status of recommendations --------------------------------------------------------------


def assess(rec: str, on: str, implementation: Implementation) -> EventData:
    """As CTED assesses it."""
    return f.RecommendationAssessed(**_about(rec, on), implementation=implementation, steps=SECRET)


def report_status(rec: str, on: str, implementation: Implementation) -> EventData:
    """As the State reports it."""
    return f.RecommendationReported(**_about(rec, on), implementation=implementation, steps=SECRET)


def close(rec: str, on: str, reason: ClosedBecause) -> EventData:
    return f.RecommendationClosed(**_about(rec, on), reason=reason)


def merge(parents: Sequence[str], successor: Rec, on: str, status: Implementation) -> EventData:
    """Merged: the successor takes their place."""
    return f.RecommendationSucceeded(
        state="KEN", change="merge", parents=tuple(parents), assessment_id="A", occurred_on=date.fromisoformat(on),
        successors=(f.Successor(recommendation=successor.build("KEN"), assessed=status),), synthetic=True,
    )  # fmt: skip


def _about(rec: str, on: str) -> dict[str, Any]:
    return {
        "state": "KEN", "recommendation_id": rec, "assessment_id": "A", "occurred_on": date.fromisoformat(on),
        "synthetic": True,
    }  # fmt: skip


# ---- assistance -----------------------------------------------------------------------------


def case(kind: type[u.CaseFact], rec: str, on: str, **more: Any) -> EventData:
    """An event of this kind about the recommendation's case."""
    return kind(
        state="KEN", case_id=f"{rec}/case", recommendation_id=rec, assessment_id="A",
        occurred_on=date.fromisoformat(on), synthetic=True, **more,
    )  # fmt: skip


def project(id_: str, recs: Sequence[str], on: str, status: ProjectStatus = "active") -> EventData:
    return u.ProjectRegistered(
        project_id=id_, source="urn:example:unodc", reference=id_, title=SECRET, lead_body="UNODC", states=("KEN",),
        recommendations=tuple(recs), status=status, occurred_on=date.fromisoformat(on), synthetic=True,
    )  # fmt: skip


async def tell(council: Council, *events: EventData) -> list[str]:
    """Tells them in order, and lets council read them."""
    ids = [await council.tell(event, getattr(event, "state", None) or "KEN") for event in events]
    await council.settle()
    return ids


# ---- reports ---------------------------------------------------------------------------------

PATH = "/reports/annual"
Numbers = tuple[int | None, int | None]


def at(council: Council, day: date) -> None:
    """It is now noon of this day, in New York."""
    assert isinstance(council.clock, HandClock)
    council.clock.instant = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


async def report(council: Council, year: int = 2023, token: str | None = "owner", **options: str) -> dict[str, Any]:
    """The report as counted now, as JSON."""
    response = await (await council.client(token)).get(f"{PATH}/{year}/provisional", params=options)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def figures(council: Council, year: int = 2023, **options: str) -> dict[str, Numbers]:
    """Numerator and denominator of each figure."""
    return numbers(await report(council, year, **options))


def numbers(edition: dict[str, Any]) -> dict[str, Numbers]:
    """The same of an edition that is at hand."""
    return {one["id"]: (one["numerator"], one["denominator"]) for one in edition["figures"]}
