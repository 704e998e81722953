"""A withdrawn assessment leaves the counts from the next cut-off; editions stand, with a corrigendum (rule 8). Pure."""

from __future__ import annotations

from contracts.assessments import AssessmentWithdrawn
from services.council.documents.words import spell_day
from services.council.editions.model import Corrigendum, Edition
from services.council.facts import ASSESSMENTS
from services.council.reports.kinds import NAMED
from shared.engine.rules import Known


def find_corrigendum(edition: Edition, withdrawal: AssessmentWithdrawn, known: Known) -> Corrigendum | None:
    """What to say, if the edition counted the assessment. It does not tell which assessment that was."""
    if not _has_counted(edition, withdrawal.assessment_id, known):
        return None
    return Corrigendum(
        withdrawal.assessment_id,
        withdrawal.occurred_on,
        f"An assessment that this edition counted was withdrawn on {spell_day(withdrawal.occurred_on)}. The edition "
        "stands as it was published; the assessment leaves the counts from the next cut-off on.",
    )


def _has_counted(edition: Edition, assessment_id: str, known: Known) -> bool:
    """Whether the assessment stood at the edition's cut-off, as known at its freeze."""
    if not NAMED[edition.report].counts_assessments or edition.assessment_id not in (None, assessment_id):
        return False
    facts = [
        fact
        for fact in known.all(ASSESSMENTS, "assessment_id", assessment_id)
        if fact.occurred_on <= edition.cut_off and fact.recorded_at <= edition.frozen_at
    ]
    if not facts:
        return False
    last = max(facts, key=lambda fact: (fact.recorded_at, fact.position))
    submitted = last.submitted_to_ctc_on
    return not last.withdrawn and submitted is not None and submitted <= edition.cut_off
