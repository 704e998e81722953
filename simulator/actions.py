"""What the actors of a simulation do: events that other systems send, and commands that people give. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final, Literal

from contracts.catalog import PREFIX, encode
from contracts.notices import NoticeData
from services.council.editions.model import Asked
from shared.engine.principals import Principal

SECRET: Final = "CONFIDENTIAL-"  # noqa: S105 - a mark, and no password
"""The mark at the beginning of every text for the Committee alone. Such a text must never leave."""
OPEN: Final = "OPEN-"
"""The mark at the beginning of every text that may be released."""

CTED_DESK: Final = Principal("cted", "committee", frozenset(), frozenset({"*"}), may_command=True)
"""The principal for commands of the Committee, CTED and UNOCT."""


def mission_of(state: str) -> Principal:
    """The principal for commands of a State."""
    return Principal(f"mission-{state}", "public", frozenset({f"state:{state}"}), may_command=True)


Verdict = Literal["accepted", "refused", "unreadable"]
ACCEPTED: Final = frozenset[Verdict]({"accepted"})
REFUSED: Final = frozenset[Verdict]({"refused"})
EITHER: Final = ACCEPTED | REFUSED
"""Both can happen: it depends on the order in which things arrive."""

CommandOutcome = Literal["done", "refused"]
DONE: Final = frozenset[CommandOutcome]({"done"})
NEVER: Final = frozenset[CommandOutcome]({"refused"})
MAYBE: Final = DONE | NEVER
"""Both can happen: it depends on what others did in between."""


@dataclass(frozen=True, slots=True)
class Send:
    """An event that another system puts on `ctc.external`."""

    stage: str
    """What it stands for in the procedure; counted."""
    attributes: Mapping[str, str]
    """CloudEvents attributes but `time`, which is that of sending."""
    data: bytes | None
    verdicts: frozenset[Verdict]
    """The final answers that its sender may get."""
    problem: str = ""
    """Why the envelope cannot be read, as a transport would say it; empty if it can."""

    @property
    def identity(self) -> tuple[str, str]:
        """Source and id, which identify a notice."""
        return self.attributes.get("source", ""), self.attributes.get("id", "")


@dataclass(frozen=True, slots=True)
class Ask:
    """A command that somebody gives to a service."""

    stage: str
    service: str
    key: str
    """The `Idempotency-Key`."""
    data: object
    """The command's body. The desk makes it from a `ReportAsked`."""
    outcomes: frozenset[CommandOutcome]
    """The outcomes that are right. If only "done" is, it waits until its service knows the thing."""
    principal: Principal = CTED_DESK
    if_outdated: tuple[Ask, ...] = ()
    """What is asked for instead where the draft is outdated, since something near was published meanwhile (rule 11)."""


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """A request for a report: an edition is read, a draft is made, or a corrected edition."""

    request: Asked
    draft: bool = False
    """Whether a draft is to be made."""
    corrected_because: str = ""
    """Why a corrected edition is wanted; empty if none is."""


Action = Send | Ask
Dated = tuple[date, Action]
"""An action with the day on which it happens."""


def notice(stage: str, source: str, id_: str, data: NoticeData, verdicts: frozenset[Verdict] = ACCEPTED) -> Send:
    """A well-formed notice."""
    subject = str(getattr(data, "state", None) or getattr(data, "reference", ""))
    attributes = {"specversion": "1.0", "id": id_, "source": source, "type": PREFIX + data.type, "subject": subject}
    return Send(stage, attributes, encode(data), verdicts)


def a_day(random: Random, earliest: date, latest: date) -> date:
    """A Tuesday or Thursday between the two days; the last day if there is none."""
    day = earliest + timedelta(days=random.randint(0, max(0, (latest - earliest).days)))
    while day.weekday() not in _OFFICE_DAYS:
        day += timedelta(days=1)
    return min(day, max(latest, earliest))


_OFFICE_DAYS = (1, 3)


def likely(random: Random, chance: float) -> bool:
    """True with this chance."""
    return random.random() < chance
