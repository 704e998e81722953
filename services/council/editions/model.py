"""What an edition is, and which one is asked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, get_args

from contracts.audiences import Audience
from contracts.vocabulary import ReportName
from reference import Language
from services.council.documents.paths import edition_path
from shared.engine.principals import Principal
from shared.engine.rules import Known, Need, Table

MAIN: Final[Language] = "en"
"""The language whose document has the id of the edition itself as its key."""


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """What is said of an edition since it was published; the edition itself stands (rule 8)."""

    assessment_id: str
    """The assessment that was withdrawn; shown to nobody, since it could name a State."""
    noted_on: date
    text: str


@dataclass(frozen=True, slots=True)
class PeoplesWords:
    """A text that a person wrote for a section, in one language. It is carried from draft to draft."""

    section: str
    """The id of a section, or `letter` or `introduction`, which stand before all others."""
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, which was transmitted, but for its documents."""

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
    """The day on which it was transmitted."""
    digest: str
    """SHA-256 of the bytes of the document in English."""
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
    drafted_on: date | None = None
    """The day on which its figures were frozen; None: that on which it was published."""
    transmitted_to: str = ""
    """The addressee; empty of an edition from before there were drafts."""
    symbol: str | None = None
    """The symbol under which it is issued, as people were given it."""
    words: tuple[PeoplesWords, ...] = ()
    withdrawn_on: date | None = None
    """The day from which it is served to nobody but the Committee."""
    withdrawn_because: str | None = None
    """Why; the Committee's alone."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of the documents in other languages, by their keys; those of its reissues among them."""
    signatures: Mapping[str, str] = field(default_factory=dict)
    """Of the edition and of its reissues, by their ids (`signatures/signing.py`)."""

    marks: Mapping[str, int] = field(default_factory=dict)
    """`Tally.mark` of the figures that it breaks down, by their ids; never printed."""

    @property
    def made_on(self) -> date:
        """The day on which its facts were read."""
        return self.drafted_on or self.published_on

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
        return reissue_id(self.id, self.reissue)

    def is_of(self, principal: Principal) -> bool:
        """Whether this reader keeps the edition as it was published: the Committee, and the State concerned."""
        return principal.insider(self.state)


def reissue_id(edition_id: str, reissue: int) -> str:
    """The key of this reissue's document; 0: of the edition's own."""
    return f"{edition_id}/reissue/{reissue}" if reissue else edition_id


def document_key(id_: str, language: Language) -> str:
    """The key of a document of an edition, a reissue or a draft with this id."""
    return id_ if language == MAIN else f"{id_}/{language}"


@dataclass(frozen=True, slots=True)
class EditionDocument:
    """The document of an edition, or of its reissue, as JSON: served as it was kept, byte for byte."""

    id: str
    document: bytes


@dataclass(frozen=True, slots=True)
class Revision:
    """How often something was narrowed that readers of this level could see; read with what is counted."""

    id: str
    """The level; `all` of what was counted before levels were told apart."""
    number: int


REVISIONS: Table[Revision] = Table("revisions", Revision)
EDITIONS: Table[Edition] = Table("editions", Edition)
DOCUMENTS: Table[EditionDocument] = Table("edition_documents", EditionDocument)


ALL: Final = "all"


def name_revisions(shown_to: Audience) -> Sequence[str]:
    """The ids of the rows of which the highest number is the revision for these readers."""
    return ALL, shown_to


def needs_revision(shown_to: Audience) -> Iterable[Need]:
    """What `revision_of` must know."""
    return (Need(REVISIONS, id_) for id_ in name_revisions(shown_to))


def revision_of(known: Known, shown_to: Audience) -> int:
    """How often something was narrowed that readers of this level could see; 0 where it never was."""
    rows = [known.get(REVISIONS, id_) for id_ in name_revisions(shown_to)]
    return max((row.number for row in rows if row), default=0)


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

    def of(self, standing: Iterable[Edition]) -> Edition | None:
        """The last of these that is what is asked for."""
        return max(filter(self._fits, standing), key=lambda one: one.edition, default=None)

    def _fits(self, one: Edition) -> bool:
        return (
            self.edition in (None, one.edition)
            and self.cut_off in (None, one.cut_off)
            and self.freeze in (None, one.frozen_at)
        )
