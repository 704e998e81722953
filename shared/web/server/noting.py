"""What the access log notes: every command, every refusal, and every read of whoever sees more than all do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from starlette.types import Scope

from shared.engine.access_log.entries import Access
from shared.engine.principals import PUBLIC, Principal
from shared.web.server.addresses import find_address

NOT_NOTED: Final = ("/health/live", "/health/ready", "/metrics")
METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
UNMATCHED: Final = "unmatched"
METHOD_NOT_ALLOWED: Final = 405
LONGEST: Final = 200
"""Characters of a thing and of an address."""
MOST_PARTIES: Final = 20


def route_of(scope: Scope) -> str:
    """The path's template, such as `/visits/{visit}`: a path itself may name what only its reader knows."""
    return getattr(scope.get("route"), "path", UNMATCHED)


def name_method(scope: Scope) -> str:
    """The request's method; `_OTHER` for one that no address takes: it is a word of whoever asks."""
    method: str = scope["method"]
    return method if method in METHODS else "_OTHER"


def name_series(scope: Scope, status: int) -> tuple[str, str]:
    """Method and route under which a request is counted. A refused method counts for no route.

    Else a stranger makes a series for each route and each method that the server can read.
    """
    return name_method(scope), UNMATCHED if status == METHOD_NOT_ALLOWED else route_of(scope)


def must_wait(access: Access) -> bool:
    """Whether the answer waits for the entry: that of a command which took effect does."""
    return access.method != "GET" and access.status < 400


def build_access(scope: Scope, status: int, location: str) -> Access | None:
    """What to note of this request; None where it is nobody's concern."""
    state, principal = scope["state"], scope["state"].get("asks", PUBLIC)
    if not _is_noted(scope, status, principal):
        return None
    return Access(
        at=datetime.now(UTC),
        principal="" if principal is PUBLIC else principal.name,
        proof=principal.proof,
        right=state.get("right", ""),
        audience=principal.audience,
        parties=tuple(sorted(principal.parties))[:MOST_PARTIES],
        method=scope["method"],
        route=route_of(scope),
        thing=_find_thing(scope, location if status < 300 else ""),
        status=status,
        refusal=state.get("refusal", ""),
        correlation_id=state["correlation_id"],
        address=_clean(find_address(scope)),
    )


def _is_noted(scope: Scope, status: int, principal: Principal) -> bool:
    if scope["method"] != "GET" or status in (401, 403) or scope["state"].get("signs_in"):
        return True
    if route_of(scope).endswith(NOT_NOTED):
        return False
    if status == 404:
        return principal is not PUBLIC and bool(scope.get("path_params"))
    return status < 400 and _sees_more_than_all(principal)


def _sees_more_than_all(principal: Principal) -> bool:
    return principal.audience != "public" or principal.may_operate or bool(principal.parties)


def _find_thing(scope: Scope, location: str) -> str:
    named = [str(value) for value in scope.get("path_params", {}).values()]
    made = location.rpartition("/")[2]
    return _clean("/".join([*named, *([made] if made else [])]))


def _clean(text: str) -> str:
    """Short, and with nothing in it that UTF-8 cannot hold: no entry may hinder those behind it."""
    return text[:LONGEST].encode("utf-8", "backslashreplace").decode()
