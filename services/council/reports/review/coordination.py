"""With whom CTED and the Committee worked in the year: in the United Nations, and outside it (OP5, OP17). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from services.council.reports.briefing.tables import MEETINGS
from services.council.reports.cells import Row, Value, term

Said = Mapping[str, Any]
"""What an event says."""

IN_THE_UN: Final = ("compact", "council_body")
"""Sectors of guests; the others are outside it."""
UNOCT: Final = "UNOCT"


@dataclass(frozen=True, slots=True)
class Guests:
    """How often each body was asked to take part in a visit, and came; by sector and name."""

    invited: Counter[tuple[str, str]] = field(default_factory=Counter)
    came: Counter[tuple[str, str]] = field(default_factory=Counter)

    def lines(self, within: bool) -> Iterator[tuple[str, str, int, int]]:
        """Sector, body and both numbers, of those in the United Nations or of the others."""
        for sector, body in sorted(self.invited.keys() | self.came.keys()):
            if (sector in IN_THE_UN) is within:
                yield sector, body, self.invited[sector, body], self.came[sector, body]


def guests(visits: Iterable[Said]) -> Guests:
    """Of these visits. A body that came uninvited was not invited."""
    found = Guests()
    for visit in visits:
        for guest in visit.get("guests", ()):
            who = guest["sector"], guest["body"]
            found.invited[who] += bool(guest.get("invited_on"))
            found.came[who] += bool(guest.get("came"))
    return found


def in_the_un(visits: Iterable[Said], meetings: Iterable[Said], with_unoct: Sequence[Row]) -> list[Sequence[Value]]:
    """Body, occasion, how often it was invited and how often it took part; whether it came to a meeting is not kept."""
    found: list[Sequence[Value]] = [
        (body, "visits to States", invited, came) for _, body, invited, came in guests(visits).lines(within=True)
    ]
    bodies = Counter(body for meeting in meetings for body in meeting.get("bodies", ()))
    found += [(body, "meetings with States", number, None) for body, number in bodies.items()]
    for kind, words in MEETINGS.items():
        held = [one for one in with_unoct if one["briefing_kind"] == kind]
        if held:
            found.append((UNOCT, words, sum(one["invited_on"] is not None for one in held), len(held)))
    return sorted(found, key=lambda row: (str(row[0]), str(row[1])))


def outside_it(visits: Iterable[Said]) -> Iterator[Sequence[Value]]:
    """Body, sector, and the same of visits."""
    for sector, body, invited, came in guests(visits).lines(within=False):
        yield body, term(sector), invited, came
