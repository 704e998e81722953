"""HTTP of proposals, by hand: which States the Committee might put on a year's list (OP12)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from contracts.vocabulary import Year
from services.council.lookups.proposals.reading import read_proposal
from services.council.lookups.proposals.shapes import Proposal
from services.council.lookups.proposals.views import show_proposal
from shared.engine.handler import Handler
from shared.engine.rules import NotFound
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.routes import build_router


def build_routes(handler: Handler) -> APIRouter:
    """`/proposals`."""
    router = build_router("proposals")

    @router.get("/proposals/{year}", name="show_proposal", response_model=Proposal)
    async def show_proposal_of_year(
        principal: Reader, year: Annotated[Year, Path(description="Of the list.")]
    ) -> Response:
        """All Member States, ranked by what is known of them today; each reason with its weight and evidence.

        For the Committee alone. It never adopts a list.
        """
        if not principal.sees("committee"):
            raise NotFound
        proposal = await read_proposal(handler, year)
        return answer(show_proposal(proposal, handler.reference))

    return router
