"""What is refused about an assessment or a visit as such, whoever sends it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from contracts.catalog import LARGEST_NOTICE, encode
from contracts.dates import first_day, last_day
from contracts.notices import AssessmentContent
from reference import Reference
from shared.rules import Context, Refusal


class NotAMemberState(Refusal):
    """Only Member States of the United Nations are assessed and visited."""

    status = 422


class UnknownTheme(Refusal):
    """A recommendation names a theme that is not in the list of themes."""

    rule = "14"
    status = 422


class SameReferenceTwice(Refusal):
    """Two recommendations of one assessment have the same reference; each needs its own."""

    status = 422


class DatesContradict(Refusal):
    """These dates cannot all be right; correct them and send it again."""

    rule = "2"
    status = 422


class InTheFuture(Refusal):
    """This is said to have happened on a day that has not come yet."""

    rule = "11"
    status = 422


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


def not_in_future(context: Context, **days: date | None) -> None:
    """Raises InTheFuture, naming those of these days that lie behind today."""
    late = tuple(name for name, day in days.items() if day is not None and day > context.today)
    if late:
        raise InTheFuture(fields=late)


def in_order(**days: date | None) -> None:
    """Raises DatesContradict if one of these days, where known, lies before one named earlier."""
    known = [(name, day) for name, day in days.items() if day is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            raise DatesContradict(f"`{later}` lies before `{earlier}`.", (earlier, later))


def begins_before_it_ends(start: str | None, end: str | None) -> None:
    """Raises DatesContradict if the visit must have ended before it began, however imprecise the dates are."""
    if start is not None and end is not None and last_day(end) < first_day(start):
        raise DatesContradict("A visit cannot end before it begins.", ("start", "end"))


def content(said: AssessmentContent, context: Context) -> str:
    """Checks a final assessment as it was sent; returns the id of its State."""
    state = member(context.reference, said.state, said.submitted_to_ctc_on)
    _fits(said)
    _themes(context.reference, [one.themes for one in said.recommendations])
    references = [one.reference for one in said.recommendations]
    if len(set(references)) < len(references):
        raise SameReferenceTwice(fields=("recommendations.reference",))
    not_in_future(context, submitted_to_ctc_on=said.submitted_to_ctc_on, received_by_state_on=said.received_by_state_on)
    _visit(said)
    return state


def _fits(said: AssessmentContent) -> None:
    texts = sum(len(one.text) for one in said.recommendations) + sum(len(one.text or "") for one in said.findings)
    if texts > LONGEST_TEXTS and len(encode(said)) > LARGEST_NOTICE:
        raise ReportTooLarge(fields=("recommendations", "findings"))


def _themes(reference: Reference, lists: Iterable[tuple[str, ...]]) -> None:
    for number, themes in enumerate(lists):
        for theme in themes:
            if reference.theme(theme) is None:
                raise UnknownTheme(fields=(f"recommendations.{number}.themes",))


def _visit(said: AssessmentContent) -> None:
    visit = said.visit
    if visit is None:
        return
    if said.kind == "desk":
        raise DeskHasNoVisit(fields=("kind", "visit"))
    if last_day(visit.end) < first_day(visit.start):
        raise DatesContradict("A visit cannot end before it begins.", ("visit.start", "visit.end"))
    if first_day(visit.end) > said.report_date:
        raise DatesContradict("The report is dated before the visit ended.", ("visit.end", "report_date"))
