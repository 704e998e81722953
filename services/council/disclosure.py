"""Who may see which assessment or recommendation: what was last decided of it, asked of the database.

`contracts.audiences.may_see` says the same of one row (`shared.web.lists.readable`). A State sees its
own whatever was decided, and of the others nobody but the Committee sees what was withdrawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import asyncpg

from contracts.assessments import AssessmentFact
from contracts.audiences import Audience, may_see, reaches
from contracts.catalog import decode
from contracts.redaction import Copies, copies
from services.council.facts import SCHEMA
from shared.engine.principals import Principal
from shared.web.lists import Pool, readable

LATEST = f"""
lateral (
    select audience, parties, assessment_id from {SCHEMA}.disclosures where thing_id = {{thing}}
    order by recorded_at desc, position desc limit 1
) d
"""
"""The last decision on a thing, to be joined; `{thing}` is the column that holds its id."""

WITHDRAWN = f"""
coalesce((
    select withdrawn from {SCHEMA}.assessments where assessment_id = {{assessment}}
    order by recorded_at desc, position desc limit 1), false)
"""
"""Whether an assessment was withdrawn (rule 8)."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A principal before the matters of one State."""

    principal: Principal
    state: str

    @property
    def insider(self) -> bool:
        """Whether it may see what is the Committee's and the State's own: cycles, status, who may have what."""
        return self.principal.insider(self.state)

    def sees(self, audience: Audience, parties: Sequence[str]) -> bool:
        """Whether it may see a part of the State's for this audience and these parties."""
        return self.insider or may_see(self.principal.audience, self.principal.parties, audience, tuple(parties))

    @property
    def of_the_un(self) -> bool:
        """Whether it may see cases: the UN system, UNOCT first (OP19)."""
        return reaches("un", self.principal.audience) or "body:unoct" in self.principal.parties


async def may_have(pool: Pool, principal: Principal, things: Sequence[str]) -> set[str]:
    """Those of these assessments and recommendations that this principal may see by what was last decided."""
    condition, parameters = readable(principal, 2)
    query = (
        f"select t.id from unnest($1::text[]) as t(id) cross join {LATEST.format(thing='t.id')} "
        f"where {condition} and not {WITHDRAWN.format(assessment='d.assessment_id')}"
    )
    return {record["id"] for record in await pool.fetch(query, list(things), *parameters)}


async def corrections_unseen(pool: Pool, principal: Principal, events: Sequence[str]) -> set[str]:
    """Those of these corrections that changed nothing of what this principal had: they must not tell of the rest."""
    found = await pool.fetch(_CORRECTED, events)
    return {one["id"] for one in found if _had(one, "before_", principal) == _had(one, "", principal)}


def _had(record: asyncpg.Record, when: str, principal: Principal) -> Copies:
    told = decode(record[f"{when}type"], record[f"{when}data"])
    assert isinstance(told, AssessmentFact)
    return copies(told, date.min, principal.audience, principal.parties)


_CORRECTED = f"""
select e.id, e.type, e.data, before.type as before_type, before.data as before_data
from {SCHEMA}.events e
cross join lateral (
    select type, data from {SCHEMA}.events earlier
    where earlier.thing = e.thing and earlier.type in ('assessment.completed.v1', 'assessment.corrected.v1')
        and (earlier.time, earlier.position) < (e.time, e.position)
    order by earlier.time desc, earlier.position desc limit 1
) before
where e.id = any($1)
"""
"""Each correction, with the assessment as it was told before."""
