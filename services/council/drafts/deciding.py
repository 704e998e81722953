"""A draft is considered, objected to, agreed to and adopted. Pure.

The no-objection procedure of the Committee: a draft stands for some working days, and what nobody objected to is
adopted. At a meeting it may be adopted earlier. The Committee's own staff records this, also of a report that UNOCT
makes; both sides agree to the report that they publish together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from contracts.vocabulary import Day, Line, Text
from services.council.drafts.commands import check_decides
from services.council.drafts.events import (
    build_adopted_event,
    build_agreed_event,
    build_consideration_event,
    build_objection_event,
)
from services.council.drafts.model import (
    CONSIDERATION,
    DRAFTS,
    AdoptedBy,
    Objection,
    ReportDraft,
    Version,
    answer_agreed,
    answer_with,
    current_draft,
    find_as_read,
    needs_drafts,
)
from services.council.editions.model import Asked
from services.council.reports.kinds import NAMED
from services.council.words.catalogue import ENGLISH
from shared.engine.bounds import check_has_room
from shared.engine.deadline import Deadline
from shared.engine.principals import BOTH_SIDES
from shared.engine.rules import Change, Command, Context, Known, Need, Put, Refusal, Schedule, Settle
from shared.engine.time.days import check_not_ahead, check_not_too_far
from shared.engine.time.workdays import add_working_days


class WrongStage(Refusal):
    """The draft is at another stage, so that this step cannot be taken now."""

    rule = "11"


class AdoptedAlready(Refusal):
    """The report is adopted: an objection comes too late. Make a new draft, or correct the edition."""

    rule = "11"


class PeriodNotOver(Refusal):
    """The no-objection period is not over yet. Only a meeting of the Committee may adopt the report earlier."""

    rule = "11"


class ObjectionsStand(Refusal):
    """Members object to the draft: lift the objections, or make a new draft that answers them."""

    rule = "11"


class NoSuchObjection(Refusal):
    """This member has no objection that stands."""

    rule = "11"
    status = 422


class DocumentMissing(Refusal):
    """What a meeting adopted is shown by its record: name it as `document`."""

    rule = "11"
    status = 422


class EndsInThePast(Refusal):
    """The no-objection period cannot end on a day gone by: name today or a later day."""

    rule = "11"
    status = 422


class AdoptedBeforeItsDraft(Refusal):
    """The draft was made later than this day, so that it cannot have been adopted then."""

    rule = "11"
    status = 422


class NotAgreedByBoth(Refusal):
    """CTED and UNOCT publish this report together: first each of them agrees to the draft."""

    paragraph = "OP24"


class OnlyForItsAuthors(Refusal):
    """Only the Committee's staff for CTED, and UNOCT, agree to the report that the two publish together."""

    paragraph = "OP24"
    status = 403


def needs_of_step(command: Command[OpenConsideration | RecordObjection | AgreeOnDraft | AdoptDraft]) -> Iterable[Need]:
    """The drafts of the series."""
    return needs_drafts(command.data.asked.series)


# ---- consideration ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Consideration:
    """The no-objection period begins today."""

    ends_on: Day | None = None
    """Its last day; if left out, the usual number of working days from today."""
    version: Version | None = None
    """The version of the draft that was read. Nothing is decided, if it has another one by now."""


@dataclass(frozen=True, slots=True)
class OpenConsideration:
    """The draft is put before those who decide on it."""

    asked: Asked
    given: Consideration


def open_consideration(command: Command[OpenConsideration], known: Known, context: Context) -> Iterator[Change]:
    """Its last day is a deadline: the day after it, the secretariat is told that a decision is awaited."""
    asked = command.data.asked
    check_decides(command.principal)
    draft = find_as_read(known, asked.series, command.data.given.version)
    if draft.stage != "draft":
        raise WrongStage(f"It is {draft.stage.replace('_', ' ')}.")
    usual = context.reference.practice.no_objection_days[asked.report]
    ends_on = command.data.given.ends_on or add_working_days(context.today, usual)
    if ends_on < context.today:
        raise EndsInThePast(fields=("ends_on",))
    check_not_too_far(context.today, ends_on=ends_on)
    draft = replace(draft, stage="under_consideration", opened_on=context.today, ends_on=ends_on)
    yield Put(DRAFTS, draft)
    yield Schedule(Deadline(CONSIDERATION, draft.id, ends_on))
    yield build_consideration_event(draft, context.today, ends_on)
    yield answer_with(draft)


@dataclass(frozen=True, slots=True)
class MembersObjection:
    """What a member of the Committee says of the draft."""

    member: Line
    """Who objects: a member of the Committee, or an office."""
    text: Text
    kind: Literal["objection", "change_requested", "lifted"] = "objection"
    """`lifted`: it takes back what it said before."""


@dataclass(frozen=True, slots=True)
class RecordObjection:
    """A member objects to the draft, asks for a change, or lifts what it said."""

    asked: Asked
    given: MembersObjection


