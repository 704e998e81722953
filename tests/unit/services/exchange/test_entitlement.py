"""Whose notices a principal may send: nobody speaks of another's assessment, but a State for itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contracts.cloudevents import Carried
from services.exchange.entitlement import may_speak_of
from shared.principals import Principal

CTED, UNODC = "urn:example:cted", "urn:example:unodc"
OF_UNODC = Principal("unodc", "un", sources=frozenset({UNODC}))
OF_CTED = Principal("cted", "committee", sources=frozenset({CTED}))
OF_ALL = Principal("owner", "committee", sources=frozenset({"*"}))
OF_KENYA = Principal("kenya", "public", frozenset({"state:KEN"}), frozenset({"urn:example:kenya"}))


def notice(name: str, **data: Any) -> Carried:
    return Carried({"type": f"org.un.ctc.notice.{name}.v1"}, json.dumps({"state": "KEN", **data}).encode())


def test_an_assessment_is_its_own_source_s_to_speak_of() -> None:
    for name in ("assessment.withdrawn", "assessment.received", "response.received"):
        assert may_speak_of(OF_UNODC, notice(name))
        assert may_speak_of(OF_CTED, notice(name, assessment_source=CTED))
        assert may_speak_of(OF_ALL, notice(name, assessment_source=CTED))
        assert not may_speak_of(OF_UNODC, notice(name, assessment_source=CTED))


def test_a_state_may_respond_to_anybody_s_assessment_of_it_and_nothing_else() -> None:
    assert may_speak_of(OF_KENYA, notice("response.received", assessment_source=CTED))
    assert not may_speak_of(OF_KENYA, notice("response.received", assessment_source=CTED, state="UGA"))
    assert not may_speak_of(OF_KENYA, notice("assessment.withdrawn", assessment_source=CTED))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"assessment_source": 1}'])
def test_what_cannot_be_read_speaks_of_nothing(data: bytes) -> None:
    assert may_speak_of(OF_UNODC, Carried({"type": "org.un.ctc.notice.assessment.withdrawn.v1"}, data))
