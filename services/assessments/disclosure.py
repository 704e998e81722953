"""A decision on who may have something (OP19), whatever it is about. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from contracts.audiences import Audience, reaches
from contracts.vocabulary import Day, Ids, Line, Parties
from reference import Reference
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Context, Refusal


class ALaterDecisionStands(Refusal):
    """A later decision on who may have it is known, and stands: record this one with the day on which it was taken."""

    paragraph = "OP19"


class NotAPart(Refusal):
    """Not all that is named is a finding or recommendation of this assessment: name the ids that it lists."""

    status = 422


class WiderThanTheUn(Refusal):
    """Wider than the UN system needs the State's consent and consultation with the CTC: note both."""

    paragraph = "OP19"


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


def check_no_later_decision(known_on: date | None, decision: Decision) -> None:
    """Raises ALaterDecisionStands, so that an earlier decision that is recorded late changes nothing."""
    if known_on is not None and decision.decided_on < known_on:
        raise ALaterDecisionStands(fields=("decided_on",))


def check_consulted(decision: Decision) -> None:
    """Raises WiderThanTheUn if it would leave the UN system and the CTC was not consulted."""
    if not reaches("un", decision.audience) and not decision.consulted_ctc:
        raise WiderThanTheUn(fields=("audience", "consulted_ctc"))


def check_parties(decision: Decision, context: Context) -> None:
    """Raises NotAMemberState for a party `state:` without such a State: no reader could have it."""
    for party in decision.parties:
        kind, _, code = party.partition(":")
        if kind == "state":
            state_id(context.reference, code, "parties")


def is_beyond_the_un(audience: Audience, parties: Iterable[str], state: str, reference: Reference) -> bool:
    """Whether somebody beyond the UN system has it, by level or by name: another State is one, and a partner."""
    return not reaches("un", audience) or bool(list_beyond_the_un(parties, state, reference))


def list_beyond_the_un(parties: Iterable[str], state: str, reference: Reference) -> list[str]:
    """The parties who are neither the State itself nor a body of the UN system: nothing is theirs without consent."""
    return [one for one in parties if not _is_within(one, state, reference)]


def _is_within(party: str, state: str, reference: Reference) -> bool:
    kind, _, code = party.partition(":")
    body = reference.body(code) if kind == "body" else None
    return party == f"state:{state}" or (body is not None and body.is_of_the_un)


def describe_decision(decision: Decision) -> dict[str, Any]:
    """The fields with which a thing says who decided last on its disclosure, and when."""
    return {"disclosure_decided_on": decision.decided_on, "disclosure_decided_by": decision.decided_by}


def add_state(state: str, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties, the State itself among them."""
    return tuple(dict.fromkeys((f"state:{state}", *parties)))