def record_objection(command: Command[RecordObjection], known: Known, context: Context) -> Iterator[Change]:
    """What stands stops the adoption, until it is lifted or another draft is made."""
    asked, given = command.data.asked, command.data.given
    check_decides(command.principal)
    draft = current_draft(known, asked.series)
    if draft.stage == "adopted":
        raise AdoptedAlready
    if draft.stage != "under_consideration":
        raise WrongStage("It is not under consideration.")
    if given.kind == "lifted":
        if given.member not in {one.member for one in draft.standing_objections}:
            raise NoSuchObjection(fields=("member",))
        objections = tuple(_lift(one, given.member, context) for one in draft.objections)
    else:
        check_has_room(draft.objections, context, "member")
        objections = (*draft.objections, Objection(given.member, given.kind, given.text, context.today))
    draft = replace(draft, objections=objections)
    yield Put(DRAFTS, draft)
    yield build_objection_event(draft, given.member, given.kind, context.today)
    yield answer_with(draft)


def _lift(one: Objection, member: str, context: Context) -> Objection:
    is_lifted = one.member == member and one.lifted_on is None
    return replace(one, lifted_on=context.today) if is_lifted else one


# ---- agreement (OP24) ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Agreement:
    """CTED or UNOCT agrees to the draft."""

    version: Version | None = None
    """The version of the draft that was read. Nothing is agreed to, if it has another one by now."""


@dataclass(frozen=True, slots=True)
class AgreeOnDraft:
    """CTED or UNOCT agrees to the draft of the report that the two publish together."""

    asked: Asked
    given: Agreement = Agreement()


def agree_on_draft(command: Command[AgreeOnDraft], known: Known, context: Context) -> Iterator[Change]:
    """Each principal agrees for its own side alone, and to this draft alone."""
    asked, side = command.data.asked, command.principal.side
    if side is None or not command.principal.may_command:
        raise OnlyForItsAuthors
    draft = find_as_read(known, asked.series, command.data.given.version)
    if draft.stage == "adopted":
        raise AdoptedAlready
    if side not in draft.agreed_by:
        draft = replace(draft, agreed_by=(*draft.agreed_by, side))
        yield Put(DRAFTS, draft)
        yield build_agreed_event(draft, side, context.today)
    yield answer_agreed(draft)


# ---- adoption --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Adoption:
    """The report is adopted."""

    by: AdoptedBy = "no_objection"
    adopted_on: Day | None = None
    """Absent: today."""
    document: Line | None = None
    """What shows it, such as the record of the meeting: `DRAFT/...`."""
    version: Version | None = None
    """The version of the draft that was read. Nothing is adopted, if it has another one by now."""


@dataclass(frozen=True, slots=True)
class AdoptDraft:
    """The draft is adopted: nobody objected by the last day, or a meeting adopted it."""

    asked: Asked
    given: Adoption


def adopt_draft(command: Command[AdoptDraft], known: Known, context: Context) -> Iterator[Change]:
    """Checks the period, the objections, and for the joint report the agreement of both (OP24)."""
    asked, given = command.data.asked, command.data.given
    check_decides(command.principal)
    draft = find_as_read(known, asked.series, given.version)
    adopted_on = given.adopted_on or context.today
    check_not_ahead(context.today, adopted_on=adopted_on)
    if adopted_on < draft.drafted_on:
        raise AdoptedBeforeItsDraft(fields=("adopted_on",))
    _check_procedure(draft, given, adopted_on)
    if draft.standing_objections:
        raise ObjectionsStand(", ".join(sorted({one.member for one in draft.standing_objections})) + ".")
    missing = sorted(BOTH_SIDES - set(draft.agreed_by)) if NAMED[asked.report].of_both else ()
    if missing:
        raise NotAgreedByBoth(f"{' and '.join(missing)} did not agree yet.")
    if draft.stage == "under_consideration":
        yield Settle(CONSIDERATION, draft.id, "met")
    draft = replace(
        draft, stage="adopted", adopted_on=adopted_on, adopted_by=given.by, adoption_document=given.document
    )
    yield Put(DRAFTS, draft)
    yield build_adopted_event(draft, adopted_on, given.by, given.document)
    yield answer_with(draft)


def _check_procedure(draft: ReportDraft, given: Adoption, adopted_on: Day) -> None:
    """A meeting may adopt a draft at any stage; without one, its no-objection period must be over."""
    if draft.stage == "adopted":
        raise AdoptedAlready
    if given.by == "meeting":
        if given.document is None:
            raise DocumentMissing(fields=("document",))
    elif draft.stage != "under_consideration" or draft.ends_on is None:
        raise WrongStage("It was not put under consideration.")
    elif adopted_on <= draft.ends_on:
        raise PeriodNotOver(f"It ends on {ENGLISH.day(draft.ends_on)}.", fields=("adopted_on",))
