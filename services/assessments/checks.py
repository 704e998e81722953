"""What is refused about an assessment or a visit as such, whoever sends it. Pure."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from contracts.audiences import reaches
from contracts.catalog import LARGEST_NOTICE, encode
from contracts.dates import first_day, last_day
from contracts.notices import AssessmentContent
from services.assessments.model import Recommendation, Visit
from shared.engine.notices.known_codes import check_themes, state_id
from shared.engine.rules import Context, Refusal
from shared.engine.time.days import not_ahead, not_too_early, not_too_far


class SameReferenceTwice(Refusal):
    """Two recommendations of one assessment have the same reference; each needs its own."""

    rule = "7"
    status = 422


class DatesContradict(Refusal):
    """These dates cannot all be right; correct them and send it again."""

    rule = "2"
    paragraph = "OP14"
    status = 422


class VisitWasCancelled(Refusal):
    """This visit was cancelled: if there is one after all, plan it under a reference of its own."""

    paragraph = "OP12"


class VisitWasMerged(Refusal):
    """This visit is part of another one now, as `merged_into` says: speak of that."""

    paragraph = "OP12"


class NoLongerLive(Refusal):
    """This recommendation was superseded, overtaken or withdrawn: it is the Committee's record, and changes no more."""

    rule = "7"


class ReportTooLarge(Refusal):
    """The findings and recommendations are too long for one event: shorten their texts, the report itself has more."""

    status = 413


LONGEST_TEXTS = 100_000
"""Characters that fit into an event in any script, escaped and beside all else; only beyond it one must measure."""


class DeskHasNoVisit(Refusal):
    """A desk assessment is made without a visit: leave the visit out, or name another kind."""

    status = 422


class WiderThanTheUn(Refusal):
    """Wider than the UN system needs the State's consent and consultation with the CTC: note both."""

    paragraph = "OP19"


def happened(context: Context, **days: date | None) -> None:
    """Raises InTheFuture or BeforeTheUnitedNations, naming those of these days on which it cannot have happened."""
    not_too_early(**days)
    not_ahead(context.today, **days)


def in_order(paragraph: str = DatesContradict.paragraph, /, **days: date | None) -> None:
    """Raises DatesContradict, by this paragraph, if one of these days, where known, lies before one named earlier."""
    known = [(name, day) for name, day in days.items() if day is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            raise DatesContradict(f"`{later}` lies before `{earlier}`.", (earlier, later), paragraph)


def as_known(refusal: type[Refusal], **same: bool) -> None:
    """Raises this refusal of what is told again, naming what is not the same as it is known."""
    differing = tuple(name for name, is_same in same.items() if not is_same)
    if differing:
        raise refusal(fields=differing)


def begins_before_it_ends(start: str | None, end: str | None) -> None:
    """Raises DatesContradict if the visit must have ended before it began, however imprecise the dates are.

    Raises BeforeTheUnitedNations too: whoever gives a visit's dates asks this.
    """
    not_too_early(start=first_day(start) if start else None, end=first_day(end) if end else None)
    if start is not None and end is not None and last_day(end) < first_day(start):
        raise DatesContradict("A visit cannot end before it begins.", ("start", "end"))


def lies_ahead(start: str, end: str | None, context: Context) -> None:
    """Raises what is wrong with the dates of a visit that is planned: they are not out of reach either."""
    begins_before_it_ends(start, end)
    not_too_far(context.today, start=first_day(start), end=first_day(end) if end else None)


def counts(visit: Visit) -> None:
    """Raises VisitWasCancelled or VisitWasMerged of a visit that is none of its own any more."""
    if visit.status == "cancelled":
        raise VisitWasCancelled
    if visit.status == "merged":
        raise VisitWasMerged


def live(recommendation: Recommendation) -> None:
    """Raises NoLongerLive."""
    if recommendation.closed is not None:
        raise NoLongerLive(fields=("recommendation",))


def wider_release(said: AssessmentContent, context: Context) -> None:
    """Raises WiderThanTheUn where a part would leave the UN system from the start without consent and consultation."""
    audiences = [*(one.audience for one in said.recommendations), *(one.audience for one in said.findings)]
    noted = said.wider_release
    if not all(reaches("un", one or "un") for one in audiences) and not (noted and noted.consulted_ctc):
        raise WiderThanTheUn(fields=("wider_release",))
    if noted:
        happened(context, **{"wider_release.decided_on": noted.decided_on})


def content(said: AssessmentContent, context: Context) -> str:
    """Checks a final assessment as it was sent; returns the id of its State."""
    not_too_early(report_date=said.report_date, submitted_to_ctc_on=said.submitted_to_ctc_on)
    state = state_id(context.reference, said.state, on=said.submitted_to_ctc_on)
    _fits(said)
    for number, one in enumerate(said.recommendations):
        check_themes(context.reference, one.themes, f"recommendations.{number}.themes")
    references = [one.reference for one in said.recommendations]
    if len(set(references)) < len(references):
        raise SameReferenceTwice(fields=("recommendations.reference",))
    happened(context, submitted_to_ctc_on=said.submitted_to_ctc_on, received_by_state_on=said.received_by_state_on)
    _visit(said)
    return state


def _fits(said: AssessmentContent) -> None:
    texts = sum(len(one.text) for one in said.recommendations)
    texts += sum(len(text or "") for one in said.findings for text in (one.text, one.shortfall, one.good_practice))
    if texts > LONGEST_TEXTS and len(encode(said)) > LARGEST_NOTICE:
        raise ReportTooLarge(fields=("recommendations", "findings"))


def _visit(said: AssessmentContent) -> None:
    visit = said.visit
    if visit is None:
        return
    if said.kind == "desk":
        raise DeskHasNoVisit(fields=("kind", "visit"))
    not_too_early(**{"visit.start": first_day(visit.start), "visit.end": first_day(visit.end)})
    if last_day(visit.end) < first_day(visit.start):
        raise DatesContradict("A visit cannot end before it begins.", ("visit.start", "visit.end"))
    if first_day(visit.end) > said.report_date:
        raise DatesContradict("The report is dated before the visit ended.", ("visit.end", "report_date"))
