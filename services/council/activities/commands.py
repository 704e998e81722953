"""An activity is logged (OP17, OP18). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from contracts.audiences import Audience
from contracts.council import ActivityRecorded
from contracts.vocabulary import Bodies, Code, Day, Line, Reference, Themes
from reference import Reference as ReferenceData
from services.council.activities.model import ACTIVITIES, Activity, build_activity_id
from shared.engine.answering import add_answer
from shared.engine.notices.known_codes import check_themes
from shared.engine.rules import Change, Command, Context, Emit, Known, Need, Put, Refusal
from shared.engine.time.days import check_not_ahead, check_not_too_early


class UnknownActivityKind(Refusal):
    """There is no such kind of activity: take a code of `/codes/activity-kinds`, or have one added there."""

    paragraph = "OP17"
    status = 422


class UnknownParagraph(Refusal):
    """The mandate of that day has no such operative paragraph: write OP and its number, such as OP17."""

    rule = "9"
    paragraph = "OP17"
    status = 422


class KnownAsOtherActivity(Refusal):
    """This activity is known with other content: what is wrong is put right by a correction, not by sending again."""

    rule = "4"
    paragraph = "OP17"


class WithdrawnActivity(Refusal):
    """This activity was withdrawn from the log: log another one under a reference of its own."""

    rule = "8"
    paragraph = "OP17"


@dataclass(frozen=True, slots=True)
class LoggedActivity:
    """The body of `POST /activities`."""

    kind: Code
    day: Day
    with_whom: Annotated[Bodies, Field(min_length=1)]
    """Bodies, offices and groups, never persons: `FATF`, `Global Research Network`, `Ministry of Justice of ...`."""
    subject: Line
    paragraph: Annotated[str, Field(max_length=20)]
    """The operative paragraph under which it was done, such as `OP17`."""
    themes: Themes = ()
    document: Line | None = None
    """Whoever may know of the activity reads this too."""
    audience: Audience = "committee"
    """Who may know of it by name; reports count it for everybody."""
    reference: Reference | None = None
    """The Committee's own; absent: it is known by kind, day and subject."""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class LogActivity:
    """Logs work that is no visit, report or meeting: representation, outreach, a workshop, advice, a consultation."""

    given: LoggedActivity


def needs_of_activity(command: Command[LogActivity]) -> Iterator[Need]:
    """The activity, if it is known."""
    yield Need(ACTIVITIES, _find_id(command.data.given))


def log_activity(command: Command[LogActivity], known: Known, context: Context) -> Iterable[Change]:
    """The same again changes nothing."""
    activity = _build_activity(command.data.given)
    return add_answer(activity.id, _record(known.get(ACTIVITIES, activity.id), activity, context))


def _record(before: Activity | None, activity: Activity, context: Context) -> Iterator[Change]:
    if before is not None:
        if before.withdrawn_on is not None:
            raise WithdrawnActivity
        differing = tuple(name for name in _CONTENT if getattr(before, name) != getattr(activity, name))
        if differing:
            raise KnownAsOtherActivity(fields=differing)
        return
    check_not_too_early(day=activity.day)
    check_not_ahead(context.today, day=activity.day)
    check_codes(activity, context.reference)
    yield Put(ACTIVITIES, activity)
    yield Emit(build_event(activity), activity.id, activity.audience)


def check_codes(activity: Activity, reference: ReferenceData) -> None:
    """Raises UnknownActivityKind, UnknownParagraph, or what is wrong with the themes."""
    if not reference.practice.knows_activity(activity.kind):
        raise UnknownActivityKind(fields=("kind",))
    if not has_paragraph(reference, activity.day, activity.paragraph):
        raise UnknownParagraph(fields=("paragraph",))
    check_themes(reference, activity.themes, "themes")


def has_paragraph(reference: ReferenceData, day: date, paragraph: str) -> bool:
    """Whether the mandate of that day has this paragraph.

    If its text is not at hand, the paragraphs of the mandate that it renews count, or else those of the first mandate
    whose text is at hand.
    """
    mandate = reference.mandate_on(day)
    while mandate is not None and mandate.paragraphs is None:
        mandate = reference.mandate(mandate.renews) if mandate.renews else None
    mandate = mandate or next((one for one in reference.mandates if one.paragraphs is not None), None)
    last = mandate.paragraphs or 0 if mandate is not None else 0
    return paragraph in {f"OP{number}" for number in range(1, last + 1)}


def build_event(activity: Activity) -> ActivityRecorded:
    """The event that tells of it."""
    return ActivityRecorded(
        occurred_on=activity.day,
        synthetic=activity.synthetic,
        activity_id=activity.id,
        kind=activity.kind,
        with_whom=activity.with_whom,
        subject=activity.subject,
        paragraph=activity.paragraph,
        themes=activity.themes,
        document=activity.document,
        audience=activity.audience,
    )


def _find_id(given: LoggedActivity) -> str:
    return build_activity_id(given.reference, given.kind, given.day, given.subject)


def _build_activity(given: LoggedActivity) -> Activity:
    return Activity(
        id=_find_id(given),
        reference=given.reference,
        kind=given.kind,
        day=given.day,
        with_whom=given.with_whom,
        subject=given.subject,
        paragraph=given.paragraph,
        themes=given.themes,
        document=given.document,
        audience=given.audience,
        parties=(),
        synthetic=given.synthetic,
    )


_CONTENT = ("kind", "day", "with_whom", "subject", "paragraph", "themes", "document", "audience", "synthetic")
