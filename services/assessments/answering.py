"""What the sender of a notice is answered. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from services.assessments.names import TOPIC
from shared.engine.notices.judging import Taken, accepted
from shared.engine.rules import Change


def answer_notice(trigger: Taken, subject: str, changes: list[Change], more: Iterable[str] = ()) -> list[Change]:
    """What it caused: the thing that it speaks of, and `more`, such as an overlap at which its body should look."""
    caused = (subject, *more) if changes else ()
    return [*changes, accepted(trigger, TOPIC, caused, unchanged=not changes)]
