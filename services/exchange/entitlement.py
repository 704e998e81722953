"""Whose notices a principal may send. Pure; on Kafka there is no principal, and its own access rules decide."""

from __future__ import annotations

from typing import Final

from contracts.catalog import Unreadable, json_value
from contracts.cloudevents import Carried
from contracts.notices import NoticeResponseReceived
from shared.principals import Principal

RESPONSE: Final = NoticeResponseReceived.type


def may_speak_of(principal: Principal, event: Carried) -> bool:
    """Whether the assessment that a notice is about is the principal's to speak of.

    Its own source's always is. Of another source's a State may send its response, and nobody anything
    else: who could withdraw it, date it or answer for a State would change what the Council is told.
    """
    data = _object(event.data or b"")
    whose = data.get("assessment_source")
    if not isinstance(whose, str) or principal.speaks_for(whose):
        return True
    responds = event.attributes.get("type", "").endswith(RESPONSE)
    return responds and f"state:{data.get('state')}" in principal.parties


def _object(data: bytes) -> dict[str, object]:
    """Empty for what is none: it becomes an unreadable notice, which speaks of nothing."""
    try:
        value = json_value(data)
    except Unreadable:
        return {}
    return value if isinstance(value, dict) else {}
