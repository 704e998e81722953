"""The days of a practical step are put right (rule 4, OP24). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.corrections import Replaced
from contracts.unoct import TOPIC
from contracts.vocabulary import Day
from services.unoct.steps.events import build_event
from services.unoct.steps.model import STEPS, Step
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.rules import Change, Context, Emit, Known, Need, Put


def _needs(key: str, _parent: str) -> Iterator[Need]:
    yield Need(STEPS, key)


def _order(step: Step, _known: Known) -> Iterator[Days]:
    """A step is due, and done, on the day on which it was agreed or later."""
    for name in ("due_on", "done_on"):
        yield ("agreed_on", step.agreed_on), (name, getattr(step, name))


def _list_replaced(step: Step, _path: str, _known: Known) -> Iterator[Replaced]:
    for name in ("agreed", "done"):
        yield Replaced(type=f"step.{name}.v1", id=step.id)


def _apply(_before: Step, after: Step, _known: Known, _context: Context) -> Iterator[Change]:
    yield Put(STEPS, after)
    subject = after.state or after.id
    yield Emit(build_event(replace(after, done=False)), subject)
    if after.done:
        yield Emit(build_event(after), subject)


CORRECTABLE: Correctable[Step] = Correctable(
    name="step",
    table=STEPS,
    topic=TOPIC,
    paragraph="OP24",
    fields={"agreed_on": Day, "done_on": Day},
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=lambda step, _: Whose(step.state, tuple(one for one in step.parties if not one.startswith("state:"))),
    subject=lambda step: step.state or step.id,
)
