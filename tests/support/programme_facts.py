"""Events about programmes, consents, plans, drafts, meetings and products, each said in few words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from contracts import assessments as a
from contracts import council as c
from contracts import followup as f
from contracts.audiences import Audience
from contracts.base import EventData
from contracts.vocabulary import AssessmentKind, DraftKind, MeetingKind, VisitKind
from services.council.counting.listing import Asks, Counted
from services.council.counting.reading import snapshot
from services.council.counting.scope import Scope
from services.council.documents.counts import Counts
from services.council.reports.kinds import NAMED
from services.council.reports.reading import count_report, list_counted
from shared.engine.time.clock import HandClock
from tests.support.council import PRINCIPALS, Council
from tests.support.report_facts import SECRET, Report

OF_CTED: dict[str, Any] = {"source": "urn:example:cted", "synthetic": True}


def programme_adopted(year: int, states: Sequence[str], on: str) -> EventData:
    return a.ProgrammeAdopted(
        programme_id=f"programme-{year}", year=year, entries=_entries(states), occurred_on=day(on), synthetic=True
    )


def programme_changed(year: int, states: Sequence[str], on: str, addition: str = "", removal: str = "") -> EventData:
    return a.ProgrammeChanged(
        programme_id=f"programme-{year}", year=year, entries=_entries(states), occurred_on=day(on), synthetic=True,
        added=(addition,) if addition else (), removed=(removal,) if removal else (), reason="An attack, invented.",
    )  # fmt: skip


def _entries(states: Sequence[str]) -> tuple[a.Listed, ...]:
    reason = a.Reason(code="known-gaps", evidence="Invented evidence.")
    return tuple(a.Listed(state=state, reasons=(reason,)) for state in states)


def request_visit(id_: str, state: str, on: str, year: int | None = None) -> EventData:
    return a.VisitRequested(
        request_id=id_, state=state, year=year, purpose=SECRET, occurred_on=day(on), synthetic=True
    )  # fmt: skip


def consent(kind: type[a.ConsentAsked], state: str, on: str, year: int = 2023, **more: Any) -> EventData:
    return kind(
        consent_id=f"consent-{year}-{state}", state=state, year=year, occurred_on=day(on), synthetic=True, **more
    )


def word_on_report(
    kind: type[a.AboutAssessment], assessment: str, on: str, state: str = "KEN", **more: Any
) -> EventData:
    """The State was asked about the release of its report, or answered, or wants it kept confidential."""
    return kind(assessment_id=assessment, reference=assessment, state=state, occurred_on=day(on), **OF_CTED, **more)


def plan_visit(id_: str, start: str, on: str, state: str = "KEN", **more: Any) -> EventData:
    return a.VisitPlanned(
        visit_id=id_, reference=id_, state=state, start=start, occurred_on=day(on), purpose=SECRET, **OF_CTED, **more
    )  # fmt: skip


def agree_to_visit(id_: str, start: str, on: str, state: str = "KEN", **more: Any) -> EventData:
    return a.VisitAgreed(
        visit_id=id_, reference=id_, state=state, start=start, occurred_on=day(on), agreed_on=day(on),
        purpose=SECRET, **OF_CTED, **more,
    )  # fmt: skip


def cancel_visit(id_: str, on: str, state: str = "KEN", **more: Any) -> EventData:
    return a.VisitCancelled(
        visit_id=id_, reference=id_, state=state, occurred_on=day(on), reason=SECRET, **OF_CTED, **more
    )  # fmt: skip


def merge_visits(id_: str, others: Sequence[str], on: str, state: str = "KEN") -> EventData:
    return a.VisitMerged(
        visit_id=id_, merged=tuple(others), decided_by="a desk officer", state=state, occurred_on=day(on),
        synthetic=True,
    )  # fmt: skip


def separate_visits(id_: str, others: Sequence[str], on: str, state: str = "KEN") -> EventData:
    return a.VisitSeparated(
        visit_id=id_, separated=tuple(others), decided_by="a desk officer", state=state, occurred_on=day(on),
        synthetic=True,
    )  # fmt: skip


def of_kind(visit: a.VisitCompleted, kind: VisitKind) -> a.VisitCompleted:
    return visit.model_copy(update={"kind": kind})


def final(report: Report, visit: str | None, report_date: str, kind: AssessmentKind = "comprehensive") -> EventData:
    """The report submitted, with the visit on which it rests and its own date."""
    return report.complete().model_copy(update={"visit_id": visit, "report_date": day(report_date), "kind": kind})


def share_draft(report: Report, on: str, draft: DraftKind = "draft") -> EventData:
    return a.AssessmentDrafted(
        state=report.state, assessment_id=report.id, reference=report.id, kind="comprehensive", draft=draft,
        occurred_on=day(on), **OF_CTED,
    )  # fmt: skip


def overlap(kind: type[EventData], id_: str, on: str, **more: Any) -> EventData:
    return kind(
        overlap_id=id_, state="KEN", visit_id=f"{id_}-ours", body="CTED", other_visit_id=f"{id_}-theirs",
        other_body="1540 Group of Experts", occurred_on=day(on), synthetic=True, **more,
    )  # fmt: skip


def meeting(
    kind: type[f.MeetingPlanned], id_: str, on: str, what: MeetingKind = "invitation", **more: Any
) -> EventData:
    return kind(meeting_id=id_, title=SECRET, kind=what, occurred_on=day(on), synthetic=True, **more)


def product(
    kind: type[a.ProductDrafted], id_: str, on: str, state: str | None = None, audience: Audience = "un", **more: Any
) -> EventData:
    return kind(
        product_id=id_, reference=id_, kind="trends", title=SECRET, state=state, audience=audience,
        occurred_on=day(on), **OF_CTED, **more,
    )  # fmt: skip


def obligation(kind: type[c.ObligationFact], id_: str, due: str, on: str, **more: Any) -> EventData:
    return kind(
        obligation_id=id_, mandate="synthetic", paragraph="OP17", title="Invented", owner="CTED", due_on=day(due),
        occurred_on=day(on), synthetic=True, **more,
    )  # fmt: skip


def day(text: str) -> date:
    return date.fromisoformat(text)


# ---- what is counted -------------------------------------------------------------------------


def scope(kind: str, council: Council, year: int = 2023, cut_off: date | None = None) -> Scope:
    assert isinstance(council.clock, HandClock)
    audience: Audience = "public" if kind in ("schedule", "annual") else "committee"
    return Scope(year, cut_off or date(year, 12, 31), council.clock.instant, audience)


async def counts(council: Council, kind: str, year: int = 2023, cut_off: date | None = None) -> Counts:
    """The counts of the report on this year."""
    async with snapshot(council.pool) as connection:
        return await count_report(
            connection, NAMED[kind], scope(kind, council, year, cut_off), council.runtime.handler.reference
        )


async def numbers(council: Council, kind: str, year: int = 2023, cut_off: date | None = None) -> dict[str, Any]:
    """Of each figure numerator and denominator; of a median its value and how many were measured."""
    figures = (await counts(council, kind, year, cut_off)).figures
    return {f.id: (f.value if f.id.startswith("median_") else f.numerator, f.denominator) for f in figures}


async def basis(council: Council, kind: str, figure: str, token: str = "owner", year: int = 2023) -> list[Counted]:
    """The things that the figure counted, as the reader with this token sees them."""
    asks = Asks(PRINCIPALS[token], None, 100)
    of = scope(kind, council, year)
    async with snapshot(council.pool) as connection:
        return await list_counted(connection, NAMED[kind], of, council.runtime.handler.reference, figure, asks)
