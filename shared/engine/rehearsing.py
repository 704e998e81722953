"""What events would cause in a service: decided as ever, and thrown away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from shared.engine.handler import Handler
from shared.engine.port import Message
from shared.engine.receiving import read_message
from shared.engine.storage.journal import attributes_of

Rehearse = Callable[[str, Sequence[Message]], Awaitable[Sequence[Message]]]
"""What the service of this name would tell if these messages came."""


class CannotBeRehearsed(Exception):
    """The service did not answer."""


async def rehearse_messages(handler: Handler, messages: Sequence[Message]) -> list[Message]:
    """What the service would tell if these messages came now. Nothing is kept, and nobody is told."""
    triggers = [trigger for one in messages if (trigger := read_message(handler, one))]
    if not triggers:
        return []
    decided = await handler.rehearse(triggers)
    return [
        Message(row.topic, 0, number, row.subject, attributes_of(row), row.data)
        for number, row in enumerate(decided.journal)
    ]
