"""How a proposal is shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from reference import Reference
from services.council.lookups.proposals.ranking import Proposal, Reason

NOTE: Final = (
    "A proposal for people. Nothing is adopted by it: the CTC adopts a list, with its own reasons, "
    "and that is recorded with POST /programmes. Weights: reference/ranking.yaml."
)


def show_proposal(of: Proposal, reference: Reference) -> dict[str, Any]:
    """All States with their rank and their reasons."""
    names = {state.id: state.name for state in reference.states}
    items = [
        {
            "rank": number,
            "state": one.state,
            "name": names[one.state],
            "points": one.points,
            "listed": one.state in of.listed,
            "reasons": list(_show_reasons(one.reasons)),
        }
        for number, one in enumerate(of.candidates, 1)
    ]
    about = {"year": of.year, "as_of": of.on, "adopts": False, "note": NOTE, "synthetic": of.synthetic}
    return {**about, "weights": reference.ranking, "items": items, "next": None}


def _show_reasons(reasons: Iterable[Reason]) -> Iterator[dict[str, object]]:
    for one in reasons:
        yield {
            "weight": one.weight,
            "code": one.code,
            "points": one.points,
            "count": one.count,
            "synthetic": one.synthetic,
            "evidence": one.evidence,
        }
