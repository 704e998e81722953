"""What the actors of a simulation do: events that other systems send, and commands that people give. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final, Literal

from contracts.catalog import PREFIX, encode
from contracts.notices import NoticeData
from services.assessments.commands.assessments import Said
from services.council.editions.model import Asked
from shared.engine.principals import Principal

SECRET: Final = "CONFIDENTIAL-"  # noqa: S105 - a mark, and no password
"""Begins every text that is for the Committee alone: it must never leave."""
OPEN: Final = "OPEN-"
"""Begins every text that those may read to whom it is released."""

CTED_DESK: Final = Principal("cted", "committee", frozenset(), frozenset({"*"}), may_command=True)
"""In whose name the Committee, CTED and UNOCT command."""


def mission_of(state: str) -> Principal:
    """In whose name a State commands."""
    return Principal(f"mission-{state}", "public", frozenset({f"state:{state}"}), may_command=True)


Verdict = Literal["accepted", "refused", "unreadable"]
ACCEPTED: Final = frozenset[Verdict]({"accepted"})
REFUSED: Final = frozenset[Verdict]({"refused"})
EITHER: Final = ACCEPTED | REFUSED
"""Where the order in which things arrive decides, which is nobody's to fix."""

CommandOutcome = Literal["done", "refused"]
DONE: Final = frozenset[CommandOutcome]({"done"})
NEVER: Final = frozenset[CommandOutcome]({"refused"})
MAYBE: Final = DONE | NEVER
"""Where it depends on what others did in between."""


@dataclass(frozen=True, slots=True)
class Send:
    """An event that another system puts on `ctc.external`."""

    stage: str
    """What it stands for in the procedure; counted."""
    attributes: Mapping[str, str]
    """CloudEvents attributes but `time`, which is that of sending."""
    data: bytes | None
    verdicts: frozenset[Verdict]
    """What its sender may at last be told."""
    problem: str = ""
    """As a transport says that the envelope itself cannot be read."""

    @property
    def identity(self) -> tuple[str, str]:
        """Source and id, by which a notice is known."""
        return self.attributes.get("source", ""), self.attributes.get("id", "")


@dataclass(frozen=True, slots=True)
class OnReport:
    """Something that is said of an assessment, as its reader then sees it."""

    assessment_id: str
    said: Said


@dataclass(frozen=True, slots=True)
class Ask:
    """A command, which somebody gives to a service."""

    stage: str
    service: str
    key: str
    """The `Idempotency-Key`."""
    data: object
    """The command's body; an `OnReport` or a `ReportAsked`, of which the desk makes one."""
    outcomes: frozenset[CommandOutcome]
    """What may come of it; one that must be done waits until its service has heard of the thing."""
    principal: Principal = CTED_DESK


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """A report is asked for: whoever is the first makes it."""

    asked: Asked
    corrected_because: str = ""
    """Why a corrected edition is asked for instead."""


Action = Send | Ask
Dated = tuple[date, Action]
"""An action, and the day on which it happens."""


def notice(stage: str, source: str, id_: str, data: NoticeData, verdicts: frozenset[Verdict] = ACCEPTED) -> Send:
    """A well-formed notice."""
    subject = str(getattr(data, "state", None) or getattr(data, "reference", ""))
    attributes = {"specversion": "1.0", "id": id_, "source": source, "type": PREFIX + data.type, "subject": subject}
    return Send(stage, attributes, encode(data), verdicts)


def a_day(random: Random, earliest: date, latest: date) -> date:
    """A Tuesday or Thursday between the two, on which offices send and enter; else the last day itself."""
    day = earliest + timedelta(days=random.randint(0, max(0, (latest - earliest).days)))
    while day.weekday() not in _OFFICE_DAYS:
        day += timedelta(days=1)
    return min(day, max(latest, earliest))


_OFFICE_DAYS = (1, 3)


def likely(random: Random, chance: float) -> bool:
    """True with this chance."""
    return random.random() < chance
