"""The editions that council keeps, as far as the invariants look at them; each is read once, since none changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import asyncpg
import orjson

Numbers = tuple[int | None, int | None]
"""Numerator and denominator."""
OF_THE_SEEN: Final = frozenset({"findings_other"})
"""Figures that break down, though their ids do not say by what."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What an edition, or a reissue of one, states."""

    report: str
    year: int
    cut_off: str
    freeze: datetime
    withheld: int
    digest: str
    """Of its bytes."""
    figures: Mapping[str, Numbers]

    def of(self, group: str) -> list[Numbers]:
        """The figures whose ids begin so."""
        return [numbers for id_, numbers in self.figures.items() if id_.startswith(group)]

    @property
    def totals(self) -> dict[str, Numbers]:
        """Those that count what is withheld too."""
        return {id_: numbers for id_, numbers in self.figures.items() if "." not in id_ and id_ not in OF_THE_SEEN}


@dataclass(slots=True)
class Shelf:
    """All that were published so far, by id; a reissue's is that of its edition and `/reissue/` with its number."""

    shown: dict[str, Shown] = field(default_factory=dict)
    new: tuple[str, ...] = ()
    """Those that were not there at the last look."""

    async def read(self, pool: asyncpg.Pool[asyncpg.Record]) -> None:
        """Adds what is new."""
        query = "select id, document from council.edition_documents where id <> all($1::text[]) order by id"
        found = {record["id"]: _shown(record["document"]) for record in await pool.fetch(query, list(self.shown))}
        self.shown |= found
        self.new = tuple(found)


def _shown(document: bytes) -> Shown:
    said: dict[str, Any] = orjson.loads(document)
    return Shown(
        said["report"],
        said["year"],
        said["cut_off"],
        datetime.fromisoformat(said["freeze"]),
        said["withheld"],
        sha256(document).hexdigest(),
        {one["id"]: (one["numerator"], one["denominator"]) for one in said["figures"]},
    )
