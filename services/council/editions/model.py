"""What an edition is, and which one is asked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from contracts.audiences import Audience
from contracts.vocabulary import ReportName
from services.council.documents.paths import edition_path
from shared.engine.principals import Principal
from shared.engine.rules import Known, Need, Table
from shared.engine.time.dates import civil_date


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """What is said of an edition since it was published; the edition itself stands (rule 8)."""

    assessment_id: str
    """The assessment that was withdrawn; shown to nobody, since it could name a State."""
    noted_on: date
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, but for its document."""

    id: str
    series: str
    """Report and year, or report and thing: what is numbered together."""
    report: ReportName
    year: int
    """That it is on; of a report on a thing, that of its cut-off."""
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
    thing: str = ""
    """What it is about, where not a year: the cycle of a follow-up report."""
    state: str | None = None
    assessment_id: str | None = None
    """State and assessment of that thing."""
    shown_to: Audience = "public"
    """The level of its least privileged readers: what it breaks down and lists is what they might see."""
    corrects: str | None = None
    """The id of the edition whose place it takes, and why; the reason is the Committee's alone."""
    reason: str | None = None
    corrigenda: tuple[Corrigendum, ...] = ()
    narrowings: int = 0
    """How often something that its readers could see was narrowed or withdrawn since."""
    settled: int = 0
    """How many of these what they are served takes into account."""
    reissue: int = 0
    """Which redacted reissue that is; 0: the edition as it was published."""
    reissue_digest: str | None = None

    @property
    def of(self) -> int | str:
        """The subject: the thing, or else the year."""
        return self.thing or self.year

    @property
    def path(self) -> str:
        """Where it is served, without a host."""
        return edition_path(self.report, self.of, self.edition)

    @property
    def pending(self) -> bool:
        """Whether it must be counted again before anybody but the Committee is served."""
        return self.narrowings > self.settled

    @property
    def served_digest(self) -> str:
        """SHA-256 of that document's bytes."""
        return self.reissue_digest or self.digest

    @property
    def served_id(self) -> str:
        """The key of the document that readers beside the Committee are served."""
        return f"{self.id}/reissue/{self.reissue}" if self.reissue else self.id

    def is_of(self, principal: Principal) -> bool:
        """Whether this reader keeps the edition as it was published: the Committee, and the State concerned."""
        return principal.insider(self.state)


@dataclass(frozen=True, slots=True)
class EditionDocument:
    """The document of an edition, or of its reissue, as JSON: served as it was kept, byte for byte."""

    id: str
    document: bytes


@dataclass(frozen=True, slots=True)
class Revision:
    """How often something was said that may narrow what editions show: one row, read with what is counted."""

    id: str
    number: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """To which next edition of a report of both CTED and UNOCT they have agreed (OP24); gone once it is published."""

    id: str
    """The series."""
    cut_off: date
    by: tuple[str, ...]
    """Of `CTED` and `UNOCT`, in order."""


AGREEMENTS: Table[Agreement] = Table("report_agreements", Agreement)
REVISIONS: Table[Revision] = Table("revisions", Revision)
EDITIONS: Table[Edition] = Table("editions", Edition)
DOCUMENTS: Table[EditionDocument] = Table("edition_documents", EditionDocument)


ALL = "all"
NEEDS_REVISION = Need(REVISIONS, ALL)


def revision_of(known: Known) -> int:
    """How often something was said that may narrow what editions show; 0 where it never was."""
    row = known.get(REVISIONS, ALL)
    return row.number if row else 0


def needs_editions(then: Callable[[Edition], Iterable[Need]]) -> Iterable[Need]:
    """All editions of all reports, some hundreds in twenty years; and what must be known if there are any."""
    return (Need(EDITIONS, name, by="report", then=then) for name in get_args(ReportName))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which edition is asked for: with this number, cut-off or freeze; the last one that fits."""

    year: int
    """0 of a report on a thing."""
    edition: int | None = None
    cut_off: date | None = None
    freeze: datetime | None = None
    report: ReportName = "annual"
    thing: str = ""

    @property
    def series(self) -> str:
        """What is numbered together."""
        return f"{self.report}/{self.thing or self.year}"

    def usual_cut_off(self, freeze: datetime) -> date:
        """The cut-off, if none is asked for: the year's last day; of a thing, the day of the freeze."""
        return self.cut_off or (civil_date(freeze) if self.thing else date(self.year, 12, 31))

    def of(self, standing: Iterable[Edition]) -> Edition | None:
        """The last of these that is what is asked for."""
        asks_for_one = self.thing or self.edition or self.cut_off or self.freeze
        fitting = filter(self._fits, standing) if asks_for_one else self._usual(standing)
        return max(fitting, key=lambda one: one.edition, default=None)

    def _usual(self, standing: Iterable[Edition]) -> Iterable[Edition]:
        """Those at the year's last day, and what was put in their place: another cut-off is for who asks for it."""
        usual: dict[str, Edition] = {}
        for one in sorted(standing, key=lambda one: one.edition):
            if one.cut_off == date(self.year, 12, 31) or one.corrects in usual:
                usual[one.id] = one
        return usual.values()

    def _fits(self, one: Edition) -> bool:
        if self.freeze is not None and (one.cut_off, one.frozen_at) != (self.usual_cut_off(self.freeze), self.freeze):
            return False
        return self.edition in (None, one.edition) and self.cut_off in (None, one.cut_off)
