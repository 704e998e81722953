"""Publishes the next edition of a report: keeps it with its document, and announces it to its readers. Pure.

The command brings the figures, which were counted on one snapshot of the facts. The rule gives the edition its
number and makes the document. So two first requests at the same moment end in one edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from services.council.counting.scope import Scope
from services.council.documents import as_json
from services.council.editions.events import build_published_event, release_to_all
from services.council.editions.model import (
    DOCUMENTS,
    EDITIONS,
    NEEDS_REVISION,
    Asked,
    Edition,
    EditionDocument,
    revision_of,
)
from services.council.reports.drafting import Draft
from services.council.reports.kind import Kind
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Put, Refusal
from shared.engine.time.dates import civil_date
from shared.engine.time.days import not_too_early


class CutOffOutsideTheYear(Refusal):
    """The cut-off of a report on a year lies in that year: 31 December, or an earlier day of it."""

    rule = "11"
    status = 422


class YearNotBegun(Refusal):
    """There is no report yet on a year that has not begun: only its programme and schedule, once they list a State."""

    rule = "11"
    status = 422


class FrozenInTheFuture(Refusal):
    """What will be recorded later is not known yet: the freeze cannot lie in the future."""

    rule = "11"
    status = 422


@dataclass(frozen=True, slots=True)
class PublishEdition:
    """Publish these figures, unless there is an edition that fits by now."""

    asked: Asked
    draft: Draft


def check_scope(kind: Kind, scope: Scope, now: datetime) -> None:
    """Raises what is wrong with a year, a cut-off and a freeze."""
    not_too_early(cut_off=scope.cut_off)  # some figures look years back from it
    if scope.year > civil_date(now).year and not kind.ahead:
        raise YearNotBegun(fields=("year",))
    if scope.cut_off.year != scope.year:
        raise CutOffOutsideTheYear(fields=("cut_off",))
    if scope.freeze > now:
        raise FrozenInTheFuture(fields=("freeze",))


def check_draft(draft: Draft, now: datetime) -> None:
    """The same of what was counted: a report on a year ahead (OP12) has something to list."""
    check_scope(draft.kind, draft.scope, now)
    if draft.scope.year > civil_date(now).year and not any(table.rows for table in draft.counts.tables):
        raise YearNotBegun(fields=("year",))


def needs_series(command: Command[PublishEdition]) -> Iterable[Need]:
    """The editions of the same series, and whether anything was narrowed meanwhile."""
    yield NEEDS_REVISION
    yield Need(EDITIONS, command.data.asked.series, by="series")


def publish_edition(command: Command[PublishEdition], known: Known, context: Context) -> Iterable[Change]:
    """Keeps the next edition and tells of it. If there is one already, that is the answer (OP18 and others)."""
    asked, draft = command.data.asked, command.data.draft
    check_draft(draft, context.now)
    standing = known.all(EDITIONS, "series", asked.series)
    last = asked.of(standing)
    if last is not None:
        yield Answer(answer_with(last))
        return
    edition, document = build_next_edition(asked.series, draft, standing, context)
    yield build_published_event(edition)
    yield from keep_edition(edition, document, draft, known, context)
    yield Answer(answer_with(edition))


def keep_edition(edition: Edition, document: bytes, draft: Draft, known: Known, context: Context) -> Iterable[Change]:
    """The edition with its document, released to its readers; unless something was narrowed since it was counted.

    Then it is counted again first, when one of them asks for it (`reissuing.py`).
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
