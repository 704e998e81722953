"""Registrations, keys and who asks for them: what the tests of publishers have in common."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.exchange.publishers.commands.keys import GivenKey, IssueKey
from services.exchange.publishers.commands.registering import GivenRegistration, RegisterPublisher
from services.exchange.publishers.model import PUBLISHERS, Publisher
from shared.engine.principals import Principal
from shared.engine.registrations import REGISTRATIONS, principal_of
from shared.engine.rules import Command
from tests.support.memory import Memory, Told

TODAY = date(2024, 6, 3)
OPERATOR = Principal("operations", "committee", may_operate=True)
STRANGER = Principal("stranger")
SOURCE = "urn:example:unodc"


def ask(desk: Memory, data: Any, principal: Principal = OPERATOR) -> list[Told]:
    return desk.handle(Command(principal, f"k-{len(desk.handler.journal)}-{type(data).__name__}", data, "c"))


def registration(name: str = "UNODC cases", **more: Any) -> RegisterPublisher:
    usual: dict[str, Any] = {
        "name": name, "body": "UNODC", "sources": (SOURCE,), "notice_types": ("notice.project.registered",),
    }  # fmt: skip
    return RegisterPublisher(GivenRegistration(**(usual | more)))


def register(desk: Memory, **more: Any) -> Publisher:
    ask(desk, registration(**more))
    return desk.get(PUBLISHERS, "unodc-cases")


def own(desk: Memory) -> Principal:
    return principal_of(desk.get(REGISTRATIONS, "unodc-cases").content)


def key(number: int = 1, expires_on: date | None = None) -> IssueKey:
    return IssueKey("unodc-cases", f"k{number}", f"{number:064d}", GivenKey(expires_on))
