"""What a State's consent to the release of its report is (OP19), and the table in which it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.audiences import Audience
from contracts.vocabulary import ReportAnswer
from shared.engine.rules import Table

ReportConsentStatus = Literal["not_asked", "asked", "full", "part", "refused", "none"]


@dataclass(frozen=True, slots=True)
class AnswerOnReport:
    """One answer of the State; `none`: it was noted on that day that no answer had come."""

    answer: ReportAnswer
    answered_on: date
    document: str | None
    """The State's letter; None where the State itself answered here, or where there is no answer."""
    parts: tuple[str, ...]
    """The findings and recommendations to which consent in part is limited."""


@dataclass(frozen=True, slots=True)
class ConfidentialityRequest:
    """That the State asked to keep its report, or parts of it, confidential."""

    requested_on: date
    document: str | None
    parts: tuple[str, ...]
    """Findings and recommendations; none: the whole report."""


@dataclass(frozen=True, slots=True)
class ReportConsent:
    """What a State was asked and said about the release of one report. The release itself is a decision of its own."""

    id: str
    """The assessment's."""
    state: str
    status: ReportConsentStatus
    """As the last answer says; `not_asked`: there is only a request for confidentiality."""
    asked_on: date | None
    answers: tuple[AnswerOnReport, ...]
    """In order; the last one stands, since a State may change its mind."""
    requests: tuple[ConfidentialityRequest, ...]
    """For confidentiality, in the order in which they were recorded."""
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool

    @property
    def last_answer(self) -> AnswerOnReport | None:
        """The answer that stands."""
        return self.answers[-1] if self.answers else None


REPORT_CONSENTS: Table[ReportConsent] = Table("report_consents", ReportConsent)
