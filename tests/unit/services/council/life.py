"""The life of a report in a test: a draft, its adoption at a meeting, its transmission."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from services.council.counting.shown_before import ShownBefore
from services.council.drafts.commands import MakeDraft
from services.council.drafts.deciding import AdoptDraft, Adoption
from services.council.drafts.model import DRAFTS, ReportDraft
from services.council.drafts.transmitting import Transmission, TransmitDraft
from services.council.editions.commands import CorrectEdition
from services.council.editions.model import Asked
from services.council.reports.kinds import NAMED
from shared.engine.principals import Principal
from shared.engine.rules import Command
from tests.support.memory import Memory, Told
from tests.unit.services.council.desk import COMMITTEE, command
from tests.unit.services.council.reports.sample import draft

AT_MEETING: Final = Adoption("meeting", document="DRAFT/RECORD/1")
TO: Final = Transmission("President of the Security Council")


def give(data: Any, principal: Principal = COMMITTEE) -> Command[Any]:
    """A command of this principal."""
    return replace(command(data), principal=principal)


def draft_of(report: str = "annual", reason: str = "", **changes: Any) -> MakeDraft:
    """What the sample counted, as the next draft of this report."""
    counted = replace(draft(**changes), kind=NAMED[report])
    return MakeDraft(Asked(counted.scope.year, report=counted.kind.name), counted, reason)


def correction_of(edition: str, reason: str, **changes: Any) -> CorrectEdition:
    """What the sample counted, in the place of this edition of the annual report, with which it was compared."""
    made = draft_of(**changes)
    scope = replace(made.draft.scope, shown=ShownBefore(editions=(edition,)))
    return CorrectEdition(made.asked, replace(made.draft, scope=scope), reason)


def publish(desk: Memory, reason: str = "", **changes: Any) -> list[Told]:
    """Drafts, adopts and transmits the annual report; what was said of it."""
    made = draft_of(reason=reason, **changes)
    told = desk.handle(give(made))
    told += desk.handle(give(AdoptDraft(made.asked, AT_MEETING)))
    return told + desk.handle(give(TransmitDraft(made.asked, TO)))


def last_draft(desk: Memory) -> ReportDraft:
    """The draft with the highest number."""
    rows: dict[str, ReportDraft] = desk.rows[DRAFTS]
    return max(rows.values(), key=lambda one: one.number)
