"""The reference data as the services see it: States, themes, practice, mandates. Pure lookups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from contracts.audiences import Audience
from contracts.ids import slug
from contracts.vocabulary import ReportName
from reference.bodies import Body, by_spelling
from reference.languages import Language
from reference.mandate import Mandate
from reference.provisions import Provision
from reference.ranking import Ranking


@dataclass(frozen=True, slots=True)
class MemberState:
    """A Member State of the United Nations. Its id never changes; later codes are aliases."""

    id: str
    """The alpha-3 code at admission, if the source has it."""
    iso2: str
    m49: str
    names: Mapping[Language, str]
    formal_names: Mapping[Language, str]
    region: str
    subregion: str
    regional_group: str
    aliases: tuple[str, ...] = ()
    admitted_on: date | None = None
    """None: not known; counts as always."""
    ended_on: date | None = None
    """The first day on which it was no longer a Member."""

    @property
    def name(self) -> str:
        """The short name in English."""
        return self.names["en"]

    def member_on(self, day: date) -> bool:
        return (self.admitted_on or date.min) <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True, slots=True)
class NonMember:
    """A jurisdiction that occurs in real data and is not a Member State."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of recommendations."""

    code: str
    titles: Mapping[Language, str]
    paragraphs: tuple[str, ...] = ()
    """Paragraphs of the mandate that names it, such as `OP31`; empty if only its preamble or practice does."""
    cross_cutting: bool = False
    covers: str = ""

    @property
    def title(self) -> str:
        """The title in English."""
        return self.titles["en"]


@dataclass(frozen=True, slots=True)
class Nudge:
    """A friendly reminder in the year of an obligation, if fewer than `fewer_than` were held by then."""

    obligation: str
    month: int
    day: int
    fewer_than: int


@dataclass(frozen=True, slots=True)
class DraftDay:
    """The day of the year on which the draft of a report is made by itself."""

    report: ReportName
    month: int
    day: int
    about: int
    """The year that it is about, counted from that year: -1 for the year before."""


@dataclass(frozen=True, slots=True)
class ListingReason:
    """A reason to put a State on the list of those asked for consent to a visit (OP12)."""

    code: str
    title: str
    titles: Mapping[Language, str] = field(default_factory=dict)
    """Its title in the other languages."""


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """A kind of work that is no visit, report or meeting of its own (OP17, OP18)."""

    code: str
    title: str
    titles: Mapping[Language, str] = field(default_factory=dict)
    """Its title in the other languages."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much may wait."""

    notices: int
    places: int
    """Of all of them together, as a lane counts them: for 5,000 bytes and for twenty parts of a notice."""


MOST_OVERLAP_DAYS: Final = 92
"""The most that practice may say: the rules ask for no visit that is further away."""


@dataclass(frozen=True, slots=True)
class Practice:
    """Rules that no resolution fixes: the bodies' published practice, and choices of this system."""

    reminders: tuple[int, ...]
    """Reminders: days before a due date, longest first."""
    waiting_notices: str
    """The period for which a notice about something unknown waits before it is refused."""
    most_waiting: Room
    """Of one sender that may wait for one thing; a further one is refused."""
    most_waiting_for_report: Room
    """The same for corrections, receipts and withdrawals of one report: each reads all of it."""
    most_waiting_notices_in_all: int
    """The most notices of one sender that may wait, whatever they wait for and whoever owns them."""
    visit_overlap_days: int
    """Two bodies' visits to one State so many days apart, or fewer, are flagged."""
    visits_compared: int
    """The most visits of one body to one State in one year that are compared for overlaps."""
    longest_visit_days: int
    """The most days for which a visit may be planned."""
    most_changes_of_plan: int
    """How often in a day the plan of a visit may change."""
    most_corrections: int
    """The corrections of one final report after which notices correct it no more."""
    most_overlaps: int
    """The most overlaps of one visit that are flagged at a time."""
    most_overlaps_with_body: int
    """The most of these with visits of one other body."""
    most_projects_for_need: int
    """The most projects of one lead body for one recommendation, those that ended among them."""
    most_turns_of_project: int
    """How often in a day a project may change what it serves."""
    needs_of_a_turn: int
    """How many needs come or go in one such change; one of more counts several times."""
    most_changes_of_project: int
    """How often in a day a project may change, whatever changes."""
    most_turns_for_need: int
    """How often in a day the projects of a body may take one need up, or leave it."""
    most_new_projects: int
    """How many new projects a lead body may register in a day."""
    most_changes_of_part: int
    """How often in a day a body may change its parts of one case."""
    most_duplications: int
    """The most duplications of one project for one need that are flagged at a time."""
    most_duplications_with_body: int
    """The most of these with projects of one body."""
    most_entries: int
    """The most entries of one kind in one record, such as a State's answers about one report."""
    most_changes_of_assistance: int
    """How often in a day a State may ask for assistance with one recommendation, or take that back."""
    most_changes_of_answer: int
    """How often in a day a State's answer to one invitation may change."""
    most_drafts: int
    """The most drafts of one report that others than the Committee's staff may make."""
    opens_cycle: Mapping[str, bool]
    """For each kind of assessment, whether a final one opens a cycle (rule 1)."""
    usual_report_time: str
    """The usual period from a visit's end to its report."""
    awaits_report: Mapping[str, bool]
    """For each kind of visit, whether a report is made on it."""
    visit_types: Mapping[str, str]
    """The kind of visit for each way in which files write it."""
    visit_type_ordinals: tuple[str, ...]
    visit_modes: Mapping[str, str]
    default_audiences: Mapping[str, Audience]
    listing_reasons: tuple[ListingReason, ...]
    activity_kinds: tuple[ActivityKind, ...]
    nudges: tuple[Nudge, ...]
    no_objection_days: Mapping[ReportName, int]
    """For each report, the working days for which its draft stands before it is adopted."""
    drafted_on: tuple[DraftDay, ...]

    def knows_reason(self, code: str) -> bool:
        """Whether a State can be listed for this reason."""
        return any(one.code == code for one in self.listing_reasons)

    def knows_activity(self, code: str) -> bool:
        """Whether there is this kind of activity."""
        return any(one.code == code for one in self.activity_kinds)

    def visit_kind(self, text: str) -> str | None:
        """The kind of visit that this text means, without a leading ordinal; None: not known."""
        text = "-".join(text.lower().replace("_", " ").replace("-", " ").split())
        if text in self.visit_types:
            return self.visit_types[text]
        ordinal, _, rest = text.partition("-")
        return self.visit_types.get(rest) if rest and ordinal in self.visit_type_ordinals else None


