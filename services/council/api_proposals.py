"""`/proposals`: which States the Committee might put on a year's list (OP12)."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path
from fastapi.responses import Response

from services.council.proposing import propose
from services.council.ranking import reasons_told
from services.council.shapes import Proposal
from shared.engine.handler import Handler
from shared.engine.rules import NotFound
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.routes import resources

NOTE: Final = (
    "A proposal for people. Nothing is adopted by it: the CTC adopts a list, with its own reasons, "
    "and that is recorded with POST /programmes. Weights: reference/ranking.yaml."
)


def routes(handler: Handler) -> APIRouter:
    """The resource of proposals."""
    router = resources("proposals")

    @router.get("/proposals/{year}", response_model=Proposal)
    async def show_proposal(
        principal: Reader, year: Annotated[int, Path(description="Of the list.", ge=1945, le=9999)]
    ) -> Response:
        """All Member States, ranked by what is known of them today; each reason with its weight and evidence.

        For the Committee alone. It never adopts a list.
        """
        if not principal.sees("committee"):
            raise NotFound
        found = await propose(handler, year)
        names = {state.id: state.name for state in handler.reference.states}
        items = [
            {
                "rank": number,
                "state": one.state,
                "name": names[one.state],
                "points": one.points,
                "listed": one.state in found.listed,
                "reasons": list(reasons_told(one.reasons)),
            }
            for number, one in enumerate(found.candidates, 1)
        ]
        weights = handler.reference.ranking
        told = {"year": year, "as_of": found.on, "adopts": False, "note": NOTE, "synthetic": found.synthetic}
        return answer({**told, "weights": weights, "items": items, "next": None})

    return router
