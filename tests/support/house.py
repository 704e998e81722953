"""All services' rules on rows in memory. Each reads the events of the others until nothing is left to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import orjson

from contracts.cloudevents import instant
from contracts.notices import TOPIC
from ctc.composition import SERVICES
from services.exchange.lanes.model import LANES
from services.exchange.lanes.rules import KEEPER, HandOnLong
from shared.engine.port import Message
from shared.engine.principals import register_owner
from shared.engine.receiving import build_trigger
from shared.engine.rules import Command, Unreadable
from shared.engine.service import Service
from tests.support.memory import Memory, Told

_numbers = count(1)


@dataclass(slots=True)
class House:
    """All services. It fails if any rule fails, which would be a dead letter or an unjudged notice."""

    today: date = date(2024, 7, 1)
    services: dict[str, Memory] = field(init=False)

    def __post_init__(self) -> None:
        self.services = {service.name: Memory(service, self.today) for service in SERVICES}

    def send(self, type_: str, data: dict[str, Any], source: str = "urn:example:sender", id_: str = "") -> list[Told]:
        """Sends a notice as another system does, and handles all that follows; returns the events."""
        number = next(_numbers)
        attributes = {
            "specversion": "1.0", "id": id_ or f"n{number}", "source": source, "type": f"org.un.ctc.{type_}",
            "time": instant(self.services["exchange"].now),
        }  # fmt: skip
        message = Message(TOPIC, 0, number, "key", attributes, orjson.dumps(data))
        new = self._bring(self.services["exchange"], "exchange", message)
        every = [*new]
        while new := [event for teller, one in new for event in self._to_all(teller, one)] or self._give_turns():
            every += new
        return [event for _, event in every]

    def _to_all(self, teller: str, event: Told) -> list[tuple[str, Told]]:
        number = next(_numbers)
        attributes = {
            "specversion": "1.0", "id": f"e{number}", "source": f"/services/{teller}",
            "type": f"org.un.ctc.{event.type}", "subject": event.subject, "time": instant(self.services[teller].now),
            "correlationid": "c",
        }  # fmt: skip
        message = Message(event.topic, 0, number, event.subject, attributes, orjson.dumps(event.data))
        readers = [one for one in self.services.values() if event.topic in one.service.topics]
        return [each for reader in readers for each in self._bring(reader, reader.service.name, message)]

    def _give_turns(self) -> list[tuple[str, Told]]:
        """What waits in no other sender's way is handed on, as by exchange's loop."""
        exchange = self.services["exchange"]
        turns = [HandOnLong(one.sender, one.oldest) for one in exchange.rows.get(LANES, {}).values() if one.awaits_turn]
        commands = [Command(KEEPER, f"turn{next(_numbers)}", turn, "c") for turn in turns]
        return [("exchange", told) for command in commands for told in exchange.handle(command)]

    def _bring(self, reader: Memory, name: str, message: Message) -> list[tuple[str, Told]]:
        service: Service = reader.service
        trigger = build_trigger(service, message, lambda source: (register_owner(source),))
        if trigger is None:
            return []
        assert not isinstance(trigger, Unreadable) or message.topic in service.outside, trigger
        return [(name, event) for event in reader.handle(trigger)]
