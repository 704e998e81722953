"""What is on record of a briefing or meeting is put right (rule 4; OP24, OP25). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.corrections import Replaced
from contracts.unoct import TOPIC
from contracts.vocabulary import BriefingKind, Day, Line, Speaker
from services.unoct.access import UNOCT
from services.unoct.briefings.events import build_cancelled_event, build_held_event, build_invited_event
from services.unoct.briefings.model import BRIEFINGS, Briefing, is_arranged
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.rules import Change, Context, Emit, Known, Need, Put


def _needs(key: str, _parent: str) -> Iterator[Need]:
    yield Need(BRIEFINGS, key)


def _order(briefing: Briefing, _known: Known) -> Iterator[Days]:
    """All follow the invitation, where there was one."""
    for name in ("planned_for", "held_on", "cancelled_on"):
        yield ("invited_on", briefing.invited_on), (name, getattr(briefing, name))


def _list_replaced(briefing: Briefing, _path: str, _known: Known) -> Iterator[Replaced]:
    for name in ("invited", "held", "cancelled"):
        yield Replaced(type=f"briefing.{name}.v1", id=briefing.id)


def _apply(before: Briefing, after: Briefing, _known: Known, context: Context) -> Iterator[Change]:
    """It counts in the year in which it was held."""
    day = after.held_on or after.planned_for or after.invited_on
    after = replace(after, year=day.year if day else before.year)
    yield Put(BRIEFINGS, after)
    if is_arranged(after):
        yield Emit(build_invited_event(after, context.today), after.id)
    if after.held_on is not None:
        yield Emit(build_held_event(after), after.id)
    if after.cancelled_on is not None:
        yield Emit(build_cancelled_event(after), after.id)


CORRECTABLE: Correctable[Briefing] = Correctable(
    name="briefing",
    table=BRIEFINGS,
    topic=TOPIC,
    paragraph="OP25",
    fields={
        "invited_on": Day,
        "held_on": Day,
        "cancelled_on": Day,
        "kind": BriefingKind,
        "title": Line | None,
        "speaker": Speaker | None,
    },
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=lambda *_: Whose(parties=(UNOCT,)),
    subject=lambda briefing: briefing.id,
)
