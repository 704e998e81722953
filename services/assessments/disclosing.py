"""Disclosure (OP19): who may have a report and its parts, as the State and the CTC decide. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import Field

from contracts.assessments import AssessmentCompleted, Disclosed, DisclosureChanged
from contracts.audiences import Audience, reaches
from contracts.vocabulary import Day, Ids, Line, Parties
from services.assessments import checks, reports, telling
from services.assessments.completing import final
from services.assessments.model import Finding, Recommendation, Report
from services.assessments.release import released
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Change, Context, Emit, Refusal

Part = TypeVar("Part", Recommendation, Finding)


class ALaterDecisionStands(Refusal):
    """A later decision on who may have it is known, and stands: record this one with the day on which it was taken."""

    paragraph = "OP19"


class NotAPart(Refusal):
    """Not all that is named under `in_part` is a finding or recommendation of this assessment."""

    status = 422


@dataclass(frozen=True, slots=True)
class Decision:
    """Who may have it from now on, and who decided so: an office, such as a Permanent Mission."""

    audience: Audience
    decided_by: Line
    decided_on: Day
    parties: Annotated[Parties, Field(max_length=49)] = ()
    """Readers beside the audience, such as `body:unoct`. The State itself always has its own."""
    in_part: Ids = ()
    """Findings and recommendations to which the decision is limited; none: it holds for the whole."""
    consulted_ctc: bool | None = None


def disclose(standing: Report, decision: Decision, context: Context, recommendation: str = "") -> Iterator[Change]:
    """Narrows or widens who may have the report, some of its parts, or one recommendation."""
    final(standing.assessment)
    checks.happened(context, decided_on=decision.decided_on)
    consulted_where_wider(decision)
    check_parties(decision, context)
    chosen = _chosen(standing, decision, recommendation)
    _latest(standing, decision, chosen)
    report = _in_part(standing, decision, chosen) if chosen else _whole(standing, decision)
    if report == standing:
        return
    yield from reports.written(standing, report)
    yield Emit(_told(report, decision, recommendation), report.assessment.state)
    before, after = (telling.fact(one, AssessmentCompleted) for one in (standing, report))
    yield from released(report.assessment.id, report.assessment.state, before, after, "narrowed", context)


def _latest(standing: Report, decision: Decision, chosen: frozenset[str]) -> None:
    """Raises ALaterDecisionStands on the report or its parts; one on the whole bounds what opens a part further."""
    whole = standing.assessment.disclosure_decided_on
    if not chosen:
        no_later_decision(whole, decision)
    for part in standing.parts:
        if part.id in chosen:
            no_later_decision(part.disclosure_decided_on, decision)
            if not (reaches(part.audience, decision.audience) and set(decision.parties).issubset(part.parties)):
                no_later_decision(whole, decision)


def no_later_decision(known_on: date | None, decision: Decision) -> None:
    """Raises ALaterDecisionStands, so that what a State narrows stays so whenever an earlier choice is recorded."""
    if known_on is not None and decision.decided_on < known_on:
        raise ALaterDecisionStands(fields=("decided_on",))


def consulted_where_wider(decision: Decision) -> None:
    """Raises WiderThanTheUn of what would leave the UN system without the CTC having been consulted."""
    if not reaches("un", decision.audience) and not decision.consulted_ctc:
        raise checks.WiderThanTheUn(fields=("audience", "consulted_ctc"))


def check_parties(decision: Decision, context: Context) -> None:
    """Raises NotAMemberState for a party `state:` that is no State's: nobody could ever come as that."""
    for party in decision.parties:
        kind, _, code = party.partition(":")
        if kind == "state":
            state_id(context.reference, code, "parties")


def _chosen(standing: Report, decision: Decision, recommendation: str) -> frozenset[str]:
    """The parts to which the decision is limited; none: it holds for the whole."""
    assessment = standing.assessment
    parts = (recommendation,) if recommendation else (*assessment.recommendation_ids, *assessment.finding_ids)
    if not set(decision.in_part).issubset(parts):
        raise NotAPart(fields=("in_part",))
    for one in standing.recommendations:
        if one.id == recommendation or one.id in decision.in_part:
            checks.live(one)
    return frozenset((recommendation,) if recommendation else decision.in_part)


def _in_part(standing: Report, decision: Decision, chosen: frozenset[str]) -> Report:
    """The parts get a choice of their own, which may be wider or narrower than the whole's."""

    def decided(part: Part) -> Part:
        if part.id not in chosen:
            return part
        parties = with_state(part.state, decision.parties)
        own: dict[str, Any] = {"own_audience": decision.audience, "disclosure_decided_on": decision.decided_on}
        return replace(part, audience=decision.audience, parties=parties, **own)

    return replace(
        standing,
        recommendations=tuple(decided(one) for one in standing.recommendations),
        findings=tuple(decided(one) for one in standing.findings),
    )


def _whole(standing: Report, decision: Decision) -> Report:
    """The whole, and with it its parts, none further than the last decision on the part itself allows.

    One that was opened further than the report stays open until the report is narrowed; so does one to whoever
    is named beside it alone, until the report reaches the UN no more.
    """
    before, audience = standing.assessment, decision.audience
    narrowed = not reaches(audience, before.audience)
    parties = with_state(before.state, decision.parties)
    named_no_more = set(before.parties).difference(parties)
    below_the_un = narrowed and not reaches(audience, "un")

    def following(part: Part) -> Part:
        if _closed(part) or (part.disclosure_decided_on or date.min) > decision.decided_on:
            return part
        own = part.own_audience
        if own is None:
            return replace(part, audience=audience, parties=parties)
        left = tuple(one for one in part.parties if one in parties or not (below_the_un or one in named_no_more))
        allowed = audience if reaches(own, audience) else own
        opened_further = not narrowed and reaches(part.audience, allowed)
        return replace(part, audience=part.audience if opened_further else allowed, parties=left)

    return Report(
        replace(before, audience=audience, parties=parties, disclosure_decided_on=decision.decided_on),
        tuple(following(one) for one in standing.recommendations),
        tuple(following(one) for one in standing.findings),
    )


def _closed(part: Recommendation | Finding) -> bool:
    return isinstance(part, Recommendation) and part.closed is not None


def with_state(state: str, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties, the State itself among them."""
    return tuple(dict.fromkeys((f"state:{state}", *parties)))


def _told(report: Report, decision: Decision, recommendation: str) -> DisclosureChanged:
    """The decision, and for whom every part is after it."""
    assessment = report.assessment
    return DisclosureChanged(
        occurred_on=decision.decided_on,
        synthetic=assessment.synthetic,
        of="recommendation" if recommendation else "assessment",
        id=recommendation or assessment.id,
        state=assessment.state,
        assessment_id=assessment.id,
        audience=decision.audience,
        parties=with_state(assessment.state, decision.parties),
        in_part=() if recommendation else decision.in_part,
        parts=tuple(Disclosed(id=part.id, audience=part.audience, parties=part.parties) for part in report.parts),
        decided_by=decision.decided_by,
        decided_on=decision.decided_on,
        consulted_ctc=decision.consulted_ctc,
    )
