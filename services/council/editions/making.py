"""Finds an edition of a report; counts it again where its readers may see less; counts a corrected one.

`reading.py` beside it reads the rows of editions, and `reports/reading.py` counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from contracts.audiences import may_see
from services.council.counting.reading import snapshot
from services.council.editions.commands import CorrectEdition, ReissueEdition
from services.council.editions.counting import count_draft
from services.council.editions.languages import LanguageAsked, digest_in, list_languages
from services.council.editions.lost import find_last_reissue
from services.council.editions.model import Asked, Edition, document_key
from services.council.editions.reading import (
    check_signature,
    read_document,
    read_lost_issues,
    read_scope,
    read_series,
    read_shown_before,
)
from services.council.editions.withdrawing import EditionWithdrawn
from services.council.facts.outdated import check_up_to_date
from services.council.names import SYSTEM
from services.council.reports.drafting import Draft
from services.council.reports.kinds import NAMED
from services.council.reports.reading import count_report
from services.council.words.catalogue import ENGLISH
from shared.engine.outcomes import Done, Outcome, Refused, Repeated
from shared.engine.principals import Principal
from shared.engine.rules import Command
from shared.web.server.identifiers import fresh_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reference import Language
    from shared.engine.handler import Handler

ENGLISH_ALONE: Final = LanguageAsked("en")


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition, with its document for one reader in one language."""

    edition: Edition
    document: bytes
    language: Language
    languages: Sequence[Language]
    """Those in which it can be had."""


async def find_edition(
    handler: Handler, principal: Principal, asked: Asked, language: LanguageAsked = ENGLISH_ALONE
) -> Kept | None:
    """The last edition that fits, as this principal may see it now. None: it may see none.

    Raises EditionWithdrawn, to all but the Committee; NotAcceptable, if it is not there in the language.
    """
    edition = asked.of(await read_series(handler.reads, asked.series))
    if edition is None or not may_see(principal.audience, principal.parties, edition.audience, edition.parties):
        return None
    if edition.withdrawn_on is not None and principal.audience != "committee":
        raise EditionWithdrawn(f"That was on {ENGLISH.day(edition.withdrawn_on)}.")
    if edition.is_of(principal):
        return await _read(handler, edition, edition.id, edition.digest, language)
    edition = await _settle_edition(handler, edition)
    return await _read(handler, edition, edition.served_id, edition.served_digest, language)


async def _read(handler: Handler, edition: Edition, id_: str, english: str, asked: LanguageAsked) -> Kept:
    check_signature(edition, id_, handler.signer)
    there = list_languages(edition, id_)
    language = asked.choose(there)
    digest = digest_in(edition, id_, language, english)
    document = await read_document(handler.reads, document_key(id_, language), digest)
    return Kept(edition, document, language, there)


async def draft_correction(handler: Handler, asked: Asked, reason: str) -> CorrectEdition:
    """Counts now what a corrected edition of this series would say. Without a cut-off it keeps that of the last one."""
    last = replace(asked, cut_off=None).of(await read_series(handler.reads, asked.series))
    at = replace(asked, cut_off=asked.cut_off or (last.cut_off if last else None))
    return CorrectEdition(asked, await count_draft(handler, at), reason)


async def _settle_edition(handler: Handler, edition: Edition) -> Edition:
    """Counts the edition again, as long as what its readers may see was narrowed since it was last counted."""
    while edition.pending:
        async with snapshot(handler.reads) as connection:
            at = replace(Asked(edition.year, edition.edition), report=edition.report, thing=edition.thing)
            await check_up_to_date(connection)
            edition = at.of(await read_series(connection, edition.series)) or edition
            kind = NAMED[edition.report]
            lost = await read_lost_issues(connection)
            shown = await read_shown_before(
                connection, handler.signer, edition.cut_off, edition.shown_to, edition.series, lost
            )
            scope = replace(await read_scope(connection, edition), shown=shown)
            draft = Draft(kind, scope, await count_report(connection, kind, scope, handler.reference))
        reissue = ReissueEdition(edition.id, edition.narrowings, draft, find_last_reissue(lost, edition.id))
        cause = f"{edition.id}/narrowed/{edition.narrowings}"
        # The rule knows what it has done by the edition. An id that came before would end nothing here.
        command = Command(SYSTEM, fresh_id(), reissue, cause, can_repeat=False)
        check_done((await handler.handle([command]))[0])
        edition = at.of(await read_series(handler.reads, edition.series)) or edition
    return edition


def check_done(outcome: Outcome) -> None:
    """Raises the refusal if the rule refused."""
    if isinstance(outcome, Refused):
        raise outcome.refusal
    assert isinstance(outcome, Done | Repeated), outcome
