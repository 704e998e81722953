"""The id of a trigger that a deadline was. What it tells has this id as its cause, so readers look through it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from contracts.cloudevents import LONGEST, is_too_long
from shared.engine.deadline import Deadline

_STEP: Final = re.compile(r"/\d{4}-\d\d-\d\d/(reminder|overdue)/")
_FORM: Final = re.compile(r"(?!key/).+?/(\d{4}-\d\d-\d\d)/(reminder|overdue)/(\d+|None)/(.+)")
"""What begins with `key/` was written by a client (`shared/web/commands.py`)."""


@dataclass(frozen=True, slots=True)
class DueId:
    """What such an id tells."""

    due_on: str
    step: str
    days_before: int | None
    parent: str
    """The id of the event or command that scheduled the deadline, seen through any deadline between."""


def write_due_id(deadline: Deadline, step: str, days_before: int | None) -> str:
    """The id of this step.

    A subject may hold the source of another system, and what scheduled it another deadline. Where both are too long for
    the attribute of an event, nobody could read what the step tells. A digest stands for both then, also where
    another system wrote into a subject what looks like a step.
    """
    what, scheduled_by = f"{deadline.due_on}/{step}/{days_before}", deadline.scheduled_by
    id_ = f"{deadline.subject}/{what}/{scheduled_by}"
    if not is_too_long(id_, LONGEST["causationid"]) and not _STEP.search(deadline.subject):
        return id_
    digest = sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest}/{what}//{_find_parent(scheduled_by)}"


def read_due_id(id_: str) -> DueId | None:
    """What the id tells; None: it is of no deadline."""
    match = _FORM.fullmatch(id_) if "/" in id_ else None
    if match is None:
        return None
    due_on, step, before, scheduled_by = match.groups()
    return DueId(due_on, step, None if before == "None" else int(before), _find_parent(scheduled_by))


def _find_parent(scheduled_by: str) -> str:
    _, by_key, chosen = scheduled_by.partition("/key/")
    return f"key/{chosen}" if by_key else scheduled_by.rpartition("/")[2]