@dataclass(frozen=True, slots=True)
class Usage:
    """What documents of the United Nations print on the names and groups of States."""

    regional_groups: tuple[str, ...]
    """In the order in which the United Nations lists them."""
    group_notes: Mapping[str, str]
    """What is printed beside a State in a list of the groups, by its id."""


@dataclass(frozen=True, slots=True)
class Reference:
    """All reference data, loaded and checked. The same files give the same digest."""

    states: tuple[MemberState, ...]
    """In order of id."""
    non_members: tuple[NonMember, ...]
    themes: tuple[Theme, ...]
    provisions: tuple[Provision, ...]
    mandates: tuple[Mandate, ...]
    """In order of adoption."""
    practice: Practice
    ranking: Ranking
    other_names: Mapping[str, tuple[str, ...]]
    """English names of States and other jurisdictions in the lists of others, by id or code."""
    bodies: tuple[Body, ...]
    usage: Usage
    digest: str
    _by_code: Mapping[str, list[MemberState]] = field(init=False, repr=False, compare=False)
    _themes: Mapping[str, Theme] = field(init=False, repr=False, compare=False)
    _bodies: Mapping[str, Body] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code: dict[str, list[MemberState]] = defaultdict(list)
        for state in self.states:
            for code in (state.id, *state.aliases):
                by_code[code].append(state)
        object.__setattr__(self, "_by_code", dict(by_code))
        object.__setattr__(self, "_bodies", by_spelling(self.bodies))
        object.__setattr__(self, "_themes", {theme.code: theme for theme in self.themes})

    def member(self, code: str, on: date | None = None) -> MemberState | None:
        """The Member State with this id or alias that was a Member on that day (None: on any)."""
        return next((state for state in self._by_code.get(code, ()) if on is None or state.member_on(on)), None)

    def reason_not_member(self, code: str) -> str:
        """Why this code is not a Member State, as a sentence for the sender."""
        for one in self.non_members:
            if one.code == code:
                return f"{code} is no Member State: {one.name} is {one.reason}."
        if code in self._by_code:
            return f"{code} was not a Member State on that day."
        return f"{code!r} is no Member State's alpha-3 code."

    # Plain loops here and in `Mandate.obligation`, since they run for each assessment.

    def mandate(self, mandate_id: str) -> Mandate | None:
        for one in self.mandates:
            if one.id == mandate_id:
                return one
        return None

    def mandate_on(self, day: date) -> Mandate | None:
        """The mandate that governs on that day; if several are in force, the latest adopted (rule 9)."""
        for one in reversed(self.mandates):
            if one.in_force_from <= day <= one.in_force_until:
                return one
        return None

    def theme(self, code: str) -> Theme | None:
        return self._themes.get(code)

    def body(self, name: str) -> Body | None:
        """The body with this id, name or alias, in any spelling."""
        return self._bodies.get(slug(name))

    def name_body(self, written: str) -> str:
        """The body's name as the reference data have it, or else as it is written."""
        body = self.body(written)
        return body.name if body else written
