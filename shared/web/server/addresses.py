"""From where a request comes, as the gateway says; without one, from where the connection does."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

from shared.engine.access_log.floods import network_of


def find_address(scope: Scope) -> str:
    """The address; empty where nothing says it."""
    forwarded = Headers(scope=scope).get("x-forwarded-for", "").rpartition(",")[2].strip()
    client: Any = scope.get("client")
    return forwarded or (str(client[0]) if client else "")


def find_network(scope: Scope) -> str:
    """The address, or the /64 in which it is by IPv6: whoever has one has all of them."""
    return network_of(find_address(scope))
