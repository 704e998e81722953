"""A draft is made: its figures are frozen, and people may add words (OP18). Pure.

The command brings the figures, which were counted on one snapshot of the facts, as for a corrected edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import StringConstraints

from contracts.vocabulary import Line
from reference import Language
from services.council.documents import as_json
from services.council.drafts.events import build_drafted_event
from services.council.drafts.model import (
    CONSIDERATION,
    DRAFTS,
    ReportDraft,
    answer_agreed,
    answer_with,
    current_draft,
    draft_id,
    find_current,
    needs_drafts,
    next_number,
)
from services.council.drafts.schedule import SCHEDULED_DRAFTS
from services.council.editions.building import build_edition, put_documents
from services.council.editions.checks import check_draft
from services.council.editions.model import DOCUMENTS, EDITIONS, Asked, Edition, PeoplesWords
from services.council.editions.words import FRONT, check_words
from services.council.names import SYSTEM
from services.council.reports.drafting import Draft
from services.council.reports.kinds import NAMED
from shared.engine.principals import Principal
from shared.engine.rules import Change, Command, Context, Known, Need, Put, Refusal, Remove, Settle


class OnlyForItsMakers(Refusal):
    """Only those who make this report work on it: the Committee's staff, and UNOCT for what it reports itself."""

    rule = "11"
    status = 403


class MadeMeanwhile(Refusal):
    """People made this draft, or the edition, while it was counted by itself. Theirs stands."""

    rule = "11"


class OnlyTheCommitteeDecides(Refusal):
    """What members and meetings of the Committee say and decide is recorded by the Committee's own staff alone."""

    rule = "11"
    status = 403


class OnlyUnoctBriefs(Refusal):
    """UNOCT briefs the Committee: the words of people in its briefing are UNOCT's alone."""

    paragraph = "OP25"
    status = 403


class ReasonMissing(Refusal):
    """An edition with this cut-off was transmitted already: a draft that is to take its place says why, as `reason`."""

    rule = "11"
    status = 422


class NotADraftAnyMore(Refusal):
    """Words are added while it is a draft. It is under consideration or adopted now: make a new draft first."""

    rule = "11"


class TooManyDrafts(Refusal):
    """This report has had many drafts: go on with the last one, or ask the Committee's staff to make a further one."""

    rule = "11"


@dataclass(frozen=True, slots=True)
class MakeDraft:
    """Freeze these figures as the next draft."""

    asked: Asked
    draft: Draft
    reason: str = ""
    """Why it takes the place of the last edition; empty if it does not."""


def check_maker(principal: Principal, report: str) -> None:
    """Raises OnlyForItsMakers, if the principal may decide nothing on this report."""
    is_theirs = principal.audience == "committee" or not principal.parties.isdisjoint(NAMED[report].makers)
    if not (principal.may_command and is_theirs):
        raise OnlyForItsMakers


def check_decides(principal: Principal) -> None:
    """Raises OnlyTheCommitteeDecides, also for UNOCT about a report that it makes itself."""
    if not principal.is_officer:
        raise OnlyTheCommitteeDecides


def _check_writer(principal: Principal, report: str) -> None:
    """Raises OnlyForItsMakers or OnlyUnoctBriefs, if words of this principal would be in another's name."""
    check_maker(principal, report)
    kind = NAMED[report]
    if kind.of_one_body and principal.parties.isdisjoint(kind.makers):
        raise OnlyUnoctBriefs


def needs_of_draft(command: Command[MakeDraft]) -> Iterable[Need]:
    """The drafts and editions of the series."""
    series = command.data.asked.series
    yield Need(SCHEDULED_DRAFTS, series)
    yield from needs_drafts(series)
    yield Need(EDITIONS, series, by="series")


