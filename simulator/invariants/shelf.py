"""The editions that council keeps. Each is read once, since none changes."""

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
OF_THE_SEEN: Final = frozenset(
    {"findings_other", "made_by_committee", "made_by_committee_implemented", "improved_with_assistance"}
)
"""Figures of breakdowns whose ids do not say so."""


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """The content of an edition or a reissue."""

    report: str
    year: int
    cut_off: str
    freeze: datetime
    withheld: int
    digest: str
    """The digest of its bytes."""
    figures: Mapping[str, Numbers]

    def of(self, group: str) -> list[Numbers]:
        """The figures whose ids begin with this group."""
        return [numbers for id_, numbers in self.figures.items() if id_.startswith(group)]

    @property
    def totals(self) -> dict[str, Numbers]:
        """The figures that also count what is withheld."""
        return {id_: numbers for id_, numbers in self.figures.items() if "." not in id_ and id_ not in OF_THE_SEEN}


@dataclass(slots=True)
class Shelf:
    """All published editions by id. A reissue has the id of its edition, `/reissue/` and a number."""

    editions: dict[str, ShownEdition] = field(default_factory=dict)
    new: tuple[str, ...] = ()
    """The ids of editions that are new since the last look."""

    async def read(self, pool: asyncpg.Pool[asyncpg.Record]) -> None:
        """Adds what is new."""
        query = """
            select one.id, document from council.edition_documents as one join (
                select id from council.editions
                union all select id || '/reissue/' || n from council.editions, generate_series(1, reissue) as n
            ) as known on known.id = one.id where one.id <> all($1::text[]) order by one.id"""
        editions = {
            record["id"]: _read_edition(record["document"]) for record in await pool.fetch(query, list(self.editions))
        }
        self.editions |= editions
        self.new = tuple(editions)


def _read_edition(document: bytes) -> ShownEdition:
    document_: dict[str, Any] = orjson.loads(document)
    return ShownEdition(
        document_["report"],
        document_["year"],
        document_["cut_off"],
        datetime.fromisoformat(document_["freeze"]),
        document_["withheld"],
        sha256(document).hexdigest(),
        {one["id"]: (one["numerator"], one["denominator"]) for one in document_["figures"]},
    )
