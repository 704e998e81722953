"""The parts of a case: what each body or project does about one need (OP15). Pure.

A part opens when a project cites the need, or when a body offers help or takes the need up. Each part ends by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from contracts.ids import slug
from contracts.vocabulary import CaseStatus
from services.unoct.cases.model import Case, Part
from services.unoct.recommendations.model import Serving
from shared.engine.bounds import count_today
from shared.engine.rules import Context, Refusal

MOST_WORDS: Final = 10_000
"""Characters of all notes and reasons of one body on one case: as many as one note may have."""


class PartChangesTooOften(Refusal):
    """This body's parts of this case changed too often today: say tomorrow how they stand then."""

    paragraph = "OP15"


class TurnsForNeedTooOften(Refusal):
    """This body's projects took up or left one of these needs too often today: send it tomorrow as it is then."""

    paragraph = "OP4"


class TooManyWords(Refusal):
    """The notes and reasons of this body on this case are too long together: write less, or shorten an earlier one."""

    paragraph = "OP15"
    status = 422


def find_status(parts: Collection[Part]) -> CaseStatus:
    """What the parts come to. A part that was declined or cancelled, and an offer, keep no case from being delivered.

    Delivered: some part was, and none is under way any more.
    """
    statuses = {part.status for part in parts}
    in_order: tuple[CaseStatus, ...] = ("taken_up", "delivered", "offered", "declined")
    return next((status for status in in_order if status in statuses), "open")


def is_of(part: Part, body: str | None) -> bool:
    """Whether the part is this body's, in any spelling of its name."""
    return slug(part.body or "") == slug(body or "")


def check_words(before: Iterable[Part], after: Iterable[Part], body: str | None) -> None:
    """Raises TooManyWords if the body's words grow beyond the bound. Each change of the case tells them."""
    length, length_before = (_count_words(parts, body) for parts in (after, before))
    if length > max(MOST_WORDS, length_before):
        raise TooManyWords


def _count_words(parts: Iterable[Part], body: str | None) -> int:
    return sum(len(part.note or "") + len(part.reason or "") for part in parts if is_of(part, body))


def count_change(case: Case, body: str | None, context: Context) -> Case:
    """The case with one change more of this body today. Raises PartChangesTooOften: each change tells all parts."""
    most = context.reference.practice.most_changes_of_part
    return count_today(case, most, PartChangesTooOften(fields=("body",)), context.today, slug(body or ""))


def count_turn(case: Case, body: str, context: Context) -> Case:
    """The case with one turn more of this body's projects today. Raises TurnsForNeedTooOften: each tells all parts."""
    most = context.reference.practice.most_turns_for_need
    return count_today(case, most, TurnsForNeedTooOften(fields=("recommendations",)), context.today, slug(body))


def follow_projects(parts: tuple[Part, ...], serving: Sequence[Serving], today: date) -> tuple[Part, ...]:
    """A part for each project that serves the need; the part of a project that no longer does is cancelled.

    What a body offered without a project becomes the part of its first project.
    """
    by_project = {one.project_id: one for one in serving}
    followed = [_follow_project(part, by_project, parts, today) for part in parts]
    for one in serving:
        if any(part.project_id == one.project_id for part in followed):
            continue
        place = next((i for i, part in enumerate(followed) if _waits_for_project(part, one.body)), None)
        before = Part(one.body, one.project_id, "offered") if place is None else followed[place]
        new = _take_up(replace(before, project_id=one.project_id), one.body, today)
        followed = [*followed, new] if place is None else [*followed[:place], new, *followed[place + 1 :]]
    return tuple(followed)


def _follow_project(part: Part, serving: Mapping[str, Serving], all_parts: Iterable[Part], today: date) -> Part:
    if part.project_id is None or part.status == "delivered":
        return part
    one = serving.get(part.project_id)
    if one is None:
        has_begun = part.status in ("taken_up", "replaced")
        return replace(part, status="cancelled", ended_on=today, replaced_by=None) if has_begun else part
    if part.status == "replaced" and _goes_on(part.replaced_by, serving, all_parts):
        return part
    return replace(part, body=one.body) if part.status == "taken_up" else _take_up(part, one.body, today)


def _waits_for_project(part: Part, body: str) -> bool:
    return part.project_id is None and is_of(part, body) and part.status in ("offered", "declined")


def _take_up(part: Part, body: str, today: date) -> Part:
    """The part under way, for the first time or again."""
    return replace(part, body=body, status="taken_up", taken_up_on=today, ended_on=None, reason=None, replaced_by=None)


def _goes_on(project_id: str | None, serving: Mapping[str, Serving], parts: Iterable[Part]) -> bool:
    """Whether this project still serves the need, or has delivered its part."""
    delivered = {part.project_id for part in parts if part.status == "delivered"}
    return project_id in serving or project_id in delivered


def begin_anew(parts: Iterable[Part], today: date) -> Iterator[Part]:
    """The parts of a case that opens again: what was offered, declined or under way is over.

    What was delivered stays, and so does what was decided of two projects (OP24). No part is ever dropped: a case that
    was told in parts once is told in parts from then on.
    """
    for part in parts:
        is_over = part.status in ("offered", "declined", "taken_up")
        yield replace(part, status="cancelled", ended_on=today) if is_over else part


def replace_projects(parts: Iterable[Part], replaced: Collection[str], kept: str, today: date) -> Iterator[Part]:
    """The parts once it is decided that `kept` goes on in the place of the others. What was delivered stays so."""
    for part in parts:
        if part.status == "taken_up" and part.project_id in replaced:
            yield replace(part, status="replaced", ended_on=today, replaced_by=kept)
        elif part.status == "replaced" and part.project_id == kept:
            yield _take_up(part, part.body or "", today)
        else:
            yield part


def find_delivery_day(parts: Iterable[Part]) -> date:
    """The day from which all were delivered: when the last of those that were under way was delivered, or ended."""
    ended = (part.ended_on for part in parts if part.status in ("cancelled", "replaced") and part.taken_up_on)
    delivered = (part.delivered_on for part in parts if part.status == "delivered")
    return max(day for day in (*ended, *delivered) if day is not None)