def make_draft(command: Command[MakeDraft], known: Known, context: Context) -> Iterator[Change]:
    """The draft before it is set aside, and its words by people are carried over."""
    asked, counted = command.data.asked, command.data.draft
    check_maker(command.principal, asked.report)
    if command.principal == SYSTEM and known.get(SCHEDULED_DRAFTS, asked.series) is None:
        raise MadeMeanwhile
    check_draft(counted, context.now)
    drafts, editions = known.all(DRAFTS, "series", asked.series), known.all(EDITIONS, "series", asked.series)
    _check_room(command.principal, drafts, context)
    corrects = _find_corrected(counted, editions, command.data.reason)
    before = find_current(drafts)
    if before is not None:
        if before.stage != "draft":
            check_decides(command.principal)  # what the Committee considers or adopted nobody else sets aside
        yield Put(DRAFTS, replace(before, stage="set_aside"))
        if before.stage == "under_consideration":
            yield Settle(CONSIDERATION, before.id, "cancelled")
    edition, documents = build_edition(
        asked.series, counted, editions, context, corrects.id if corrects else "", command.data.reason
    )
    draft = _build_draft(edition, counted, drafts, context)
    yield Put(DRAFTS, draft)
    yield from put_documents(draft.id, documents)
    yield build_drafted_event(draft, context.today)
    if known.get(SCHEDULED_DRAFTS, asked.series) is not None:
        yield Remove(SCHEDULED_DRAFTS, asked.series)
    yield answer_with(draft)


def _check_room(principal: Principal, drafts: Sequence[ReportDraft], context: Context) -> None:
    """Raises TooManyDrafts: each command reads all drafts of a report. The report is owed to the Committee itself."""
    if principal.audience != "committee" and len(drafts) >= context.reference.practice.most_drafts:
        raise TooManyDrafts


def _find_corrected(counted: Draft, editions: Sequence[Edition], reason: str) -> Edition | None:
    """The edition whose place it takes. Raises ReasonMissing, if it would stand beside one of the same cut-off."""
    standing = [one for one in editions if one.withdrawn_on is None and one.cut_off == counted.scope.cut_off]
    last = max(standing, key=lambda one: one.edition, default=None)
    if last is not None and not reason:
        raise ReasonMissing(fields=("reason",))
    if last is None and reason:
        last = max(editions, key=lambda one: one.edition, default=None)
    return last


def _build_draft(edition: Edition, counted: Draft, drafts: Sequence[ReportDraft], context: Context) -> ReportDraft:
    number, last = next_number(drafts), max(drafts, key=lambda one: one.number, default=None)
    return ReportDraft(
        id=draft_id(edition.series, number),
        series=edition.series,
        number=number,
        stage="draft",
        edition=edition,
        revision=counted.revision,
        drafted_on=context.today,
        parties=counted.kind.makers,
        words=last.words if last else (),
        beside=counted.scope.shown.editions,
    )


# ---- words of people -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddedWords:
    """A text that people add to the draft; it takes the place of what they said before in this section."""

    section: Line
    """The id of one of its sections; `letter` for the letter of transmittal, `introduction` before the first one.

    The annual report's letter keeps its address and the place of the signature around these words.
    """
    text: Annotated[str, StringConstraints(max_length=10_000, pattern=r"^[^\x00]*$")]
    """Paragraphs with an empty line between them, as plain text. Empty: the words there are taken out."""
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class AddWords:
    """Adds words of people to the draft."""

    asked: Asked
    given: AddedWords


def needs_of_words(command: Command[AddWords]) -> Iterable[Need]:
    """The drafts of the series, each with its document."""
    series = command.data.asked.series
    return (Need(DRAFTS, series, by="series", then=lambda one: (Need(DOCUMENTS, one.id),)),)


def add_words(command: Command[AddWords], known: Known, _context: Context) -> Iterator[Change]:
    """Plain text only: what looks like markup is shown as it stands.

    Who agreed to other words has not agreed to these (OP24).
    """
    given = command.data.given
    _check_writer(command.principal, command.data.asked.report)
    draft = current_draft(known, command.data.asked.series)
    if draft.stage != "draft":
        raise NotADraftAnyMore
    document = known.get(DOCUMENTS, draft.id)
    assert document is not None, "a draft has its document"
    sections = {one.id for one in as_json.load(document.document).sections}
    check_words(given.section, given.text, {*FRONT, *sections})
    words = _replace_words(draft.words, given)
    if set(words) != set(draft.words):
        draft = replace(draft, words=words, agreed_by=())
        yield Put(DRAFTS, draft)
    yield answer_agreed(draft)


def _replace_words(before: Sequence[PeoplesWords], given: AddedWords) -> tuple[PeoplesWords, ...]:
    others = (one for one in before if (one.section, one.language) != (given.section, given.language))
    added = (PeoplesWords(given.section, given.language, given.text),) if given.text.strip() else ()
    return (*others, *added)
