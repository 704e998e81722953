"""Whose notices a principal may list, with their receipts and with what of them nobody could read. Pure."""

from __future__ import annotations

from shared.engine.principals import ANY, Principal


def list_sources(principal: Principal) -> list[str] | None:
    """The sources of which it may list what was sent; None: all."""
    return None if principal.may_operate or ANY in principal.sources else sorted(principal.sources)


def may_list(principal: Principal, source: str) -> bool:
    """Whether it may list what was sent for this source."""
    sources = list_sources(principal)
    return sources is None or source in sources
