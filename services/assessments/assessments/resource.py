"""`/assessments`: drafted, completed, received, noted, corrected, withdrawn, disclosed. Pure."""

from __future__ import annotations

from functools import partial

from contracts.vocabulary import AssessmentKind
from services.assessments.assessments.commands.completing import (
    CompleteAssessment,
    RecordNoting,
    RecordReceipt,
    SubmitReport,
    WithdrawAssessment,
    complete_assessment,
    needs_of_completion,
    needs_of_final,
    needs_of_submission,
    record_noting,
    record_receipt,
    submit_report,
    withdraw_assessment,
)
from services.assessments.assessments.commands.correcting import (
    CorrectAssessment,
    correct_assessment,
    needs_of_correction,
)
from services.assessments.assessments.commands.disclosing import (
    DiscloseAssessment,
    disclose_assessment,
    needs_of_disclosure,
)
from services.assessments.assessments.commands.drafting import (
    ExtendObservations,
    RecordObservations,
    ShareDraft,
    extend_observations,
    needs_of_draft,
    needs_of_observations,
    record_observations,
    share_draft,
)
from services.assessments.assessments.correcting_observations import CORRECTABLE
from services.assessments.assessments.model import AssessmentStatus
from services.assessments.assessments.views import ASSESSMENT, CORRECTION, REPORT
from services.assessments.names import OWN_SOURCE
from shared.engine.declarations import Action, By, Listing, Member, Resource, Single
from shared.engine.notices.sources import source_of
from shared.web.corrections import corrections_of
from shared.web.documents.shapes import Change

_creation = partial(Action, creates="/assessments", answers=Change, who="committee")
_command = partial(Action, on=REPORT, answers=Change, who="committee")
"""On an assessment: the Committee's own staff gives it."""
_ONE = "/assessments/{assessment}"

RESOURCE = Resource(
    "assessments",
    (
        Listing(
            "list_assessments",
            "/assessments",
            "Assessments that you may see, without their parts.",
            ASSESSMENT,
            (By("state", Member), By("kind", AssessmentKind), By("status", AssessmentStatus)),
        ),
        Single("show_assessment", _ONE, "An assessment with those of its parts that you may see.", REPORT),
        Listing(
            "list_corrections",
            f"{_ONE}/corrections",
            "How it was corrected, and what it was before: for the Committee, and the State itself.",
            CORRECTION,
            within=ASSESSMENT,
            column="assessment_id",
        ),
        _creation(
            "submit_assessment",
            "/assessments",
            SubmitReport,
            needs_of_submission,
            submit_report,
            make=lambda viewer, _, given: SubmitReport(source_of(viewer.principal, given.source, OWN_SOURCE), given),
        ),
        _creation(
            "share_draft",
            "/assessments/drafts",
            ShareDraft,
            needs_of_draft,
            share_draft,
            make=lambda viewer, _, given: ShareDraft(source_of(viewer.principal, given.source, OWN_SOURCE), given),
        ),
        _command(
            "observations", f"{_ONE}/observations", RecordObservations, needs_of_observations, record_observations
        ),
        _command(
            "observations_extension",
            f"{_ONE}/observations-extension",
            ExtendObservations,
            needs_of_observations,
            extend_observations,
        ),
        *corrections_of(CORRECTABLE, f"{_ONE}/observations", REPORT),
        _command("completion", f"{_ONE}/completion", CompleteAssessment, needs_of_completion, complete_assessment),
        _command("receipt", f"{_ONE}/receipt", RecordReceipt, needs_of_final, record_receipt),
        _command("noting", f"{_ONE}/noting", RecordNoting, needs_of_final, record_noting),
        _command("correction", f"{_ONE}/corrections", CorrectAssessment, needs_of_correction, correct_assessment),
        _command("withdrawal", f"{_ONE}/withdrawal", WithdrawAssessment, needs_of_final, withdraw_assessment),
        _command("disclosure", f"{_ONE}/disclosure", DiscloseAssessment, needs_of_disclosure, disclose_assessment),
    ),
)
