"""Events on findings, and on UNOCT's work, each said in as few words as the test needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from contracts import assessments as a
from contracts import unoct as u
from contracts.audiences import Audience
from contracts.base import EventData
from contracts.vocabulary import CaseStatus, FindingResult, ProjectStatus
from tests.support.council import Council
from tests.support.report_facts import Rec, Report, case, tell

API = "resolution 2396 (2017), para. 11"
PNR = "resolution 2396 (2017), para. 12"


def finding(id_: str, provision: str, result: FindingResult, audience: Audience = "public") -> a.Finding:
    """A finding that tells of a good practice where all is well, and of a shortfall elsewhere."""
    good = result == "full"
    return a.Finding(
        finding_id=id_, provision=provision, result=result, audience=audience,
        good_practice="SECRET" if good else None, shortfall=None if good else "SECRET",
    )  # fmt: skip


def assess_with_findings(
    state: str, on: str, *findings: a.Finding, recs: tuple[Rec, ...] = ()
) -> a.AssessmentCompleted:
    """An assessment of a State with these findings."""
    completion = Report(f"{state}/{on}", on, recs, state=state, audience="public").complete()
    return completion.model_copy(update={"findings": findings})


def needing(id_: str, audience: Audience = "public", pillar: int | None = None, **more: Any) -> a.Recommendation:
    """A recommendation that needs assistance, which the State requested."""
    recommendation = replace(Rec(id_, audience=audience, wanted=True), **more).build("KEN")
    return recommendation.model_copy(update={"pillar": pillar})


def assessment(*recs: a.Recommendation, on: str = "2022-06-01") -> a.AssessmentCompleted:
    """The assessment `A`, with these."""
    return Report("A", on).complete().model_copy(update={"recommendations": recs})


async def tell_needs(council: Council) -> list[str]:
    """Tells four needs of the UN's to know, and a confidential one, so none of D; returns the events' ids."""
    told = [needing("n1", pillar=2), needing("n2", "un", pillar=2), needing("n3", "un", pillar=4), needing("n4", "un")]
    ids = await tell(council, assessment(*told, needing("c1", "committee", pillar=2)))
    return ids + await tell(council, *(case(u.CaseOpened, f"n{number}", "2022-06-01") for number in (1, 2, 3, 4)))


def programme(
    id_: str, on: str, *products: str, status: ProjectStatus = "active", states: tuple[str, ...] = ("KEN",)
) -> EventData:
    """A programme that cites these products."""
    return u.ProjectRegistered(
        project_id=id_, source="urn:example:unoct", reference=id_, kind="programme", title="SECRET", lead_body="UNOCT",
        states=states, products=products, status=status, occurred_on=date.fromisoformat(on), synthetic=True,
    )  # fmt: skip


def tell_parts(rec: str, on: str, *parts: u.CasePart, status: CaseStatus = "taken_up") -> EventData:
    """All parts of the recommendation's case, as they are after a change."""
    return case(u.CasePartsChanged, rec, on, status=status, parts=parts)


def deliver_part(part: u.CasePart, on: str) -> u.CasePart:
    """The part, delivered on this day."""
    return part.model_copy(update={"status": "delivered", "delivered_on": date.fromisoformat(on)})


def flag_duplication(id_: str, on: str) -> EventData:
    """Two projects for one need."""
    return u.DuplicationFlagged(**_pair(id_, on))


def resolve_duplication(id_: str, on: str) -> EventData:
    """It was decided how they go together."""
    return u.DuplicationResolved(**_pair(id_, on), resolution="merged", kept_project_id="p1")


def _pair(id_: str, on: str) -> dict[str, Any]:
    return {
        "state": "KEN", "duplication_id": id_, "recommendation_id": "n1", "case_id": "n1/case",
        "project_ids": ("p1", "p2"), "occurred_on": date.fromisoformat(on), "synthetic": True,
    }  # fmt: skip


def hold_briefing(id_: str, on: str, kind: Any = "briefing", only_invited: bool = False) -> EventData:
    """A briefing or meeting took place, or was called."""
    return (u.BriefingInvited if only_invited else u.BriefingHeld)(
        briefing_id=id_, kind=kind, speaker="under_secretary_general", occurred_on=date.fromisoformat(on),
        synthetic=True,
    )  # fmt: skip


def agree_on_step(id_: str, due: str, owner: str = "CTED", state: str | None = None) -> EventData:
    """A practical step was agreed, on the first day of 2022."""
    return u.StepAgreed(**_step(id_, due, owner, state), occurred_on=date(2022, 1, 1))


def complete_step(id_: str, due: str, on: str, owner: str = "CTED", state: str | None = None) -> EventData:
    """It was done."""
    return u.StepDone(**_step(id_, due, owner, state), occurred_on=date.fromisoformat(on))


def _step(id_: str, due: str, owner: str, state: str | None) -> dict[str, Any]:
    return {
        "step_id": id_, "title": f"Step {id_}", "owner": owner, "due_on": date.fromisoformat(due),
        "indicator": "A count", "state": state, "synthetic": True,
    }  # fmt: skip
