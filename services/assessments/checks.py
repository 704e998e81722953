"""What is refused about an assessment or a visit as such, whoever sends it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from contracts.catalog import LARGEST_NOTICE, encode
from contracts.dates import first_day, last_day
from contracts.notices import AssessmentContent
from reference import Reference
from services.assessments.model import Recommendation, Visit
from shared.days import not_too_early, not_too_far
from shared.rules import Context, Refusal


class NotAMemberState(Refusal):
    """Only Member States of the United Nations are assessed and visited."""

    status = 422


class UnknownTheme(Refusal):
    """This names a theme that is not in the list of themes: take the codes of the reference data."""

    rule = "14"
    status = 422


class SameReferenceTwice(Refusal):
    """Two recommendations of one assessment have the same reference; each needs its own."""

    rule = "7"
    status = 422


class DatesContradict(Refusal):
    """These dates cannot all be right; correct them and send it again."""

    rule = "2"
    paragraph = "OP14"
    status = 422


class InTheFuture(Refusal):
    """This is said to have happened on a day that has not come yet."""

    rule = "11"
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


def member(reference: Reference, code: str, on: date) -> str:
    """The id of the Member State that has this code or alias on that day. Raises NotAMemberState."""
    state = reference.member(code, on)
    if state is None:
        raise NotAMemberState(reference.reason_not_member(code), ("state",))
    return state.id


def happened(context: Context, **days: date | None) -> None:
    """Raises InTheFuture or BeforeTheUnitedNations, naming those of these days on which it cannot have happened."""
    not_too_early(**days)
    late = tuple(name for name, day in days.items() if day is not None and day > context.today)
    if late:
        raise InTheFuture(fields=late)


def in_order(paragraph: str = DatesContradict.paragraph, /, **days: date | None) -> None:
    """Raises DatesContradict, by this paragraph, if one of these days, where known, lies before one named earlier."""
    known = [(name, day) for name, day in days.items() if day is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            raise DatesContradict(f"`{later}` lies before `{earlier}`.", (earlier, later), paragraph)


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


def content(said: AssessmentContent, context: Context) -> str:
    """Checks a final assessment as it was sent; returns the id of its State."""
    not_too_early(report_date=said.report_date, submitted_to_ctc_on=said.submitted_to_ctc_on)
    state = member(context.reference, said.state, said.submitted_to_ctc_on)
    _fits(said)
    themes_exist(context.reference, [one.themes for one in said.recommendations], "recommendations.{}.themes")
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


def themes_exist(reference: Reference, lists: Iterable[tuple[str, ...]], field: str) -> None:
    """Raises UnknownTheme, naming the field, `{}` in it being the number of the list."""
    for number, themes in enumerate(lists):
        if any(reference.theme(theme) is None for theme in themes):
            raise UnknownTheme(fields=(field.format(number),))


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
