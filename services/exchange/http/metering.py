"""Holds a registered publisher to its quota, and tells it with each answer how much is left."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from services.exchange.publishers.model import party_of
from services.exchange.quotas.counting import count
from shared.engine.handler import Handler
from shared.engine.principals import Principal


@dataclass(slots=True)
class Meter:
    """Counts one request. A principal of the tokens file has no quota."""

    handler: Handler
    request: Request
    principal: Principal
    _is_shown: bool = False

    async def take(self, events: int, size: int) -> None:
        """Counts what the request brings. Raises QuotaPassed, and then has counted nothing."""
        if party_of(self.principal.name) not in self.principal.parties:
            return
        found = await count(
            self.handler.pool, self.handler.service.name, self.principal.name, events, size, in_any_case=False
        )
        if found is None:
            return
        use, fits = found
        self._is_shown = True
        self.request.state.answer_headers = dict(use.headers)
        if not fits:
            self.request.state.answer_headers["Retry-After"] = str(use.wait_for(events, size))
            raise use.refuse(events, size)

    async def show(self) -> None:
        """Tells what is left where the request was refused before it was counted."""
        if not self._is_shown:
            await self.take(0, 0)
