"""What is refused about an assessment, whoever sends it. Pure."""

from __future__ import annotations

from contracts.audiences import reaches
from contracts.catalog import LARGEST_NOTICE, encode
from contracts.dates import first_day, last_day
from contracts.notices import AssessmentContent
from services.assessments.assessments.model import Assessment, Recommendation
from services.assessments.assessments.readers.words import has_too_many_words
from services.assessments.checks import DatesContradict, check_happened
from services.assessments.disclosure import WiderThanTheUn
from shared.engine.notices.known_codes import check_themes, state_id
from shared.engine.rules import Context, Refusal
from shared.engine.time.days import check_not_too_early


class SameReferenceTwice(Refusal):
    """Two recommendations of one assessment have the same reference; each needs its own."""

    rule = "7"
    status = 422


class NoLongerLive(Refusal):
    """This recommendation was superseded, overtaken or withdrawn: it is the Committee's record, and changes no more."""

    rule = "7"


class ReportTooLarge(Refusal):
    """The findings and recommendations are too long for one event: shorten their texts, the report itself has more."""

    status = 413


class TooManyWords(Refusal):
    """The texts have more than 100,000 words, or many signs that stand for several letters each: rewrite them."""

    status = 413


LONGEST_TEXTS = 100_000
"""Characters that fit into an event in any script. Only longer texts must be measured."""


class DeskHasNoVisit(Refusal):
    """A desk assessment is made without a visit: leave the visit out, or name another kind."""

    status = 422


class WasWithdrawn(Refusal):
    """This assessment was withdrawn: submit a new one, under a reference of its own."""

    rule = "8"


class StillADraft(Refusal):
    """This assessment is still a draft: it must be completed first."""


class OfAnotherState(Refusal):
    """This assessment is another State's; to move it, withdraw it and submit it anew under a new reference."""


def check_final(assessment: Assessment) -> None:
    """Raises StillADraft or WasWithdrawn unless the assessment is final and not withdrawn."""
    if assessment.status == "drafted":
        raise StillADraft
    if assessment.status == "withdrawn":
        raise WasWithdrawn


def check_same_state(before: Assessment, state: str) -> None:
    """Raises OfAnotherState if the assessment is known as another State's."""
    if before.state != state:
        raise OfAnotherState(fields=("state",))


def check_live(recommendation: Recommendation) -> None:
    """Raises NoLongerLive."""
    if not recommendation.is_live:
        raise NoLongerLive(fields=("recommendation",))


def check_wider_release(content: AssessmentContent, context: Context) -> None:
    """Raises WiderThanTheUn if a part would leave the UN system without consent and consultation."""
    audiences = [*(one.audience for one in content.recommendations), *(one.audience for one in content.findings)]
    noted = content.wider_release
    if not all(reaches("un", one or "un") for one in audiences) and not (noted and noted.consulted_ctc):
        raise WiderThanTheUn(fields=("wider_release",))
    if noted:
        check_happened(context, **{"wider_release.decided_on": noted.decided_on})


def check_content(content: AssessmentContent, context: Context) -> str:
    """Checks a final assessment as it was sent; returns the id of its State."""
    check_not_too_early(report_date=content.report_date, submitted_to_ctc_on=content.submitted_to_ctc_on)
    state = state_id(context.reference, content.state, on=content.submitted_to_ctc_on)
    _check_size(content)
    for number, one in enumerate(content.recommendations):
        check_themes(context.reference, one.themes, f"recommendations.{number}.themes")
    references = [one.reference for one in content.recommendations]
    if len(set(references)) < len(references):
        raise SameReferenceTwice(fields=("recommendations.reference",))
    check_happened(
        context, submitted_to_ctc_on=content.submitted_to_ctc_on, received_by_state_on=content.received_by_state_on
    )
    _check_visit(content)
    return state


def _check_size(content: AssessmentContent) -> None:
    texts = [one.text for one in content.recommendations]
    texts += [text or "" for one in content.findings for text in (one.text, one.shortfall, one.good_practice)]
    if sum(map(len, texts)) > LONGEST_TEXTS and len(encode(content)) > LARGEST_NOTICE:
        raise ReportTooLarge(fields=("recommendations", "findings"))
    if has_too_many_words(texts):
        raise TooManyWords(fields=("recommendations", "findings"))


def _check_visit(content: AssessmentContent) -> None:
    visit = content.visit
    if visit is None:
        return
    if content.kind == "desk":
        raise DeskHasNoVisit(fields=("kind", "visit"))
    check_not_too_early(**{"visit.start": first_day(visit.start), "visit.end": first_day(visit.end)})
    if last_day(visit.end) < first_day(visit.start):
        raise DatesContradict("A visit cannot end before it begins.", ("visit.start", "visit.end"))
    if first_day(visit.end) > content.report_date:
        raise DatesContradict("The report is dated before the visit ended.", ("visit.end", "report_date"))
