"""What the sender of a notice is answered. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from services.assessments.names import TOPIC
from shared.engine.notices.judging import Taken, build_acceptance
from shared.engine.rules import Change


def answer_notice(trigger: Taken, subject: str, changes: list[Change], more: Iterable[str] = ()) -> list[Change]:
    """The changes, and the answer that names what the notice caused: its subject, and `more`, such as an overlap."""
    caused = (subject, *more) if changes else ()
    return [*changes, build_acceptance(trigger, TOPIC, caused, unchanged=not changes)]
