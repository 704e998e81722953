"""Editions of the annual report: numbered, kept as they were published, announced to their audience. Pure.

The figures come with the command, counted from one snapshot of the facts; the rule gives the edition
its number and makes the document. Two first requests at once therefore end in one edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from contracts.audiences import Audience, at_or_narrower
from contracts.council import ReportPublished
from contracts.released import ReleasedReport
from contracts.vocabulary import ReportName
from services.council.reports import as_json
from services.council.reports.annual.content import Content
from services.council.reports.annual.document import AUDIENCE, NAME, compose, path, title
from shared.dates import civil_date
from shared.rules import Answer, Change, Command, Context, Emit, Known, Need, Put, Refusal, Table


class CutOffOutsideTheYear(Refusal):
    """The cut-off of an annual report lies in its year: 31 December, or an earlier day of it."""

    rule = "11"
    status = 422


class YearNotBegun(Refusal):
    """There is no annual report yet on a year that has not begun."""

    rule = "11"
    status = 422


class FrozenInTheFuture(Refusal):
    """What will be recorded later is not known yet: the freeze cannot lie in the future."""

    rule = "11"
    status = 422


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, but for its document."""

    id: str
    series: str
    """Report and year: what is numbered together."""
    report: ReportName
    year: int
    edition: int
    title: str
    cut_off: date
    frozen_at: datetime
    """The freeze."""
    positions: Mapping[str, int]
    """How far the facts had been read, by topic and partition; never printed."""
    synthetic: bool
    published_on: date
    digest: str
    """SHA-256 of the document's bytes."""
    audience: Audience
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionDocument:
    """The document of an edition, as JSON: served as it was kept, byte for byte."""

    id: str
    document: bytes


EDITIONS: Table[Edition] = Table("editions", Edition)
DOCUMENTS: Table[EditionDocument] = Table("edition_documents", EditionDocument)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which edition of a year's report: with this number, cut-off or freeze; the last one that fits."""

    year: int
    edition: int | None = None
    cut_off: date | None = None
    freeze: datetime | None = None

    @property
    def series(self) -> str:
        """What is numbered together: the annual reports on this year."""
        return f"{NAME}/{self.year}"

    @property
    def usual_cut_off(self) -> date:
        """The cut-off, if none is asked for."""
        return self.cut_off or date(self.year, 12, 31)

    def of(self, standing: Iterable[Edition]) -> Edition | None:
        """The last of these that is what is asked for."""
        return max(filter(self._fits, standing), key=lambda one: one.edition, default=None)

    def _fits(self, one: Edition) -> bool:
        if self.freeze is not None and (one.cut_off, one.frozen_at) != (self.usual_cut_off, self.freeze):
            return False
        return self.edition in (None, one.edition) and self.cut_off in (None, one.cut_off)


@dataclass(frozen=True, slots=True)
class PublishEdition:
    """The figures were counted: publish them, unless an edition that fits stands by now."""

    asked: Asked
    content: Content
    positions: Mapping[str, int]


def check_scope(year: int, cut_off: date, freeze: datetime, now: datetime) -> None:
    """Raises what is wrong with a year, a cut-off and a freeze."""
    if year > civil_date(now).year:
        raise YearNotBegun(fields=("year",))
    if cut_off.year != year:
        raise CutOffOutsideTheYear(fields=("cut_off",))
    if freeze > now:
        raise FrozenInTheFuture(fields=("freeze",))


def needs_series(command: Command[PublishEdition]) -> Iterable[Need]:
    """The editions of the same year."""
    yield Need(EDITIONS, command.data.asked.series, by="series")


def publish_edition(command: Command[PublishEdition], known: Known, context: Context) -> Iterable[Change]:
    """Keeps the next edition and tells of it (OP18); one that is there already is the answer instead."""
    content = command.data.content
    check_scope(content.year, content.cut_off, content.freeze, context.now)
    standing = known.all(EDITIONS, "series", command.data.asked.series)
    found = command.data.asked.of(standing)
    if found is not None:
        yield Answer(_answer(found))
        return
    number = 1 + max((one.edition for one in standing), default=0)
    document = as_json.dump(compose(content, number, context.reference))
    edition = _edition(command.data, number, document, context.today)
    yield Put(EDITIONS, edition)
    yield Put(DOCUMENTS, EditionDocument(edition.id, document))
    yield from _told(edition)
    yield Answer(_answer(edition))


def _answer(edition: Edition) -> Mapping[str, object]:
    return {"id": edition.id, "edition": edition.edition}


def _edition(published: PublishEdition, number: int, document: bytes, today: date) -> Edition:
    content = published.content
    return Edition(
        id=f"{NAME}-{content.year}-{number}",
        series=published.asked.series,
        report=NAME,
        year=content.year,
        edition=number,
        title=title(content.year),
        cut_off=content.cut_off,
        frozen_at=content.freeze,
        positions=published.positions,
        synthetic=content.synthetic,
        published_on=today,
        digest=sha256(document).hexdigest(),
        audience=AUDIENCE,
        parties=(),
    )


def _told(edition: Edition) -> Iterator[Emit]:
    """That it is published, to council's own topic and to every audience that may have it."""
    where = path(edition.year, edition.edition)
    yield Emit(
        ReportPublished(
            occurred_on=edition.published_on,
            synthetic=edition.synthetic,
            edition_id=edition.id,
            report=NAME,
            title=edition.title,
            year=edition.year,
            edition=edition.edition,
            audience=edition.audience,
            cut_off=edition.cut_off,
            freeze=edition.frozen_at,
            path=where,
        ),
        edition.id,
    )
    copy = ReleasedReport(
        released_on=edition.published_on,
        synthetic=edition.synthetic,
        edition_id=edition.id,
        report=NAME,
        title=edition.title,
        year=edition.year,
        edition=edition.edition,
        cut_off=edition.cut_off,
        freeze=edition.frozen_at,
        path=where,
    )
    for audience in at_or_narrower(edition.audience):
        yield Emit(copy, edition.id, audience, topic=f"ctc.released.{audience}")
