"""The commands on editions: one is published, another takes its place, or it is counted again and reissued. Pure.

A command brings the figures, which were counted on one snapshot of the facts. The rule gives the edition its
number and makes the document. So two first requests at the same moment end in one edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from services.council.documents import as_json
from services.council.editions.agreements import (
    AgreeOnReport,
    agree_on_report,
    needs_of_agreement,
    use_agreement,
)
from services.council.editions.checks import check_draft
from services.council.editions.events import (
    build_corrected_event,
    build_published_event,
    build_reissued_event,
    release_to_all,
)
from services.council.editions.model import (
    AGREEMENTS,
    DOCUMENTS,
    EDITIONS,
    NEEDS_REVISION,
    Asked,
    Edition,
    EditionDocument,
    revision_of,
)
from services.council.reports.drafting import Draft, is_different
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, NotFound, Put, Refusal, Rule


@dataclass(frozen=True, slots=True)
class PublishEdition:
    """Publish these figures, unless there is an edition that fits by now."""

    asked: Asked
    draft: Draft


def needs_series(command: Command[PublishEdition]) -> Iterable[Need]:
    """The editions of the same series, whether anything was narrowed meanwhile, and whether both agreed."""
    yield NEEDS_REVISION
    yield Need(AGREEMENTS, command.data.asked.series)
    yield Need(EDITIONS, command.data.asked.series, by="series")


def publish_edition(command: Command[PublishEdition], known: Known, context: Context) -> Iterable[Change]:
    """Keeps the next edition and announces it. If there is one already, that is the answer (OP18 and others)."""
    asked, draft = command.data.asked, command.data.draft
    check_draft(draft, context.now)
    standing = known.all(EDITIONS, "series", asked.series)
    last = asked.of(standing)
    if last is not None:
        yield Answer(answer_with(last))
        return
    yield from use_agreement(draft.kind, asked.series, draft.scope.cut_off, known)
    edition, document = build_next_edition(asked.series, draft, standing, context)
    yield build_published_event(edition)
    yield from keep_edition(edition, document, draft, known, context)
    yield Answer(answer_with(edition))


def keep_edition(edition: Edition, document: bytes, draft: Draft, known: Known, context: Context) -> Iterable[Change]:
    """The edition with its document, released to its readers; unless something was narrowed since it was counted.

    Then it is counted again first, when one of them asks for it (`reissue_edition`).
    """
    if draft.revision != revision_of(known):
        edition = replace(edition, narrowings=1)
    yield Put(EDITIONS, edition)
    yield Put(DOCUMENTS, EditionDocument(edition.id, document))
    if not edition.pending:
        yield from release_to_all(edition, context.today)


def answer_with(edition: Edition) -> Mapping[str, object]:
    """What the one who asked for an edition is answered."""
    return {"id": edition.id, "edition": edition.edition}


def build_next_edition(
    series: str, draft: Draft, standing: Sequence[Edition], context: Context, corrects: str = "", reason: str = ""
) -> tuple[Edition, bytes]:
    """The next edition after those that stand, with its document."""
    number = 1 + max((one.edition for one in standing), default=0)
    kind, scope = draft.kind, draft.scope
    document = as_json.dump(draft.document(number, context.reference, corrects))
    edition = Edition(
        id=f"{series.replace('/', '-')}-{number}",
        series=series,
        report=kind.name,
        year=scope.year,
        edition=number,
        title=draft.title(context.reference),
        cut_off=scope.cut_off,
        frozen_at=scope.freeze,
        positions=draft.positions,
        synthetic=draft.counts.synthetic,
        published_on=context.today,
        digest=sha256(document).hexdigest(),
        audience=kind.audience,
        parties=(*kind.parties, *((f"state:{draft.state}",) if draft.state else ())),
        thing=scope.thing,
        state=draft.state,
        assessment_id=draft.assessment_id,
        shown_to=scope.audience,
        corrects=corrects or None,
        reason=reason or None,
    )
    return edition, document


# ---- a corrected edition -------------------------------------------------------------------


class NothingToCorrect(Refusal):
    """There is no edition yet of which this could be a correction: ask for the report first."""

    rule = "11"


class EditionUnchanged(Refusal):
    """Counted again, the report is unchanged: there is nothing that a corrected edition would correct."""

    rule = "11"


@dataclass(frozen=True, slots=True)
class CorrectEdition:
    """The figures were counted again: publish them in place of the last edition, if they are others."""

    asked: Asked
    """The series, whose last edition is corrected."""
    draft: Draft
    reason: str


def needs_last(command: Command[CorrectEdition]) -> Iterable[Need]:
    """The editions of the series with their documents, and the same as for the first one."""
    yield NEEDS_REVISION
    yield Need(AGREEMENTS, command.data.asked.series)
    yield Need(EDITIONS, command.data.asked.series, by="series", then=lambda one: (Need(DOCUMENTS, one.id),))


def correct_edition(command: Command[CorrectEdition], known: Known, context: Context) -> Iterable[Change]:
    """Keeps the corrected edition and announces it. The earlier one stays under its number."""
    asked, draft = command.data.asked, command.data.draft
    check_draft(draft, context.now)
    standing = known.all(EDITIONS, "series", asked.series)
    last = asked.of(standing) or replace(asked, cut_off=None).of(standing)
    document_before = known.get(DOCUMENTS, last.id) if last else None
    if last is None or document_before is None:
        raise NothingToCorrect
    before = as_json.load(document_before.document)
    has_moved = (draft.scope.cut_off, draft.adjustments) != (before.cut_off, before.adjustments)
    if not has_moved and not is_different(before, draft.counts):
        raise EditionUnchanged
    yield from use_agreement(draft.kind, asked.series, draft.scope.cut_off, known)
    edition, document = build_next_edition(asked.series, draft, standing, context, last.id, command.data.reason)
    yield build_corrected_event(edition)
    yield from keep_edition(edition, document, draft, known, context)
    yield Answer(answer_with(edition))


# ---- a reissue -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReissueEdition:
    """What an edition's readers may see was narrowed so often; its figures were counted again since.

    Content is as of the freeze, disclosure is as of serving. The Committee keeps the edition as it was published. The
    others get a redacted reissue, if what they may see made it another document.
    """

    edition_id: str
    narrowings: int
    draft: Draft


def needs_documents(command: Command[ReissueEdition]) -> Iterable[Need]:
    """The edition, and its document in the form that is served now."""

    def documents(edition: Edition) -> Iterable[Need]:
        return Need(DOCUMENTS, edition.id), Need(DOCUMENTS, edition.served_id)

    return (Need(EDITIONS, command.data.edition_id, then=documents),)


def reissue_edition(command: Command[ReissueEdition], known: Known, context: Context) -> Iterable[Change]:
    """Keeps the reissue, if there is a difference to what is served; released again once it takes in all."""
    edition = known.get(EDITIONS, command.data.edition_id)
    if edition is None:
        raise NotFound
    if edition.settled < command.data.narrowings:
        edition = replace(edition, settled=command.data.narrowings)
        served = known.get(DOCUMENTS, edition.served_id)
        assert served is not None, "an edition has its document"
        if is_different(as_json.load(served.document), command.data.draft.counts):
            edition, document = _build_reissue(edition, command.data.draft, known, context)
            yield Put(DOCUMENTS, document)
            yield build_reissued_event(edition, context.today)
        yield Put(EDITIONS, edition)
        if not edition.pending:
            yield from release_to_all(edition, context.today)
    yield Answer(answer_with(edition))


def _build_reissue(edition: Edition, draft: Draft, known: Known, context: Context) -> tuple[Edition, EditionDocument]:
    """The next reissue. Adjustments are totals, which count what is withheld: they stay as they were published."""
    original = known.get(DOCUMENTS, edition.id)
    assert original is not None, "an edition has its document"
    published = as_json.load(original.document)
    draft = replace(draft, adjustments=published.adjustments, state=edition.state, assessment_id=edition.assessment_id)
    number = edition.reissue + 1
    document = as_json.dump(draft.document(edition.edition, context.reference, edition.corrects or "", number))
    edition = replace(edition, reissue=number, reissue_digest=sha256(document).hexdigest())
    return edition, EditionDocument(edition.served_id, document)


COMMANDS: Mapping[type, Rule[Any]] = {
    AgreeOnReport: Rule(needs_of_agreement, agree_on_report),
    PublishEdition: Rule(needs_series, publish_edition),
    CorrectEdition: Rule(needs_last, correct_edition),
    ReissueEdition: Rule(needs_documents, reissue_edition),
}
