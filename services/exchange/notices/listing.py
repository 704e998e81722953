"""Whose notices a principal may list, with their receipts and with what of them nobody could read. Pure."""

from __future__ import annotations

from contracts.notices import TOPIC
from shared.engine.principals import ANY, Principal


def list_sources(principal: Principal) -> list[str] | None:
    """The sources of which it may list what was sent; None: all.

    The name of a publisher's own topic is one: it stands for a source that is another's (`trust_source`).
    """
    if principal.may_operate or ANY in principal.sources:
        return None
    own_topic = {f"{TOPIC}.{principal.name}"} if principal.is_publisher else set()
    return sorted(principal.sources | own_topic)


def may_list(principal: Principal, source: str) -> bool:
    """Whether it may list what was sent for this source."""
    sources = list_sources(principal)
    return sources is None or source in sources
