"""Counts drafts and provisional reports, finds kept drafts, and makes those whose day has come."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

import structlog

from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.drafts.commands import MakeDraft, check_maker
from services.council.drafts.model import DRAFTS, ReportDraft, find_current
from services.council.drafts.schedule import SCHEDULED_DRAFTS, ScheduledDraft, SkipScheduledDraft
from services.council.drafts.stages import mark_stage
from services.council.drafts.transmitting import Transmission, TransmitDraft
from services.council.editions.counting import count_draft
from services.council.editions.languages import LanguageAsked, digest_in, list_languages
from services.council.editions.making import ENGLISH_ALONE, check_done
from services.council.editions.model import Asked, document_key
from services.council.editions.reading import read_document, read_lost_issues, read_revision
from services.council.names import SCHEMA, SYSTEM
from shared.engine.handler import Handler
from shared.engine.outcomes import Refused
from shared.engine.principals import Principal
from shared.engine.rules import Command, NotFound, Refusal
from shared.engine.running.waking import wait
from shared.engine.storage import tables

log = structlog.get_logger()

TRIED_EVERY: Final = timedelta(hours=1)
"""So often a scheduled draft is tried that cannot be made."""
REST: Final = 60.0
"""Seconds before a scheduled draft is tried again that failed: to count it takes readers' time."""
IDLE: Final = 1.0
"""Seconds between looks at the list of drafts to be made; one read of a table that is mostly empty."""


class NarrowedSinceDraft(Refusal):
    """Something that this draft shows was narrowed or withdrawn since: ask the Committee for a new one."""

    rule = "11"


# ---- kept drafts ---------------------------------------------------------------------------


async def read_drafts(handler: Handler, principal: Principal, series: str) -> list[ReportDraft]:
    """The drafts of a series that this principal may see, in order."""
    at = tables.storage_of(DRAFTS, SCHEMA)
    query = f"select {at.column_list} from {at.full_name} where series = $1 order by number"
    drafts = [at.build(record) for record in await handler.reads.fetch(query, series)]
    return [one for one in drafts if one.is_for(principal)]


async def find_draft(handler: Handler, principal: Principal, series: str, number: int | None) -> ReportDraft:
    """The draft with this number, or the last one. Raises NotFound, NarrowedSinceDraft."""
    drafts = await read_drafts(handler, principal, series)
    fitting = [one for one in drafts if number in (None, one.number)]
    if not fitting:
        raise NotFound("There is no such draft of this report.")
    await check_unnarrowed(handler, principal, fitting[-1])
    return fitting[-1]


async def find_draft_of_edition(handler: Handler, principal: Principal, series: str, edition: int) -> ReportDraft:
    """The draft on its way that would be this edition. Raises NotFound, NarrowedSinceDraft."""
    current = find_current(await read_drafts(handler, principal, series))
    if current is None or current.edition.edition != edition:
        raise NotFound
    await check_unnarrowed(handler, principal, current)
    return current


async def check_unnarrowed(handler: Handler, principal: Principal, draft: ReportDraft) -> None:
    """Raises NarrowedSinceDraft, if its readers beside the Committee may see less by now."""
    if principal.audience == "committee":
        return
    async with handler.reads.acquire() as connection:
        if await read_revision(connection, draft.edition.shown_to) != draft.revision:
            raise NarrowedSinceDraft


async def read_draft(handler: Handler, draft: ReportDraft, asked: LanguageAsked = ENGLISH_ALONE) -> Document:
    """Its document as its readers see it: with its stage on every page, and the words of people."""
    edition = draft.edition
    language = asked.choose(list_languages(edition, edition.id))
    digest = digest_in(edition, edition.id, language, edition.digest)
    kept = await read_document(handler.reads, document_key(draft.id, language), digest)
    return mark_stage(as_json.load(kept), draft)


# ---- counted now ---------------------------------------------------------------------------


async def count_provisional(handler: Handler, principal: Principal, asked: Asked, language: LanguageAsked) -> Document:
    """The report as of now, kept nowhere. Raises OnlyForItsMakers: others could subtract (rule 12)."""
    check_maker(principal, asked.report)
    draft = await count_draft(handler, asked)
    return mark_stage(draft.document(0, handler.reference, language=language.choose()), "provisional")


