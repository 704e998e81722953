"""What is on record of an activity is put right (rule 4). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.audiences import Audience
from contracts.council import TOPIC
from contracts.vocabulary import Code, Day, Line
from services.council.activities.commands import build_event, check_codes
from services.council.activities.model import ACTIVITIES, Activity
from shared.engine.corrections.kinds import Correctable, Whose
from shared.engine.rules import Change, Context, Emit, Known, Need, Put


def _needs(key: str, _parent: str) -> Iterator[Need]:
    yield Need(ACTIVITIES, key)


def _apply(_before: Activity, after: Activity, _known: Known, context: Context) -> Iterator[Change]:
    """It is told again whole: of an activity what was last told holds."""
    check_codes(after, context.reference)
    yield Put(ACTIVITIES, after)
    yield Emit(build_event(after), after.id, after.audience)


CORRECTABLE: Correctable[Activity] = Correctable(
    name="activity",
    table=ACTIVITIES,
    topic=TOPIC,
    paragraph="OP17",
    fields={
        "kind": Code,
        "day": Day,
        "with_whom.*": Line,
        "subject": Line,
        "paragraph": Line,
        "themes.*": Code,
        "document": Line | None,
        "audience": Audience,
    },
    needs=_needs,
    order=lambda *_: (),
    replaces=lambda *_: (),
    apply=_apply,
    whose=lambda *_: Whose(),
    subject=lambda activity: activity.id,
    has=lambda activity, _: activity.withdrawn_on is None,
)
