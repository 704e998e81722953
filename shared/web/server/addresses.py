"""From where a request comes, as the gateway says; without one, from where the connection does."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope


def find_address(scope: Scope) -> str:
    """The address; empty where nothing says it."""
    forwarded = Headers(scope=scope).get("x-forwarded-for", "").rpartition(",")[2].strip()
    client: Any = scope.get("client")
    return forwarded or (str(client[0]) if client else "")


def find_network(scope: Scope) -> str:
    """The address, or the /64 in which it is by IPv6: whoever has one has all of them."""
    address = find_address(scope)
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{known}/64", strict=False)) if isinstance(known, IPv6Address) else address
