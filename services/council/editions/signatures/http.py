"""`/reports/keys`: by which everybody can check the signatures of editions."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from services.council.editions.signatures.shapes import KeysOfEditions
from shared.engine.signing import Signer
from shared.web.answers import answer
from shared.web.routes import build_router


def build_routes(signer: Signer) -> APIRouter:
    """The public halves of these keys."""
    router = build_router("reports")

    @router.get("/reports/keys", response_model=KeysOfEditions)
    async def show_keys() -> Response:
        """The public keys by which editions are signed, as a JWK Set: the one that signs now, then earlier ones."""
        return answer({"keys": signer.list_public_keys()})

    return router
