"""How far a State's word on its report reaches: nothing goes wider than the UN system beyond it (OP19). Pure."""

from __future__ import annotations

from contracts.audiences import reaches
from reference import Reference
from services.assessments.assessments.consent_model import ConfidentialityRequest, ReportConsent
from services.assessments.disclosure import Decision, list_beyond_the_un
from shared.engine.rules import Refusal


class BeyondTheConsent(Refusal):
    """The State was asked about this report, and what it answered does not cover this: record its consent first."""

    paragraph = "OP19"


class KeptConfidential(Refusal):
    """The State asked to keep this confidential, and said nothing else since: record its consent first."""

    paragraph = "OP19"


def check_covered(
    consent: ReportConsent | None, decision: Decision, chosen: frozenset[str], reference: Reference
) -> None:
    """Raises BeyondTheConsent or KeptConfidential if it would leave the UN system without the State's word that it may.

    `chosen`: the parts to which the decision is limited; none: it holds for the whole. Where the State was never asked,
    the decision itself says which of its offices consented.
    """
    if consent is None or not _goes_further(decision, consent.state, reference):
        return
    if any(_stands(one, consent) and (not one.parts or not chosen.isdisjoint(one.parts)) for one in consent.requests):
        raise KeptConfidential(fields=("audience",))
    if consent.asked_on is None:
        return
    last = consent.last_answer
    is_covered = last is not None and (
        last.answer == "full" or (last.answer == "part" and bool(chosen) and chosen.issubset(last.parts))
    )
    if not is_covered:
        raise BeyondTheConsent(fields=("audience",))


def _goes_further(decision: Decision, state: str, reference: Reference) -> bool:
    """Whether somebody beyond the UN system would have it: another State is one, and a partner."""
    return not reaches("un", decision.audience) or bool(list_beyond_the_un(decision.parties, state, reference))


def _stands(request: ConfidentialityRequest, consent: ReportConsent) -> bool:
    """Whether the State answered nothing since that day. Of one day the request holds."""
    last = consent.last_answer
    return last is None or last.answered_on <= request.requested_on
