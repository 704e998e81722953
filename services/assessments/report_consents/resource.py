"""`/assessments/{id}/consent`: what a State says about the release of its report. Pure."""

from __future__ import annotations

from functools import partial

from services.assessments.assessments.consent_model import REPORT_CONSENTS, ReportConsent, ReportConsentStatus
from services.assessments.assessments.views import REPORT
from services.assessments.report_consents.commands import (
    RecordReportConsent,
    RequestConfidentiality,
    needs_of_consent,
    record_report_consent,
    request_confidentiality,
)
from services.assessments.report_consents.correcting import CORRECTABLE
from shared.engine.declarations import Action, By, Listing, Member, Resource, Single, View, for_all
from shared.web.corrections import corrections_of
from shared.web.documents.shapes import Change, shape

REPORT_CONSENT: View[ReportConsent] = View(
    REPORT_CONSENTS, for_all(lambda row: row), shape("ReportConsent", ReportConsent)
)
_command = partial(Action, on=REPORT, answers=Change)

RESOURCE = Resource(
    "assessments",
    (
        Listing(
            "list_report_consents",
            "/report-consents",
            "Consent to the release of reports; the id is the assessment's. For the Committee, and the State itself.",
            REPORT_CONSENT,
            (By("state", Member), By("status", ReportConsentStatus, about="As the last answer says.")),
        ),
        Single(
            "show_report_consent",
            "/assessments/{assessment}/consent",
            "What the State was asked and said about the release of its report, and what it wants kept confidential.",
            REPORT_CONSENT,
        ),
        _command(
            "report_consent",
            "/assessments/{assessment}/consent",
            RecordReportConsent,
            needs_of_consent,
            record_report_consent,
        ),
        _command(
            "confidentiality",
            "/assessments/{assessment}/confidentiality",
            RequestConfidentiality,
            needs_of_consent,
            request_confidentiality,
        ),
        *corrections_of(CORRECTABLE, "/assessments/{assessment}/consent", REPORT_CONSENT),
    ),
)
