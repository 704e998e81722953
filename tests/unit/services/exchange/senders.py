"""Notices of several senders, on their way into lanes, and the answers of their owners."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeAccepted
from contracts.tools.example_data import example
from services.exchange.service import SERVICE
from shared.engine.notices.size import BYTES_FOR_A_PLACE
from shared.engine.principals import Principal
from shared.engine.receiving import build_trigger
from shared.engine.rules import Event
from tests.unit.services.exchange.desk import CONTEXT, PROJECT, RECEIVED, message

REPORT: dict[str, Any] = example("notice.assessment.submitted.v1").model_dump(mode="json", exclude={"wider_release"})
KIND = "notice.assessment.received"


def publisher(name: str, *sources: str) -> Principal:
    every = frozenset({"*"})
    return Principal(name, "un", sources=frozenset(sources), notice_types=every, bodies=frozenset({"cted"}))


FLOODER = publisher("flooder", "urn:example:flood", "urn:example:flood/2")
OTHER = publisher("other", "urn:example:other")


def sending(number: int, sender: Principal = FLOODER, source: str = "urn:example:flood") -> Event[Any]:
    sent = message(RECEIVED | {"reference": f"R{number}"}, id_=f"n-{number}", source=source, correlationid=f"c{number}")
    found = build_trigger(SERVICE, sent, lambda _: (sender,))
    assert isinstance(found, Event)
    return found


def taken_in(told: Any) -> list[str]:
    """Ids of the notices that were handed on, in order."""
    return [one.data["id"] for one in told if one.type == NoticeTakenIn.type]


def accepts(number: int, source: str = "urn:example:flood") -> Event[Any]:
    data = NoticeAccepted(source=source, id=f"n-{number}", notice_type=KIND, outcome="accepted")
    return Event(
        "/services/assessments", f"e{number} {source}", data.type, "KEN", CONTEXT.now, data, f"answer {number}"
    )


def cites(number: int, recommendations: int, sender: Principal = FLOODER) -> Event[Any]:
    """A project of this sender that cites so many recommendations."""
    cited = {"recommendations": [f"r-{one}" for one in range(recommendations)], "reference": f"P-{number}"}
    (source, *_) = sorted(sender.sources)
    arrived = message(PROJECT | cited, id_=f"n-{number}", type_="notice.project.registered.v1", source=source)
    of_both = replace(sender, bodies=frozenset({"cted", "unodc"}))
    found = build_trigger(SERVICE, arrived, lambda _: (of_both,))
    assert isinstance(found, Event)
    return found


def report(number: int, places: int, sender: Principal = FLOODER) -> Event[Any]:
    """A report of this sender that takes so many places."""
    (part, *_) = REPORT["recommendations"]
    part = part | {"text": "x" * BYTES_FOR_A_PLACE, "audience": "un"}
    parts = [part | {"reference": f"R-{one}"} for one in range(places - 1)]
    data = REPORT | {"reference": f"A-{number}", "recommendations": parts, "findings": []}
    (source, *_) = sorted(sender.sources)
    arrived = message(data, id_=f"n-{number}", type_="notice.assessment.submitted.v1", source=source)
    found = build_trigger(SERVICE, arrived, lambda _: (sender,))
    assert isinstance(found, Event)
    return found


def withdraws(number: int, sender: Principal = FLOODER) -> Event[Any]:
    """A withdrawal of a report of this sender."""
    data = {"reference": "A-1", "state": "KEN", "withdrawn_on": "2024-06-03", "reason": "Invented", "synthetic": True}
    (source, *_) = sorted(sender.sources)
    arrived = message(data, id_=f"n-{number}", type_="notice.assessment.withdrawn.v1", source=source)
    found = build_trigger(SERVICE, arrived, lambda _: (sender,))
    assert isinstance(found, Event)
    return found
