"""How far a State's word on its report reaches: nothing goes wider than the UN system beyond it (OP19). Pure."""

from __future__ import annotations

from collections.abc import Collection

from contracts.audiences import reaches
from services.assessments.assessments.consent_model import ReportConsent
from services.assessments.disclosure import Decision
from shared.engine.rules import Refusal


class BeyondTheConsent(Refusal):
    """The State was asked about this report, and what it answered does not cover this: record its consent first."""

    paragraph = "OP19"


def check_covered(consent: ReportConsent | None, decision: Decision, chosen: Collection[str]) -> None:
    """Raises BeyondTheConsent if it would leave the UN system without the State's answer that it may.

    `chosen`: the parts to which the decision is limited; none: it holds for the whole. Where the State was never asked,
    the decision itself says which of its offices consented.
    """
    if reaches("un", decision.audience) or consent is None or consent.asked_on is None:
        return
    last = consent.last_answer
    is_covered = last is not None and (
        last.answer == "full" or (last.answer == "part" and bool(chosen) and set(chosen).issubset(last.parts))
    )
    if not is_covered:
        raise BeyondTheConsent(fields=("audience",))