async def count_for_draft(handler: Handler, principal: Principal, asked: Asked, reason: str = "") -> MakeDraft:
    """The command that keeps these figures as a draft. Raises OnlyForItsMakers before anything is counted."""
    check_maker(principal, asked.report)
    return MakeDraft(asked, await count_draft(handler, asked), reason)


async def prepare_transmission(handler: Handler, asked: Asked, given: Transmission) -> TransmitDraft:
    """The command that transmits the draft, with what a restore lost since it was made."""
    async with handler.reads.acquire() as connection:
        return TransmitDraft(asked, given, await read_lost_issues(connection))


# ---- on their days -------------------------------------------------------------------------


@dataclass(slots=True)
class DraftingLoop:
    """Makes the drafts whose day has come. Several copies may run: a draft is made once, by its series and day."""

    handler: Handler
    bell: asyncio.Event
    rests_until: dict[str, float] = field(default_factory=dict)
    """The series whose draft failed, and until when each rests, as `time.monotonic` counts."""
    is_making: bool = False
    """Whether one is being made, or looked for: what was noted as begun is not there yet."""
    moved_at: float = field(default_factory=time.monotonic)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self.moved_at = time.monotonic()
            try:
                made = await self.step()
            except Exception as error:  # database away: nothing may end the loop
                log.warning("drafts wait", service=SCHEMA, error=type(error).__name__)
                made = False
            if not made:
                await wait(self.bell, IDLE)

    async def has_work(self) -> bool:
        """Whether a draft is to be made now, or is being made."""
        if self.is_making:
            return True
        async with self.handler.pool.acquire() as connection:
            now = await self.handler.clock.now(connection)
            return bool(await connection.fetchval(f"select exists ({_DUE})", now - TRIED_EVERY, []))

    async def step(self) -> bool:
        """Makes one draft; False if there is none to make."""
        self.is_making = True
        try:
            return await self._make_next()
        finally:
            self.is_making = False

    async def _make_next(self) -> bool:
        scheduled = await self._begin_next()
        if scheduled is None:
            if self.handler.clock.simulated:  # no seconds pass on it: whoever waits for all to be done would wait them
                self.rests_until.clear()
            return False
        try:
            await self._make(scheduled)
        except (Exception, asyncio.CancelledError):  # only the death of the process waits for an hour
            self.rests_until[scheduled.id] = time.monotonic() + REST
            await self._note_nothing_began(scheduled.id)
            raise
        return True

    async def _make(self, scheduled: ScheduledDraft) -> None:
        id_ = f"{scheduled.id}/scheduled/{scheduled.since}"
        asked = replace(Asked(scheduled.year), report=scheduled.report)
        data = MakeDraft(asked, await count_draft(self.handler, asked))
        (outcome,) = await self.handler.handle([Command(SYSTEM, id_, data, id_)])
        if isinstance(outcome, Refused):  # there is nothing to list yet, or people were quicker
            skip = SkipScheduledDraft(scheduled.id)
            (outcome,) = await self.handler.handle([Command(SYSTEM, f"{id_}/skipped", skip, id_)])
        check_done(outcome)
        log.info("the day of a draft has come", service=SCHEMA, report=scheduled.id, correlationid=id_)

    async def _begin_next(self) -> ScheduledDraft | None:
        """The next one. It is noted first that it was begun: it may end this process, and would again at the start."""
        at = tables.storage_of(SCHEDULED_DRAFTS, SCHEMA)
        resting = [series for series, until in self.rests_until.items() if until > time.monotonic()]
        query = f"update {at.full_name} set tried_at = $3 where id = ({_DUE}) returning {at.column_list}"
        async with self.handler.pool.acquire() as connection:
            now = await self.handler.clock.now(connection)
            record = await connection.fetchrow(query, now - TRIED_EVERY, resting, now)
        return None if record is None else at.build(record)

    async def _note_nothing_began(self, series: str) -> None:
        name = tables.storage_of(SCHEDULED_DRAFTS, SCHEMA).full_name
        await self.handler.pool.execute(f"update {name} set tried_at = null where id = $1", series)


_DUE: Final = f"""
select id from {SCHEMA}.{SCHEDULED_DRAFTS.name} where (tried_at is null or tried_at <= $1) and id <> all($2)
order by tried_at nulls first, id limit 1 for update skip locked
"""
