"""What events would cause in a service: decided as ever, and thrown away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from shared.engine.handler import Handler
from shared.engine.port import Message
from shared.engine.preparing import TooMuchAtOnce
from shared.engine.receiving import read_message
from shared.engine.refusal import Refusal
from shared.engine.storage.journal import attributes_of

Rehearse = Callable[[str, Sequence[Message]], Awaitable[Sequence[Message]]]
"""What the service of this name would tell if these messages came."""


class CannotBeRehearsed(Exception):
    """The service did not answer."""


class TooMuchToRehearse(Refusal):
    """This would cause more than a dry run can say at once: send it, and see what came of it."""

    status = 413


async def rehearse_messages(handler: Handler, messages: Sequence[Message]) -> list[Message]:
    """What the service would tell if these messages came now. Nothing is kept, and nobody is told.

    Raises TooMuchToRehearse.
    """
    triggers = [trigger for one in messages if (trigger := read_message(handler, one))]
    if not triggers:
        return []
    try:
        decided = await handler.rehearse(triggers)
    except TooMuchAtOnce:
        raise TooMuchToRehearse from None
    return [
        Message(row.topic, 0, number, row.subject, attributes_of(row), row.data)
        for number, row in enumerate(decided.journal)
    ]
