"""An adopted report is transmitted: only this publishes it, and meets the year's duty (OP18). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from contracts.vocabulary import Day, Line
from reference import Language
from services.council.counting.contradicting import is_completed, is_contradicted
from services.council.counting.numbers import Figure
from services.council.counting.shown_before import ShownBefore, collect_figures, collect_marks, is_near
from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.drafts.commands import check_maker
from services.council.drafts.model import DRAFTS, NoDraft, ReportDraft, find_current
from services.council.editions.building import digest_documents, publish_edition
from services.council.editions.events import build_corrected_event, build_published_event
from services.council.editions.lost import LostIssue, breaks_down, find_last_edition, select_near
from services.council.editions.model import DOCUMENTS, EDITIONS, Asked, Edition, document_key, needs_revision
from services.council.editions.signatures.signing import check_bytes, list_digests
from services.council.editions.words import check_visible, finish
from services.council.reports.drafting import DOCUMENT_LANGUAGES
from services.council.reports.kinds import NAMED
from services.council.words.catalogue import ENGLISH
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Put, Refusal
from shared.engine.time.days import check_not_ahead

LOOKS_REAL = re.compile(r"[ASE]/(?!DRAFT)[\w./()-]+|ST/[\w./()-]+", re.ASCII)
"""How symbols of documents of the United Nations begin."""


class NotAdopted(Refusal):
    """Only what was adopted is transmitted: adopt the draft first."""

    rule = "11"


class TransmittedAlready(Refusal):
    """This report was transmitted: what is wrong in it is put right by a corrected edition."""

    rule = "11"


class TransmittedBeforeAdoption(Refusal):
    """The report was adopted later than this day, so that it cannot have been transmitted then."""

    rule = "11"
    status = 422


class YearNotOver(Refusal):
    """The report counts days that have not come yet: make the draft with an earlier cut-off, or wait."""

    rule = "11"


class DraftOutdated(Refusal):
    """An edition that was published since this draft was made takes its place, or differs: make a new draft.

    It differs if it shows other numbers for the same or a near cut-off: that tells whose status changed. So it does
    if it shows what this draft hides: both together may tell of few (rule 12).
    """

    rule = "11"


class SymbolLooksReal(Refusal):
    """An edition with invented data takes no symbol that looks like one of the United Nations: begin it with DRAFT/."""

    rule = "11"
    status = 422


@dataclass(frozen=True, slots=True)
class Transmission:
    """The report is sent to whom it is for."""

    to: Line
    """The addressee, such as `President of the Security Council`."""
    transmitted_on: Day | None = None
    """Absent: today."""
    symbol: Line | None = None
    """The symbol under which it is issued, as people were given it; none is made here."""


@dataclass(frozen=True, slots=True)
class TransmitDraft:
    """The adopted draft is transmitted, and is an edition from now on."""

    asked: Asked
    given: Transmission
    lost: Sequence[LostIssue] = ()
    """The editions and reissues that a restore lost."""


def needs_of_transmission(command: Command[TransmitDraft]) -> Iterable[Need]:
    """The drafts of the series with their documents, its editions, and whether anything was narrowed meanwhile.

    And the editions that show numbers to the same readers.
    """
    series = command.data.asked.series

    def documents(draft: ReportDraft) -> Iterable[Need]:
        yield from (Need(DOCUMENTS, document_key(draft.id, language)) for language in DOCUMENT_LANGUAGES)
        yield Need(EDITIONS, draft.edition.shown_to, by="shown_to", then=lambda one: _needs_of_shown(one, draft))

    yield from needs_revision(NAMED[command.data.asked.report].shown_to)
    yield Need(DRAFTS, series, by="series", then=documents)
    yield Need(EDITIONS, series, by="series")


def _needs_of_shown(edition: Edition, draft: ReportDraft) -> Iterable[Need]:
    if is_near(edition.cut_off, draft.edition.cut_off):
        yield Need(DOCUMENTS, edition.served_id)


def transmit_draft(command: Command[TransmitDraft], known: Known, context: Context) -> Iterator[Change]:
    """The draft becomes the next edition, word for word, and its readers are told."""
    asked, given = command.data.asked, command.data.given
    check_maker(command.principal, asked.report)
    draft = _find_adopted(known, asked)
    transmitted_on = given.transmitted_on or context.today
    _check_day(draft, transmitted_on, context)
    _check_symbol(draft.edition, given.symbol)
    check_visible(to=given.to, symbol=given.symbol)
    last = max((one.edition for one in known.all(EDITIONS, "series", asked.series)), default=0)
    if draft.edition.edition <= max(last, find_last_edition(command.data.lost, asked.series)):
        raise DraftOutdated
    _check_shown(draft, known, command.data.lost)
    edition = replace(
        draft.edition, published_on=transmitted_on, transmitted_to=given.to, symbol=given.symbol, words=draft.words
    )
    documents = _finish_documents(draft, edition, known)
    edition = digest_documents(edition, documents)
    yield Put(DRAFTS, replace(draft, stage="transmitted", transmitted_on=transmitted_on))
    yield build_corrected_event(edition) if edition.corrects else build_published_event(edition)
    yield from publish_edition(edition, documents, draft.revision, known, context)
    yield Answer({"id": edition.id, "edition": edition.edition, "draft": draft.number, "stage": "transmitted"})


def _find_adopted(known: Known, asked: Asked) -> ReportDraft:
    drafts = known.all(DRAFTS, "series", asked.series)
    draft = find_current(drafts)
    if draft is None:
        raise TransmittedAlready if any(one.stage == "transmitted" for one in drafts) else NoDraft
    if draft.stage != "adopted":
        raise NotAdopted
    return draft


def _check_day(draft: ReportDraft, transmitted_on: Day, context: Context) -> None:
    check_not_ahead(context.today, transmitted_on=transmitted_on)
    if draft.adopted_on is not None and transmitted_on < draft.adopted_on:
        raise TransmittedBeforeAdoption(f"It was adopted on {ENGLISH.day(draft.adopted_on)}.", ("transmitted_on",))
    if transmitted_on < draft.edition.cut_off and not NAMED[draft.edition.report].ahead:
        raise YearNotOver(f"It counts up to {ENGLISH.day(draft.edition.cut_off)}.")


def _check_shown(draft: ReportDraft, known: Known, lost: Sequence[LostIssue]) -> None:
    """Raises DraftOutdated, if what was shown since the draft was counted would tell why it differs."""
    edition = draft.edition
    near = [one for one in known.all(EDITIONS, "shown_to", edition.shown_to) if is_near(one.cut_off, edition.cut_off)]
    own, kind = _read_figures(known, draft.id, edition.digest), NAMED[edition.report]
    later = [one for one in near if one.id not in draft.beside]
    has_lost = any(breaks_down(one.report) for one in select_near(lost, edition.cut_off, edition.shown_to))
    shown = replace(_read_shown(near, known), has_lost_figures=has_lost)
    if is_contradicted(own, edition.marks, kind.figures, kind.shown_to, shown) or is_completed(
        own, _read_shown(later, known)
    ):
        raise DraftOutdated


def _read_shown(editions: Sequence[Edition], known: Known) -> ShownBefore:
    figures = (_read_figures(known, one.served_id, one.served_digest) for one in editions)
    marks = collect_marks(one.marks for one in editions)
    return ShownBefore(figures=collect_figures(chain.from_iterable(figures)), marks=marks)


def _read_figures(known: Known, id_: str, digest: str) -> Sequence[Figure]:
    kept = known.get(DOCUMENTS, id_)
    if kept is None:
        return ()
    check_bytes(kept.document, digest)
    return as_json.load(kept.document).figures


def _check_symbol(edition: Edition, symbol: str | None) -> None:
    if symbol is not None and edition.synthetic and LOOKS_REAL.match(symbol):
        raise SymbolLooksReal(fields=("symbol",))


def _finish_documents(draft: ReportDraft, edition: Edition, known: Known) -> Mapping[Language, Document]:
    """What was adopted, and nothing else: a draft that was changed in the database is not signed."""
    documents: dict[Language, Document] = {}
    for language, digest in list_digests(draft.edition, draft.edition.id).items():
        kept = known.get(DOCUMENTS, document_key(draft.id, language))
        if kept is not None:
            check_bytes(kept.document, digest)
            documents[language] = finish(as_json.load(kept.document), edition, draft.words)
    return documents
