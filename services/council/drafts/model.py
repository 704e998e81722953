"""What a draft of a report is, from the day on which its figures are frozen until it is transmitted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Final, Literal

from pydantic import StringConstraints

from contracts.audiences import Audience
from services.council.editions.model import Edition, PeoplesWords
from shared.engine.principals import Principal
from shared.engine.rules import Answer, Known, Need, Refusal, Table

AdoptedBy = Literal["no_objection", "meeting"]
Stage = Literal["draft", "under_consideration", "adopted", "transmitted", "set_aside"]
OPEN: Final[tuple[Stage, ...]] = ("draft", "under_consideration", "adopted")
"""Stages from which it goes on; one draft of a series at most is in one of them."""


@dataclass(frozen=True, slots=True)
class Objection:
    """A member of the Committee objects, or asks for a change."""

    member: str
    kind: Literal["objection", "change_requested"]
    text: str
    made_on: date
    lifted_on: date | None = None
    """The day on which the member took it back; until then nothing is adopted."""


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A draft, but for its documents, which are kept below its id."""

    id: str
    series: str
    """As of an edition: what is numbered together."""
    number: int
    stage: Stage
    edition: Edition
    """The edition as it would be transmitted; its number is the next one."""
    revision: int
    """`editions.model.Revision` when it was counted."""
    drafted_on: date
    audience: Audience = "committee"
    parties: tuple[str, ...] = ()
    """Those who make the report beside the Committee: UNOCT for its briefing and for the joint report."""
    words: tuple[PeoplesWords, ...] = ()
    opened_on: date | None = None
    """The first day of the no-objection period."""
    ends_on: date | None = None
    """Its last day."""
    objections: tuple[Objection, ...] = ()
    agreed_by: tuple[str, ...] = ()
    """Of `CTED` and `UNOCT`, in order, for the report that the two publish together (OP24)."""
    adopted_on: date | None = None
    adopted_by: AdoptedBy | None = None
    adoption_document: str | None = None
    transmitted_on: date | None = None
    beside: tuple[str, ...] = ()
    """The ids of the editions with which it was compared when it was counted."""

    @property
    def is_open(self) -> bool:
        """Whether it can still become an edition."""
        return self.stage in OPEN

    @property
    def standing_objections(self) -> tuple[Objection, ...]:
        """Those that were not lifted."""
        return tuple(one for one in self.objections if one.lifted_on is None)

    @property
    def version(self) -> str:
        """What people read and decide on: it changes with the number of the draft, and with the words of people."""
        words = sorted(repr((one.section, one.language, one.text)) for one in self.words)
        return f"{self.number}-{sha256(repr((self.edition.digest, words)).encode()).hexdigest()[:16]}"

    def is_for(self, principal: Principal) -> bool:
        """Whether this reader may see it: the Committee, and those who make the report with it."""
        return principal.sees(self.audience, self.parties)


DRAFTS: Table[ReportDraft] = Table("report_drafts", ReportDraft)
CONSIDERATION: Final = "report_consideration"
"""The kind of the deadline on which the no-objection period ends; the draft's id is its subject."""


Version = Annotated[str, StringConstraints(max_length=40, pattern=r"^[0-9]+-[0-9a-f]+$")]


class DraftChanged(Refusal):
    """The draft is not the one that was read: another was made, or words were changed. Read it, and decide again."""

    rule = "11"


class NoDraft(Refusal):
    """There is no draft of this report on its way: make one first, with `POST .../drafts`."""

    rule = "11"


def draft_id(series: str, number: int) -> str:
    """The id of the draft with this number."""
    return f"{series.replace('/', '-')}-draft-{number}"


def needs_drafts(series: str) -> Iterable[Need]:
    """All drafts of a series."""
    return (Need(DRAFTS, series, by="series"),)


def find_current(drafts: Iterable[ReportDraft]) -> ReportDraft | None:
    """The one of a series that is on its way."""
    return next((one for one in drafts if one.is_open), None)


def current_draft(known: Known, series: str) -> ReportDraft:
    """The same. Raises NoDraft where there is none."""
    draft = find_current(known.all(DRAFTS, "series", series))
    if draft is None:
        raise NoDraft
    return draft


def find_as_read(known: Known, series: str, version: str | None) -> ReportDraft:
    """The same. Raises DraftChanged, if it has another version than the one that was read; None: whichever it is."""
    draft = current_draft(known, series)
    if version is not None and version != draft.version:
        raise DraftChanged(f"Its version is {draft.version} now.", fields=("version",))
    return draft


def next_number(drafts: Sequence[ReportDraft]) -> int:
    """The number of the draft after these."""
    return 1 + max((one.number for one in drafts), default=0)


def answer_with(draft: ReportDraft) -> Answer:
    """What each step answers."""
    return Answer(_step_of(draft))


def answer_agreed(draft: ReportDraft) -> Answer:
    """The same, and who agreed to the draft as it stands now (OP24)."""
    return Answer({**_step_of(draft), "agreed": draft.agreed_by})


def _step_of(draft: ReportDraft) -> dict[str, Any]:
    return {"id": draft.id, "draft": draft.number, "stage": draft.stage, "version": draft.version}
