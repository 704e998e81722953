"""What is said of programmes, requests, consents, stages of assessments, products, meetings and obligations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from contracts import assessments as a
from contracts import council as c
from contracts import followup as f
from contracts.base import EventData
from services.council.facts import (
    ACTIVITY_FACTS,
    ASSESSMENT_STAGES,
    CONSENTS,
    MEETINGS,
    OBLIGATION_FACTS,
    PRODUCTS,
    PROGRAMMES,
    REPORT_CONSENTS,
    REQUESTS,
    ActivityFact,
    AssessmentStageFact,
    ConsentFact,
    MeetingFact,
    ObligationFact,
    ProductFact,
    ProgrammeFact,
    ReportConsentFact,
    RequestFact,
)
from services.council.facts.projections.rows import Fact, stage, when
from shared.engine.rules import Event

# ---- the list, and consent to visits (OP12) -----------------------------------------------


def _project_programme(event: Event[Any], data: a.ProgrammeAdopted) -> Iterable[Fact]:
    field = data.__dict__.get
    states = tuple(entry.state for entry in data.entries)
    of = data.programme_id, data.year, stage(event), states, field("added", ()), field("removed", ())
    yield PROGRAMMES, ProgrammeFact(event.id, event.id, *of, *when(event, data))


def _project_request(event: Event[Any], data: a.VisitRequested) -> Iterable[Fact]:
    of = data.request_id, data.state, data.kind, data.year
    yield REQUESTS, RequestFact(event.id, event.id, *of, *when(event, data))


def _project_consent(event: Event[Any], data: a.ConsentAsked) -> Iterable[Fact]:
    name = stage(event)
    asked_on = data.occurred_on if name == "asked" else data.__dict__.get("asked_on")
    of = data.consent_id, data.state, data.year, name, asked_on, data.kind
    yield CONSENTS, ConsentFact(event.id, event.id, *of, *when(event, data))


# ---- consent to the release of reports (OP19) ---------------------------------------------


def _project_report_asked(event: Event[Any], data: a.ReportConsentAsked) -> Iterable[Fact]:
    yield _build_word(event, data, "asked", data.occurred_on)


def _project_report_answer(event: Event[Any], data: a.ReportConsentAnswered) -> Iterable[Fact]:
    yield _build_word(event, data, data.answer, data.asked_on)


def _project_confidentiality(event: Event[Any], data: a.ConfidentialityRequested) -> Iterable[Fact]:
    yield _build_word(event, data, "confidential", None)


def _build_word(event: Event[Any], data: a.AboutAssessment, name: str, asked_on: date | None) -> Fact:
    of = data.assessment_id, data.state, name, asked_on
    return REPORT_CONSENTS, ReportConsentFact(event.id, event.id, *of, *when(event, data))


# ---- from the draft to the CTC's note (OP14) ----------------------------------------------


def _project_draft(event: Event[Any], data: a.AssessmentDrafted) -> Iterable[Fact]:
    yield _build_stage(event, data, data.draft, data.visit_id)


def _project_observations(event: Event[Any], data: a.ObservationsReceived) -> Iterable[Fact]:
    yield _build_stage(event, data, "observed")


def _project_stage(event: Event[Any], data: a.AboutAssessment) -> Iterable[Fact]:
    yield _build_stage(event, data, stage(event))


def _build_stage(event: Event[Any], data: a.AboutAssessment, name: str, visit: str | None = None) -> Fact:
    of = data.assessment_id, data.state, name, visit
    return ASSESSMENT_STAGES, AssessmentStageFact(event.id, event.id, *of, *when(event, data))


# ---- products, meetings, obligations ------------------------------------------------------


def _project_product(event: Event[Any], data: a.ProductDrafted) -> Iterable[Fact]:
    of = data.product_id, data.state, data.kind, stage(event)
    yield PRODUCTS, ProductFact(event.id, event.id, *of, *when(event, data))


def _project_meeting(event: Event[Any], data: f.MeetingPlanned) -> Iterable[Fact]:
    attended = data.__dict__.get("attended", ())
    of = data.meeting_id, data.kind, stage(event), data.invited, data.answered, data.declined, attended
    yield MEETINGS, MeetingFact(event.id, event.id, *of, *when(event, data))


def _project_activity(event: Event[Any], data: c.ActivityRecorded) -> Iterable[Fact]:
    of = data.activity_id, data.kind, data.paragraph, data.themes, data.audience
    yield ACTIVITY_FACTS, ActivityFact(event.id, event.id, *of, *when(event, data))


def _project_obligation(event: Event[Any], data: c.ObligationFact) -> Iterable[Fact]:
    of = data.obligation_id, stage(event), data.due_on, data.paragraph
    yield OBLIGATION_FACTS, ObligationFact(event.id, event.id, *of, *when(event, data))


PROJECTIONS: Mapping[type[EventData], Callable[[Event[Any], Any], Iterable[Fact]]] = {
    a.ProgrammeAdopted: _project_programme,
    a.ProgrammeChanged: _project_programme,
    a.VisitRequested: _project_request,
    a.ConsentAsked: _project_consent,
    a.ConsentGiven: _project_consent,
    a.ConsentDeclined: _project_consent,
    a.ConsentLapsed: _project_consent,
    a.ReportConsentAsked: _project_report_asked,
    a.ReportConsentAnswered: _project_report_answer,
    a.ConfidentialityRequested: _project_confidentiality,
    a.AssessmentDrafted: _project_draft,
    a.ObservationsReceived: _project_observations,
    a.ObservationsLapsed: _project_stage,
    a.AssessmentReceived: _project_stage,
    a.AssessmentNoted: _project_stage,
    a.ProductDrafted: _project_product,
    a.ProductAdopted: _project_product,
    a.ProductWithdrawn: _project_product,
    f.MeetingPlanned: _project_meeting,
    f.MeetingHeld: _project_meeting,
    f.MeetingCancelled: _project_meeting,
    c.ActivityRecorded: _project_activity,
    **{model: _project_obligation for model in c.EVENTS if issubclass(model, c.ObligationFact)},
}
