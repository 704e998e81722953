"""What UNOCT's side of the work is about: what was released, cases, projects, briefings, steps. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from contracts.audiences import Audience
from contracts.vocabulary import BriefingKind, MadeBy, Priority, ProductKind, ProjectKind, ProjectStatus, Speaker

CaseStatus = Literal["open", "offered", "taken_up", "delivered", "declined", "cancelled"]
StepStatus = Literal["agreed", "overdue", "done"]
Resolution = Literal["merged", "divided", "one_withdrawn", "no_duplication"]


@dataclass(frozen=True, slots=True)
class Serving:
    """A project, not cancelled, that serves a recommendation."""

    project_id: str
    body: str
    """The body that leads it."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation as the UN system may have it. A part that is not for the UN is absent."""

    id: str
    assessment_id: str
    state: str
    text: str | None
    themes: tuple[str, ...] | None
    priority: Priority | None
    pillar: int | None
    made_by: MadeBy | None
    provision: str | None
    assistance_needed: bool
    """False also where that is not for the UN, and once it is no longer released."""
    assistance_requested: bool
    released_on: date
    withdrawn_on: date | None
    """Since when the UN no longer has it. All but ids is then deleted, as the owner asks."""
    serving: tuple[Serving, ...]
    """In the order in which they came."""
    events: tuple[str, ...]
    """Ids of the released events that made this row, so that a replay of them changes nothing."""
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]

    @property
    def wanted(self) -> bool:
        """Whether it is a case: a released need, with the State's request (OP39)."""
        return self.assistance_needed and self.assistance_requested


@dataclass(frozen=True, slots=True)
class Product:
    """A survey or analytical product, as far as a citation of it needs."""

    id: str
    kind: ProductKind
    state: str | None
    released_on: date
    withdrawn_on: date | None
    """Since when the UN no longer has it."""
    cited_by: tuple[str, ...]
    """Ids of the projects that cite it, or did."""
    events: tuple[str, ...]
    """As of a recommendation."""
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A need that the State asks to be helped with, and what came of it."""

    id: str
    recommendation_id: str
    assessment_id: str
    state: str
    themes: tuple[str, ...] | None
    priority: Priority | None
    pillar: int | None
    status: CaseStatus
    opened_on: date
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    offered_on: date | None = None
    taken_up_on: date | None = None
    delivered_on: date | None = None
    declined_on: date | None = None
    cancelled_on: date | None = None
    body: str | None = None
    """Who offered, took up, delivered or declined last."""
    project_id: str | None = None
    """In which it was taken up, or is offered."""
    reason: str | None = None
    """Why it was declined or cancelled."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project or programme, as its source says; known by source and reference."""

    id: str
    source: str
    reference: str
    kind: ProjectKind
    title: str
    lead_body: str
    states: tuple[str, ...]
    themes: tuple[str, ...]
    start_date: str | None
    """As precise as known, as the next."""
    end_date: str | None
    budget_usd: int | None
    recommendations: tuple[str, ...]
    """Ids of those that it cites."""
    products: tuple[str, ...]
    status: ProjectStatus
    taken_up: tuple[str, ...]
    """Ids of recommendations that it does not cite but whose cases it took up."""
    registered_on: date
    said_at: datetime
    """When the source said so, as far as this system knows: what was said before does not change it."""
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    withdrawn_products: tuple[str, ...] = ()
    """Those of the products that the UN no longer has: that they were cited stays on record."""

    @property
    def lives(self) -> bool:
        """Whether it serves anybody. A planned one does: its body has taken the need up."""
        return self.status != "cancelled"

    @property
    def serves(self) -> tuple[str, ...]:
        """Ids of all recommendations that it serves, if it lives."""
        return tuple(dict.fromkeys(self.recommendations + self.taken_up))


@dataclass(frozen=True, slots=True)
class Duplication:
    """Two projects for the same need of the same State. Whatever becomes of it, the need counts once."""

    id: str
    recommendation_id: str
    case_id: str
    state: str
    project_ids: tuple[str, ...]
    """Two, in order."""
    status: Literal["flagged", "resolved"]
    flagged_on: date
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    resolved_on: date | None = None
    resolution: Resolution | None = None
    kept_project_id: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """UNOCT briefs the CTC, a follow-up meeting to that (OP25), or the heads of CTED and UNOCT meet (OP24)."""

    id: str
    reference: str
    kind: BriefingKind
    title: str | None
    invited_on: date | None
    """None: nobody was invited."""
    planned_for: date | None
    held_on: date | None
    speaker: Speaker | None
    """Until it is held, the level at which UNOCT is invited; then, of whoever came."""
    year: int
    """That in which it was held; until then, for which it is planned; else, in which UNOCT was invited."""
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    cancelled_on: date | None = None
    cancelled_because: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A practical step of the joint report, with its owner, day and indicator (OP24)."""

    id: str
    reference: str
    title: str
    owner: str
    """`CTED`, `UNOCT`, `both`, or another body."""
    agreed_on: date
    due_on: date
    indicator: str
    state: str | None
    done: bool
    done_on: date | None
    result: str | None
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]

    def status(self, today: date) -> StepStatus:
        """How it stands today: "by" includes the day (rule 3)."""
        if self.done:
            return "done"
        return "overdue" if self.due_on < today else "agreed"


@dataclass(frozen=True, slots=True)
class JudgedNotice:
    """A notice that was accepted or refused: it is judged once."""

    id: str
    """Source and id of the notice, joined."""
    judged_at: datetime
