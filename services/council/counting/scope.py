"""The scope of an edition: up to which time it reads facts, for which readers, and about what. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, get_args

import orjson

from contracts.audiences import AUDIENCES, Audience, reaches
from contracts.vocabulary import Implementation
from reference import Reference
from services.council.counting.shown_before import NOTHING, ShownBefore
from services.council.figures.groupings import region_of
from shared.engine.time.dates import add_months

MOST: Final = 500
"""The most rows of one table, which is more than a year brings. The lists behind the figures hold the rest."""
NEVER: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""After all that is recorded."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an edition reads: up to when, who its readers are, and of what."""

    year: int
    cut_off: date
    freeze: datetime
    audience: Audience
    thing: str = ""
    """What it is about if not a year: the cycle of a follow-up report."""
    unread: tuple[str, ...] = ()
    """Events that were recorded by the freeze and are not counted: unread when it was made, or put right since."""
    shown: ShownBefore = NOTHING
    """What other editions with this cut-off show to the same readers."""
    disclosed_by: datetime | None = None
    """The moment whose decisions on disclosure hold. None: now (rule 11)."""

    @property
    def of(self) -> int | str:
        """What the edition is about: the thing, or else the year."""
        return self.thing or self.year

    def values(self) -> dict[str, Any]:
        """The parameters that define the populations."""
        return {
            "body": "CTED",
            "cut_off": self.cut_off,
            "freeze": self.freeze,
            "unread": list(self.unread),
            "shown_since": self.shown.since,
            "disclosed_by": self.disclosed_by or NEVER,
            "unread_by_disclosed_by": list(self.unread) if self.disclosed_by else [],
            "first_day": date(self.year, 1, 1),
            "next_first_day": date(self.year + 1, 1, 1),
            "next_last_day": date(self.year + 1, 12, 31),
            "year_before": year_before(self.cut_off),
            "un_and_wider": at_or_wider("un"),
            "seen_by": at_or_wider(self.audience),
            "scale": list(get_args(Implementation)),
            "thing": self.thing,
        }


def build_parameters(scope: Scope, reference: Reference) -> dict[str, Any]:
    """All parameters of populations and figures: from the scope, and from the reference data."""
    regions = {one.id: region_of(reference, one.id) for one in reference.states}
    return scope.values() | {
        "year": scope.year,
        "members": [one.id for one in reference.states if one.member_on(scope.cut_off)],
        "with_report": [kind for kind, awaited in reference.practice.awaits_report.items() if awaited],
        "region_of": orjson.dumps(regions).decode(),
        "only": None,
        "cycle": None,
        "assessment": "",
        "most": MOST,
        "known_on": date(scope.year - 1, 12, 31),
        "from": date(scope.year, 1, 1),
        "until": date(scope.year, 12, 31),
    }


def at_or_wider(audience: Audience) -> list[str]:
    """This audience and the wider ones. It may see what is for any of them."""
    return [other for other in AUDIENCES if reaches(other, audience)]


def year_before(cut_off: date) -> date:
    """The cut-off a year before."""
    return add_months(cut_off, -12)
